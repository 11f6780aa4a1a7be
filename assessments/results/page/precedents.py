"""The nearest decided works of either outcome, and the nearest of each beside this work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from assessments import wording
from assessments.engine import Result
from assessments.engine.codes import DimensionName, Outcome
from assessments.exhibits.drawing import ordered_dimensions
from assessments.precedents.citations import CitationLinks
from assessments.precedents.standings import is_outdated
from assessments.precedents.values import Link
from assessments.wording import Register
from cases.library.standing import Standing
from cases.wording.dates import reader_language
from cases.wording.standing import end_text, finality_brief

OUTCOMES: tuple[Outcome, ...] = ("protected", "not_protected")


@dataclass(frozen=True, kw_only=True)
class ScaleRow:
    """This work and a decided one on one dimension, in words."""

    dimension: str
    here: str
    there: str
    compared: str


@dataclass(frozen=True, kw_only=True)
class PrecedentRow:
    """A decided work compared with this one; the dimensions are joined to one text each."""

    slug: str
    decision: Link
    summary: str
    jurisdiction: str
    relation: str
    same: str
    stronger: str
    weaker: str
    scales: tuple[ScaleRow, ...]  # of the nearest precedent of an outcome only
    standing: str  # what stands in the way of relying on it; empty where nothing does
    is_outdated: bool  # it decided this work in the stored result, and does not bind any more


def precedents(
    result: Result, library: Mapping[str, Any], refs: CitationLinks, register: Register
) -> dict[Outcome, list[PrecedentRow]]:
    """Return the precedents by outcome, nearest first.

    `library` is the column of the assessment: `places` holds the levels of each judged work.
    """
    levels = {place["slug"]: place["levels"] for place in library.get("places", ())}
    return {outcome: list(_rows(result, levels, refs, register, outcome)) for outcome in OUTCOMES}


def _rows(
    result: Result,
    levels: Mapping[str, Mapping[str, int | None]],
    refs: CitationLinks,
    register: Register,
    outcome: Outcome,
) -> Iterator[PrecedentRow]:
    of_outcome = (compared for compared in result.precedents if compared.outcome == outcome)
    for number, compared in enumerate(of_outcome):
        is_nearest = number == 0
        yield PrecedentRow(
            slug=compared.slug,
            decision=refs.decision(compared.slug),
            summary=refs.summary(compared.slug),
            jurisdiction=compared.jurisdiction,
            relation=register.relation(compared.relation),
            same=_dimensions(compared.same_on),
            stronger=_dimensions(compared.stronger_on),
            weaker=_dimensions(compared.weaker_on),
            scales=tuple(_scales(result, levels.get(compared.slug, {}))) if is_nearest else (),
            standing=_standing_text(refs.standing(compared.slug)),
            is_outdated=is_outdated(compared.relation, refs.standing(compared.slug)),
        )


def _standing_text(standing: Standing) -> str:
    language = reader_language()
    if standing.end is not None:
        return capfirst(end_text(standing.end, language))
    return finality_brief(standing.finality, language)


def _dimensions(names: Iterable[DimensionName]) -> str:
    return gettext(", ").join(wording.dimension(name) for name in names)


def _scales(result: Result, held: Mapping[str, int | None]) -> Iterator[ScaleRow]:
    """Yield the dimensions on which either work has a level above 0, as proved."""
    findings = result.proved.findings
    for name in ordered_dimensions(findings):
        here, there = findings[name].level, held.get(name)
        if here or there:
            yield ScaleRow(
                dimension=wording.dimension(name),
                here=wording.level(name, here),
                there=gettext("Not reached") if there is None else wording.level(name, there),
                compared=_comparison(here, there),
            )


def _comparison(here: int, there: int | None) -> str:
    if there is None:
        return gettext("not compared")
    if here == there:
        return gettext("the same")
    return gettext("more here") if here > there else gettext("less here")
