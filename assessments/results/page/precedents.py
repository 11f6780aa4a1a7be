"""The nearest decided works, for and against, and the nearest of each side scale by scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.precedents.citations import CitationLinks
from assessments.wording import Register, names

OUTCOMES = ("protected", "not_protected")


def precedents(
    result: Mapping[str, Any], library: Mapping[str, Any], refs: CitationLinks, register: Register
) -> dict[str, list[dict[str, Any]]]:
    """By outcome, nearest first; the first of each side with its places on every scale."""
    places = {place["slug"]: place["levels"] for place in library.get("places", ())}
    found = {outcome: list(_rows(result, refs, register, outcome)) for outcome in OUTCOMES}
    for rows in found.values():
        for row in rows[:1]:
            row["scales"] = list(_scales(result, places.get(row["slug"], {})))
    return found


def _rows(
    result: Mapping[str, Any], refs: CitationLinks, register: Register, outcome: str
) -> Iterator[dict[str, Any]]:
    for entry in result["precedents"]:
        if entry["outcome"] == outcome:
            yield {
                "slug": entry["slug"],
                "decision": refs.decision(entry["slug"]),
                "summary": refs.summary(entry["slug"]),
                "jurisdiction": entry["jurisdiction"],
                "relation": register.relation(entry["relation"]),
                "same": _dimensions(entry["same_on"]),
                "stronger": _dimensions(entry["stronger_on"]),
                "weaker": _dimensions(entry["weaker_on"]),
            }


def _dimensions(listed: list[str]) -> str:
    return gettext(", ").join(wording.dimension(name) for name in listed)


def _scales(result: Mapping[str, Any], there: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Both works on each scale on which either shows anything, as proved."""
    findings = result["proved"]["findings"]
    for name in (dimension for dimension in names.DIMENSIONS if dimension in findings):
        here = findings[name]["level"]
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
