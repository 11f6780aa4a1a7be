"""Forms of requests: to ask, to answer with text and files, to return or close."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.matters.models_firms import TEXT_CHARS
from assessments.matters.models_requests import RequestState


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("On this day the client gets a reminder by e-mail, unless they answered."),
    )


class DayForm(forms.Form):
    """A form with a day on which an answer is due, today at the earliest."""

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day


class AskForm(DayForm):
    """What a lawyer asks about a fact."""

    about = forms.ChoiceField(label=_("What it is about"), required=False)
    state = forms.ChoiceField(
        label=_("What you want"),
        choices=[
            (RequestState.ASKED, _("Ask a question, or for something that is missing")),
            (RequestState.RETURNED, _("Return it for correction")),
        ],
        initial=RequestState.ASKED,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Your question, or what is to be corrected and why"),
        max_length=TEXT_CHARS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The client reads it here; the e-mail only says that you asked."),
    )
    due_on = _day_field(_("Answer due on"))

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.choices = facts


class AnswerForm(forms.Form):
    """What a client answers. The files are read from the request one by one."""

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=TEXT_CHARS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class JudgeForm(DayForm):
    """What a lawyer does with an answer; a return needs its reason."""

    state = forms.ChoiceField(
        choices=[(s, s) for s in (RequestState.RETURNED, RequestState.CLOSED)],
        widget=forms.HiddenInput,
        required=True,
    )
    text = forms.CharField(
        label=_("Reason, or a remark"),
        required=False,
        max_length=TEXT_CHARS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The client reads it. A return for correction needs a reason."),
    )
    due_on = _day_field(_("If you return it: correction due on"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("state") == RequestState.RETURNED and not cleaned.get("text", "").strip():
            self.add_error("text", _("Say what is to be corrected and why."))
        return cleaned
