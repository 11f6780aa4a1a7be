"""The list of decisions: what a reader asks for, found, counted per filter and ranked.

The few columns that filters need are read for all published decisions in one question and
counted here: five counts that each leave out their own filter would be five questions more.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from cases import library
from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.queries import readable
from cases.search import bigrams
from cases.search.texts import Excerpt, excerpt_of
from cases.wording import labels

# Weights of names, docket numbers, summary and body.
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
class Question:
    """What the reader typed, and chose of each filter."""

    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def filtered(self) -> bool:
        return any(self.chosen.values())

    @property
    def asked(self) -> bool:
        return bool(self.text) or self.filtered


@dataclass(frozen=True, kw_only=True)
class Option:
    """One value of a filter, and how many decisions it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One filter."""

    name: str
    options: tuple[Option, ...]

    @property
    def used(self) -> bool:
        return any(option.chosen for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Light:
    """What ranking and filters need of a decision."""

    pk: int
    values: Mapping[str, str]  # filter: value
    court: str  # in the reader's language
    day: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """One decision in the list, with the passage that was found."""

    value: library.Decision
    excerpt: Excerpt


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The answer; the decisions themselves are read page by page."""

    found: tuple[int, ...]  # keys, best first
    facets: tuple[Facet, ...]
    terms: tuple[bigrams.Term, ...]

    def results(self, keys: Sequence[int]) -> list[Result]:
        """The decisions of one page, in the order of the keys."""
        texts = dict(Decision.objects.filter(pk__in=keys).values_list("pk", "document"))
        return [self._result(texts[key]) for key in keys if key in texts and readable(texts[key])]

    def _result(self, text: str) -> Result:
        value = documents.value_of(text)
        return Result(value=value, excerpt=excerpt_of(json.loads(text), self.terms, _reader()))


def _reader() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


FACETS = ("outcome", "kind", "court", "year", "jurisdiction")
CODES = {"outcome": labels.OUTCOME, "kind": labels.KIND, "jurisdiction": labels.JURISDICTION}


def decisions_listed(question: Question) -> Listing:
    """The published decisions that answer the question, and the filters with their counts."""
    terms = bigrams.terms(question.text)
    ranks = _ranks(terms) if terms else None
    if question.text and not terms:
        ranks = {}  # nothing but punctuation was asked for, and nothing has it
    lights = [light for light in _published() if ranks is None or light.pk in ranks]
    found = [light for light in lights if _passes(light, question.chosen)]
    # Newest first, and best first where something was searched for; sorting is stable.
    found.sort(key=lambda light: light.day, reverse=True)
    if ranks is not None:
        found.sort(key=lambda light: ranks[light.pk], reverse=True)
    return Listing(
        found=tuple(light.pk for light in found),
        facets=tuple(_facet(name, lights, question.chosen) for name in FACETS),
        terms=terms,
    )


def decisions_matching(text: str) -> list[int]:
    """Keys of all decisions that have these words, drafts among them; for curators."""
    terms = bigrams.terms(text)
    return list(_ranks(terms)) if terms else []


def _published() -> list[Light]:
    chinese = _reader() == "zh"
    rows = Decision.objects.filter(status="published").order_by("slug")
    columns = (
        "pk", "court_en", "court_zh", "decided_on", "content_kind", "outcome", "jurisdiction",
    )  # fmt: skip
    return [
        Light(
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


def _ranks(terms: Sequence[bigrams.Term]) -> dict[int, float]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE, [*WEIGHTS, bigrams.fts5_question(terms)])
        else:
            # PostgreSQL names the weights from D to A and wants none above one.
            weights = [weight / max(WEIGHTS) for weight in reversed(WEIGHTS)]
            cursor.execute(POSTGRESQL, [*weights, bigrams.tsquery(terms)])
        return dict(cursor.fetchall())


def _passes(light: Light, chosen: Mapping[str, frozenset[str]], *, leaving_out: str = "") -> bool:
    return all(
        light.values[name] in wanted
        for name, wanted in chosen.items()
        if wanted and name != leaving_out
    )


def _facet(name: str, lights: Iterable[Light], chosen: Mapping[str, frozenset[str]]) -> Facet:
    """The options of one filter, counted as if only the other filters were set."""
    wanted = chosen.get(name, frozenset())
    counts: Counter[str] = Counter()
    names: dict[str, Any] = {}
    for light in lights:
        value = light.values[name]
        names[value] = light.court if name == "court" else CODES.get(name, {}).get(value, value)
        counts[value] += _passes(light, chosen, leaving_out=name)
    for value in wanted - names.keys():
        names[value] = CODES.get(name, {}).get(value, value)  # chosen, though nothing has it
    options = [
        Option(value=value, label=str(label), count=counts[value], chosen=value in wanted)
        for value, label in names.items()
        if value and (counts[value] or value in wanted)
    ]
    return Facet(name=name, options=tuple(_in_order(name, options)))


def _in_order(name: str, options: list[Option]) -> list[Option]:
    """Codes in the order of their vocabulary, years newest first, courts by frequency."""
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
