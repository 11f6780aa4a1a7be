"""The forms of ticks and reminders."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.securing.page import ITEMS

MAX_DAYS = 3 * 366  # a reminder that lies further ahead is a slip of the pen


class ItemForm(forms.Form):
    """Which thing; what is done with it is said by the button."""

    what = forms.ChoiceField(choices=[(code, code) for code in ITEMS])


class ReminderForm(ItemForm):
    """The day of a reminder."""

    on = forms.DateField(
        label=_("Day of the reminder"),
        error_messages={
            "required": _("Give the day of the reminder."),
            "invalid": _("Give the day of the reminder."),
        },
    )

    def clean_on(self) -> dt.date:
        """Refuse a day that has passed or that lies years ahead."""
        day: dt.date = self.cleaned_data["on"]
        today = timezone.localdate()
        if day <= today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        if day > today + dt.timedelta(days=MAX_DAYS):
            raise forms.ValidationError(_("Choose a day within the next three years."))
        return day
