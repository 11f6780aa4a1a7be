"""The list of decisions: search, filters with counts, and ranking.

The few columns of the filters are read for all published decisions in one query and counted here.
Counting in the database would take a query for each filter, since a filter is left out of its own
counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from cases import library
from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.published import is_readable
from cases.decisions.queries import standings_of
from cases.library.standing import Standing
from cases.search import bigrams
from cases.search.texts import Excerpt, excerpt_of
from cases.wording import labels
from cases.wording.dates import reader_language

# Weights of names, docket numbers, summary and body, for bm25 and ts_rank.
WEIGHTS = (10.0, 10.0, 4.0, 1.0)
SQLITE = """
    SELECT entry.decision_id, -bm25(cases_search, %s, %s, %s, %s)
    FROM cases_search JOIN cases_searchentry entry ON entry.id = cases_search.rowid
    WHERE cases_search MATCH %s
"""
POSTGRESQL = """
    SELECT decision_id, ts_rank(ARRAY[%s, %s, %s, %s]::real[], vector, asked)
    FROM cases_searchentry, to_tsquery('simple', %s) asked WHERE vector @@ asked
"""


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """The search text and the chosen values of each filter."""

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def has_filters(self) -> bool:
        """Return whether a filter is in use."""
        return any(self.filters.values())

    @property
    def is_given(self) -> bool:
        """Return whether a search text or a filter is in use."""
        return bool(self.text) or self.has_filters


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value of a filter with the number of its decisions."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A filter with its options."""

    name: str
    options: tuple[Option, ...]

    @property
    def is_used(self) -> bool:
        """Return whether an option is chosen."""
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True, kw_only=True)
class ListedDecision:
    """The columns of a decision for ranking and filters."""

    pk: int
    values: Mapping[str, str]  # by the name of the filter
    court: str  # in the active language
    day: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """A decision of the list with an excerpt, and with how far it binds."""

    value: library.Decision
    excerpt: Excerpt
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The result of a query; the decisions themselves are read page by page."""

    keys: tuple[int, ...]  # primary keys, best first
    facets: tuple[Facet, ...]
    terms: tuple[bigrams.Term, ...]

    def results(self, keys: Sequence[int]) -> list[Result]:
        """Read the decisions of one page, in the order of the keys."""
        rows = Decision.objects.filter(pk__in=keys).values_list("pk", "document")
        texts = {key: text for key, text in rows if is_readable(text)}
        values = {key: documents.value_of(texts[key]) for key in keys if key in texts}
        found = standings_of(value.slug for value in values.values())
        return [
            Result(
                value=value,
                excerpt=excerpt_of(json.loads(texts[key]), self.terms, reader_language()),
                standing=found.get(value.slug, Standing()),
            )
            for key, value in values.items()
        ]


FACETS = tuple(labels.FACET)
CODES = {"outcome": labels.OUTCOME, "kind": labels.KIND, "jurisdiction": labels.JURISDICTION}


def search_decisions(question: SearchQuery) -> Listing:
    """Return the published decisions of a query, and the filters with their counts."""
    terms = bigrams.terms(question.text)
    ranks = _rank(terms) if terms else None
    if question.text and not terms:
        ranks = {}  # a query of punctuation only finds nothing
    listed = [decision for decision in _read_published() if ranks is None or decision.pk in ranks]
    found = [decision for decision in listed if _matches_filters(decision, question.filters)]
    # Newest first; a search sorts by rank, and equal ranks stay newest first.
    found.sort(key=lambda decision: decision.day, reverse=True)
    if ranks is not None:
        found.sort(key=lambda decision: ranks[decision.pk], reverse=True)
    return Listing(
        keys=tuple(decision.pk for decision in found),
        facets=tuple(_build_facet(name, listed, question.filters) for name in FACETS),
        terms=terms,
    )


def decisions_matching(text: str) -> list[int]:
    """Return the primary keys of all decisions with these words, including drafts."""
    terms = bigrams.terms(text)
    return list(_rank(terms)) if terms else []


def _read_published() -> list[ListedDecision]:
    chinese = reader_language() == "zh"
    rows = Decision.objects.filter(status="published").order_by("slug")
    columns = (
        "pk", "court_en", "court_zh", "decided_on", "content_kind", "outcome", "jurisdiction",
    )  # fmt: skip
    return [
        ListedDecision(
            pk=pk,
            values={
                "court": court_en,
                "year": str(day.year) if day else "",
                "kind": kind,
                "outcome": outcome,
                "jurisdiction": jurisdiction,
            },
            court=court_zh if chinese else court_en,
            day=day.isoformat() if day else "",
        )
        for pk, court_en, court_zh, day, kind, outcome, jurisdiction in rows.values_list(*columns)
    ]


def _rank(terms: Sequence[bigrams.Term]) -> dict[int, float]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE, [*WEIGHTS, bigrams.fts5_question(terms)])
        else:
            # ts_rank takes the weights {D, C, B, A}, each at most 1.
            weights = [weight / max(WEIGHTS) for weight in reversed(WEIGHTS)]
            cursor.execute(POSTGRESQL, [*weights, bigrams.tsquery(terms)])
        return dict(cursor.fetchall())


def _matches_filters(
    decision: ListedDecision, chosen: Mapping[str, frozenset[str]], *, leaving_out: str = ""
) -> bool:
    return all(
        decision.values[name] in wanted
        for name, wanted in chosen.items()
        if wanted and name != leaving_out
    )


def _build_facet(
    name: str, listed: Iterable[ListedDecision], chosen: Mapping[str, frozenset[str]]
) -> Facet:
    """Build a filter; its options are counted as if only the other filters were in use."""
    wanted = chosen.get(name, frozenset())
    counts: Counter[str] = Counter()
    names: dict[str, Any] = {}
    for decision in listed:
        value = decision.values[name]
        names[value] = decision.court if name == "court" else CODES.get(name, {}).get(value, value)
        counts[value] += _matches_filters(decision, chosen, leaving_out=name)
    for value in wanted - names.keys():
        names[value] = CODES.get(name, {}).get(value, value)  # a chosen value without decisions
    options = [
        Option(value=value, label=str(label), count=counts[value], is_chosen=value in wanted)
        for value, label in names.items()
        if value and (counts[value] or value in wanted)
    ]
    return Facet(name=name, options=tuple(_sort_options(name, options)))


def _sort_options(name: str, options: list[Option]) -> list[Option]:
    """Sort codes by their vocabulary, years in descending order, courts by frequency."""
    if name == "year":
        return sorted(options, key=lambda option: option.value, reverse=True)
    places = {code: n for n, code in enumerate(CODES.get(name, {}))}
    return sorted(
        options,
        key=lambda option: (
            places.get(option.value, len(places)),
            0 if places else -option.count,
            option.label,
        ),
    )
