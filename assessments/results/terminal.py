"""The result as a readable report for a terminal, in the active language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from assessments import wording
from assessments.precedents.placed_library import Library
from cases.record import CreationRecord

NUM_PRECEDENTS = 5  # of each outcome; the JSON has them all


def report(record: CreationRecord, result: Mapping[str, Any], library: Library) -> str:
    """Both conclusions with their reasons, layers, precedents, ownership, duties, next steps."""
    return "\n".join(_lines(record, result, library))


def _lines(record: CreationRecord, result: Mapping[str, Any], library: Library) -> Iterator[str]:
    yield record.title
    for basis in ("claimed", "proved"):
        yield ""
        yield from _basis(result[basis], basis)
    yield from _section(gettext("Layers"), _layers(result))
    yield from _section(gettext("Decisions compared with, as proved"), _precedents(result, library))
    yield from _section(gettext("Ownership"), _ownership(result["ownership"]))
    yield from _section(gettext("Duties"), map(_duty, result["duties"]))
    yield from _section(gettext("What to do next"), map(_improvement, result["improvements"]))
    yield from _section(gettext("What is not told"), map(_unknown, result["unknowns"]))
    yield ""
    yield gettext("Rules %(rubric)s; library %(library)s") % {
        "rubric": result["rubric"],
        "library": result["library"][:12],
    }


def _basis(answer: Mapping[str, Any], basis: str) -> Iterator[str]:
    yield wording.conclusion(answer["conclusion"], basis)
    for name, element in answer["elements"].items():
        yield "  " + gettext("%(element)s: %(status)s (%(score)d, border 50)") % {
            "element": wording.element(name),
            "status": wording.element_status(element["status"]),
            "score": element["score"],
        }
        for reason in element["reasons"]:
            mark = {"for": "+", "against": "-", "neutral": "·"}[reason["bears"]]
            where = ", ".join((*reason["facts"].get("steps", ()), *reason["authority"]))
            yield f"    {mark} {wording.reason(reason)} [{where}]"


def _section(title: str, lines: Any) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _layers(result: Mapping[str, Any]) -> Iterator[str]:
    for layer in result["layers"]:
        yield gettext("%(layer)s: %(status)s. %(because)s") % {
            "layer": wording.layer_name(layer["layer"]),
            "status": wording.layer_status(layer["status"]),
            "because": wording.layer(layer),
        }


def _precedents(result: Mapping[str, Any], library: Library) -> Iterator[str]:
    chinese = (get_language() or "").startswith("zh")
    shown: dict[str, int] = {}
    for entry in result["precedents"]:
        shown[entry["outcome"]] = shown.get(entry["outcome"], 0) + 1
        if shown[entry["outcome"]] > NUM_PRECEDENTS:
            continue
        name = library.by_slug[entry["slug"]].short_name
        yield gettext("%(name)s (%(slug)s): %(outcome)s; %(relation)s") % {
            "name": name.zh if chinese else name.en,
            "slug": entry["slug"],
            "outcome": wording.outcome(entry["outcome"]),
            "relation": wording.relation(entry["relation"]),
        }
        for key, label in (
            ("stronger_on", gettext("stronger on")),
            ("weaker_on", gettext("weaker on")),
        ):
            if entry[key]:
                names = gettext(", ").join(wording.dimension(dimension) for dimension in entry[key])
                yield f"  {label}: {names}"


def _ownership(entry: Mapping[str, Any]) -> Iterator[str]:
    owner = entry["owner"] or gettext("not known")
    yield f"{owner} ({wording.ownership_basis(entry['basis'])})"
    yield wording.ownership(entry)
    yield from (f"? {wording.question(question)}" for question in entry["open_questions"])


def _duty(entry: Mapping[str, Any]) -> str:
    return gettext("%(duty)s: %(status)s. %(because)s") % {
        "duty": wording.duty_name(entry["what"]),
        "status": wording.duty_status(entry["status"]),
        "because": wording.duty(entry),
    }


def _improvement(entry: Mapping[str, Any]) -> str:
    return gettext("%(do)s %(basis)s: from “%(before)s” to “%(after)s”") % {
        "do": wording.improvement(entry),
        "basis": wording.basis(entry["changes"]),
        "before": wording.conclusion_label(entry["from"]),
        "after": wording.conclusion_label(entry["to"]),
    }


def _unknown(entry: Mapping[str, Any]) -> str:
    matters = gettext("could change the result") if entry["matters"] else gettext("changes nothing")
    return f"{wording.unknown(entry)} ({matters})"
