"""The nearest decided works, for and against, and the nearest of each side scale by scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.engine import Result
from assessments.engine.result import DimensionName, Outcome
from assessments.exhibits.drawing import ordered_dimensions
from assessments.precedents.citations import CitationLinks
from assessments.wording import Register

OUTCOMES: tuple[Outcome, ...] = ("protected", "not_protected")


def precedents(
    result: Result, library: Mapping[str, Any], refs: CitationLinks, register: Register
) -> dict[Outcome, list[dict[str, Any]]]:
    """By outcome, nearest first; the first of each side with its places on every scale."""
    places = {place["slug"]: place["levels"] for place in library.get("places", ())}
    found = {outcome: list(_rows(result, refs, register, outcome)) for outcome in OUTCOMES}
    for rows in found.values():
        for row in rows[:1]:
            row["scales"] = list(_scales(result, places.get(row["slug"], {})))
    return found


def _rows(
    result: Result, refs: CitationLinks, register: Register, outcome: Outcome
) -> Iterator[dict[str, Any]]:
    for compared in result.precedents:
        if compared.outcome == outcome:
            yield {
                "slug": compared.slug,
                "decision": refs.decision(compared.slug),
                "summary": refs.summary(compared.slug),
                "jurisdiction": compared.jurisdiction,
                "relation": register.relation(compared.relation),
                "same": _dimensions(compared.same_on),
                "stronger": _dimensions(compared.stronger_on),
                "weaker": _dimensions(compared.weaker_on),
            }


def _dimensions(names: Iterable[DimensionName]) -> str:
    return gettext(", ").join(wording.dimension(name) for name in names)


def _scales(result: Result, there: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Both works on each scale on which either shows anything, as proved."""
    findings = result.proved.findings
    for name in ordered_dimensions(findings):
        here = findings[name].level
        if name in there and (here or there[name]):
            yield {
                "dimension": wording.dimension(name),
                "here": wording.level(name, here),
                "there": wording.level(name, there[name]),
                "compared": _difference_word(here - there[name]),
            }


def _difference_word(difference: int) -> str:
    if difference == 0:
        return gettext("the same")
    return gettext("more here") if difference > 0 else gettext("less here")
