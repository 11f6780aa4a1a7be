"""The form of one fact: what a lawyer holds of it, and why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.matters.models_firms import TEXT_CHARS, FactState

STATES = (
    (FactState.CONFIRMED, _("confirmed: it is so, whatever is linked to it")),
    (FactState.CORRECTED, _("corrected: it is so with the values below")),
    (FactState.UNSUPPORTED, _("unsupported: nothing bears it out")),
    (FactState.DISPUTED, _("disputed: it is open")),
    (FactState.WITHDRAWN, _("withdrawn: nothing is held of it")),
)


class FactForm(forms.Form):
    """What a lawyer holds of a fact, with a reason; `version` is the one that the page showed."""

    state = forms.ChoiceField(label=_("What you hold"), choices=STATES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=TEXT_CHARS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the result and in the working papers."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
