"""The four elements, each with its two standings and every reason for, against and between."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits.drawing import ordered_elements
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import BasisAnswer, ElementRow, ReasonRow
from assessments.wording import Register

BASES = ("proved", "claimed")
Weight = tuple[int, bool, int]  # the smaller, the stronger
BEARINGS = ("for", "against", "neutral")


def elements(
    result: Mapping[str, Any], refs: CitationLinks, register: Register
) -> list[ElementRow]:
    """Elements in the order of the statute."""
    names = ordered_elements(result["proved"]["elements"])
    return [_element(result, name, refs, register) for name in names]


def _element(
    result: Mapping[str, Any], name: str, refs: CitationLinks, register: Register
) -> ElementRow:
    entries = {basis: result[basis]["elements"][name] for basis in BASES}
    weighed = list(_merge_reasons(entries, refs, register))
    reasons = [reason for _, reason in weighed]
    return ElementRow(
        name=name,
        title=wording.element(name),
        asks=register.element_asks(name),
        strongest=tuple(_strongest(weighed)),
        standings=tuple(_basis_answer(basis, entries[basis]) for basis in reversed(BASES)),
        groups=tuple(
            (bears, wording.bearing(bears), tuple(r for r in reasons if r.bears == bears))
            for bears in BEARINGS
            if any(r.bears == bears for r in reasons)
        ),
    )


def _strongest(weighed: Sequence[tuple[Weight, ReasonRow]]) -> Iterator[tuple[str, str, ReasonRow]]:
    """Of each side the one reason that a reader should see first."""
    for bears in BEARINGS[:2]:
        mine = [(weight, number) for number, (weight, r) in enumerate(weighed) if r.bears == bears]
        if mine:
            yield bears, wording.bearing(bears), weighed[min(mine)[1]][1]


def _weight(entry: Mapping[str, Any], weighed: Collection[str]) -> Weight:
    """A bar goes before a decision that moved the score, a fact before what sums facts up."""
    if entry["code"].startswith("gate."):
        return (0, False, 0)
    if entry["facts"].get("moved"):
        return (1, False, 0)
    if "dimension" in entry:
        level = int(entry["level"])
        besides = entry["dimension"] not in weighed
        return (2, besides, -level if entry["bears"] == "for" else level)
    return (3 if "precedents" in entry["facts"] else 4, False, 0)


def _scoring_dimensions(entries: Iterable[Mapping[str, Any]]) -> set[str]:
    """The dimensions that make up the score; others are told besides."""
    return {
        name
        for entry in entries
        for reason in entry["reasons"]
        for name in reason["facts"].get("dimensions", ())
    }


def _basis_answer(basis: str, entry: Mapping[str, Any]) -> BasisAnswer:
    return BasisAnswer(
        basis=basis,
        title=wording.basis(basis),
        status=entry["status"],
        word=wording.element_status(entry["status"]),
        score=entry["score"],
    )


def _merge_reasons(
    entries: Mapping[str, Mapping[str, Any]], refs: CitationLinks, register: Register
) -> Iterator[tuple[Weight, ReasonRow]]:
    """The reasons of both answers, each once; one that only one answer has says so."""
    weighed = _scoring_dimensions(entries.values())
    keyed = {basis: {_key(r): r for r in entries[basis]["reasons"]} for basis in BASES}
    for basis in BASES:
        other = keyed[BASES[1 - BASES.index(basis)]]
        for key, entry in keyed[basis].items():
            if basis == BASES[0] or key not in other:
                only = "" if key in other else basis
                yield _weight(entry, weighed), _reason(entry, only, refs, register)


def _key(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, sort_keys=True)


def _reason(
    entry: Mapping[str, Any], only: str, refs: CitationLinks, register: Register
) -> ReasonRow:
    return ReasonRow(
        code=entry["code"],
        text=register.sentence(entry["code"]),
        bears=entry["bears"],
        note=_level_note(entry),
        only=only,
        facts=refs.facts(entry["facts"]),
        authorities=refs.authorities(entry["authority"]),
    )


def _level_note(entry: Mapping[str, Any]) -> str:
    """The level in words, or where the points stand beside the border."""
    if "dimension" in entry:
        return gettext("%(dimension)s, level %(level)s of %(of)s: %(meaning)s") % {
            "dimension": wording.dimension(entry["dimension"]),
            "level": entry["level"],
            "of": entry["of"],
            "meaning": wording.level(entry["dimension"], entry["level"]),
        }
    if "points" in entry["facts"]:
        return gettext("%(points)s points; the border is at %(border)s, the top at %(full)s") % {
            key: entry["facts"][key] for key in ("points", "border", "full")
        }
    return ""
