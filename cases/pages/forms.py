"""What a reader asks the list of decisions."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.pages.listing import FACETS, Question

LONGEST_QUESTION = 200
MOST_CHOSEN = 50


class QuestionForm(forms.Form):
    """Words to search for; filters are links and come with the address."""

    q = forms.CharField(
        label=_("Search the decisions"),
        max_length=LONGEST_QUESTION,
        required=False,
        help_text=_("Words in English or Chinese, a party, or a docket number in any brackets."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def question(self, query: QueryDict) -> Question:
        """The question as far as it can be used."""
        chosen = {
            name: frozenset(filter(None, query.getlist(name)[:MOST_CHOSEN])) for name in FACETS
        }
        text = self.cleaned_data.get("q", "") if self.is_valid() else ""
        return Question(text=text, chosen=chosen)
