"""The four elements, each with its two standings and every reason for, against and between."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.memo.drawing import ordered_elements
from assessments.result_page.references import References
from assessments.result_page.values import Element, Reason, Standing

BASES = ("proved", "claimed")
BEARINGS = ("for", "against", "neutral")


def elements(result: Mapping[str, Any], refs: References) -> list[Element]:
    """Elements in the order of the statute."""
    return [_element(result, name, refs) for name in ordered_elements(result["proved"]["elements"])]


def _element(result: Mapping[str, Any], name: str, refs: References) -> Element:
    entries = {basis: result[basis]["elements"][name] for basis in BASES}
    reasons = list(_merged(entries, refs))
    return Element(
        name=name,
        title=wording.element(name),
        standings=tuple(_standing(basis, entries[basis]) for basis in reversed(BASES)),
        groups=tuple(
            (bears, wording.bearing(bears), tuple(r for r in reasons if r.bears == bears))
            for bears in BEARINGS
            if any(r.bears == bears for r in reasons)
        ),
    )


def _standing(basis: str, entry: Mapping[str, Any]) -> Standing:
    return Standing(
        basis=basis,
        title=wording.basis(basis),
        status=entry["status"],
        word=wording.element_status(entry["status"]),
        score=entry["score"],
    )


def _merged(entries: Mapping[str, Mapping[str, Any]], refs: References) -> Iterator[Reason]:
    """The reasons of both answers, each once; one that only one answer has says so."""
    keyed = {basis: {_key(r): r for r in entries[basis]["reasons"]} for basis in BASES}
    for basis in BASES:
        other = keyed[BASES[1 - BASES.index(basis)]]
        for key, entry in keyed[basis].items():
            if basis == BASES[0] or key not in other:
                yield _reason(entry, "" if key in other else basis, refs)


def _key(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, sort_keys=True)


def _reason(entry: Mapping[str, Any], only: str, refs: References) -> Reason:
    return Reason(
        text=wording.reason(entry),
        bears=entry["bears"],
        note=_note(entry),
        only=only,
        facts=refs.facts(entry["facts"]),
        authorities=refs.authorities(entry["authority"]),
    )


def _note(entry: Mapping[str, Any]) -> str:
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
