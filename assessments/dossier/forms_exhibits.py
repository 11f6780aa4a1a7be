"""The form that fills in what a court's list of evidence asks of an exhibit."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.wording.exhibits import (
    FIELD,
    LEGAL_CLASS,
    OPINION,
    ORIGINAL_STATE,
    SEEN,
    Words,
)

NOTHING = ("", "—")


def _choice(name: str, words: Words, help_text: Any = "") -> forms.ChoiceField:
    choices = [NOTHING, *words.items()]
    return forms.ChoiceField(
        label=cast("Any", FIELD[name]), choices=choices, required=False, help_text=help_text
    )


def _text(name: str, max_length: int, *, rows: int = 1, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=cast("Any", FIELD[name]),
        max_length=max_length,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(),
    )


class ExhibitForm(forms.Form):
    """What one account says of one exhibit; everything may stay blank."""

    original = _choice("original", ORIGINAL_STATE, _("What would be shown to the court."))
    held_by = _text(
        "held_by", 200, help_text=_("By whom and where; for data, the account or device.")
    )
    pages = _text("pages", 100, help_text=_("How many, or from which to which."))
    source = _text("source", 300, help_text=_("From whom it comes."))
    obtained = _text("obtained", 500, rows=2, help_text=_("By whom, when and by which means."))
    authenticity = _choice("authenticity", OPINION)
    legality = _choice("legality", OPINION)
    relevance = _choice("relevance", OPINION)
    remark = _text("remark", 2000, rows=4)


class LawyersExhibitForm(ExhibitForm):
    """The same with a class of evidence of the lawyer's own, which needs a reason."""

    legal_class = _choice(
        "legal_class", LEGAL_CLASS, _("Only where it is another than the one that follows.")
    )
    class_reason = _text("class_reason", 500, rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("legal_class") and not cleaned.get("class_reason"):
            self.add_error("class_reason", _("Say why the exhibit is of this class."))
        return cleaned


class ExaminersExhibitForm(LawyersExhibitForm):
    """The same with an examination of the exhibit, whole or none.

    That the file was examined can be said only by who may open it here.
    """

    examined_on = forms.DateField(
        label=_("Examined on"),
        required=False,
        help_text=_("Only if you looked at the exhibit yourself."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    examined = forms.ChoiceField(label=_("What you looked at"), required=False)
    examined_shows = forms.CharField(
        label=pgettext_lazy("examination", "What it shows"),
        max_length=2000,
        required=False,
        help_text=_("Printed in the memo with your name and the day."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, file_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(code, words) for code, words in SEEN.items() if file_open or code != "file"]
        cast("forms.ChoiceField", self.fields["examined"]).choices = [NOTHING, *seen]

    def clean_examined_on(self) -> dt.date | None:
        on: dt.date | None = self.cleaned_data["examined_on"]
        if on is not None and on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = ("examined_on", "examined", "examined_shows")
        missing = [name for name in names if not cleaned.get(name) and name not in self.errors]
        if len(missing) < len(names):
            for name in missing:
                self.add_error(
                    name, _("An examination needs its day, what you looked at and what it shows.")
                )
        return cleaned
