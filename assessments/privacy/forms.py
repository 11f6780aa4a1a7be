"""Forms of the account page: language, e-mails, deletion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.accounts.forms_allauth import ReauthenticateForm
from assessments.accounts.models import Preferences


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of pages and e-mails"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each language has its own name for itself, which its readers recognise.
        names = {"en": "English", "zh-hans": "简体中文"}
        choices = [(code, names.get(code, name)) for code, name in settings.LANGUAGES]
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=choices
        )


class NotificationsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Preferences
        fields = ("mail_memo", "mail_shared", "mail_asked", "mail_reminder")
        labels = {
            "mail_memo": _("A memo is ready or could not be made"),
            "mail_shared": _("Somebody shares an assessment with me, or invites me into a firm"),
            "mail_asked": _("A question or an answer arrives"),
            "mail_reminder": _("A day comes on which I asked to be reminded"),
        }


class DeletionForm(ReauthenticateForm):
    """Asks for the password again, because a deletion cannot be undone."""

    understood = forms.BooleanField(label=_("I understand that this cannot be undone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["understood", "password"])
