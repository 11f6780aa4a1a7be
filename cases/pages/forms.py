"""The search forms of the lists of decisions and of statutes and rules."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.pages.listing import FACETS, SearchQuery

MAX_QUESTION_CHARS = 200
MAX_CHOSEN = 50  # values of one filter


class SearchForm(forms.Form):
    """The words to search for; filters are links and stand in the query string."""

    q = forms.CharField(
        label=_("Search the decisions"),
        max_length=MAX_QUESTION_CHARS,
        required=False,
        help_text=_("Words in English or Chinese, a party, or a docket number in any brackets."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def question(self, query: QueryDict) -> SearchQuery:
        """Return the valid part of a query."""
        chosen = {
            name: frozenset(filter(None, query.getlist(name)[:MAX_CHOSEN])) for name in FACETS
        }
        text = self.cleaned_data.get("q", "") if self.is_valid() else ""
        return SearchQuery(text=text, filters=chosen)


class LawSearchForm(forms.Form):
    """The words to search statutes and rules for."""

    q = forms.CharField(
        label=_("Search statutes and rules"),
        max_length=MAX_QUESTION_CHARS,
        required=False,
        help_text=_("Words in English or Chinese, or an article by its number."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
