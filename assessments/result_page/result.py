"""The result of an assessment: two answers, elements, layers, decisions and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.memo.drawing import ordered_elements, positions
from assessments.memo.snapshot import places_from
from assessments.models import Assessment
from assessments.precedents import cited_slugs
from assessments.result_page.elements import elements
from assessments.result_page.record import work_rows
from assessments.result_page.references import References
from assessments.result_page.values import Answer, Link
from cases.record import CreationRecord

BASES = ("claimed", "proved")
LADDER = ("not_protected", "unlikely", "arguable", "likely", "protected")
# What a record need not say; where nobody says otherwise, the contract's default is taken.
ASSUMED = ("claim", "subject_matter", "fixed", "freedom")


def result_page(assessment: Assessment, record_href: str) -> dict[str, Any]:
    """Everything that the result page shows."""
    result = assessment.result
    refs = References(assessment.record, assessment.library, record_href)
    said = work_rows(CreationRecord.model_validate(assessment.record))
    return {
        "answers": [_answer(result, basis) for basis in BASES],
        "gap": _rank(result, "claimed") - _rank(result, "proved"),
        "next_steps": list(_next_steps(result, refs)),
        "elements": elements(result, refs),
        "picture": positions(result, places_from(assessment.library["places"])),
        "layers": list(_layers(result, refs)),
        "precedents": {
            outcome: list(_precedents(result, refs, outcome))
            for outcome in ("protected", "not_protected")
        },
        "ownership": _ownership(result, refs),
        "duties": list(_duties(result, refs)),
        "unknowns": list(_unknowns(result, refs)),
        "assumed": [said[field] for field in ASSUMED],
        "law": refs.law(cited_slugs(result)),
    }


def _rank(result: Mapping[str, Any], basis: str) -> int:
    return LADDER.index(result[basis]["conclusion"])


def _answer(result: Mapping[str, Any], basis: str) -> Answer:
    word = result[basis]["conclusion"]
    parts = result[basis]["elements"]
    weakest = min(ordered_elements(parts), key=lambda name: parts[name]["score"])
    return Answer(
        basis=basis,
        title=wording.basis(basis),
        word=word,
        label=wording.conclusion_label(word),
        sentence=wording.conclusion(word, basis),
        weakest=wording.element(weakest),
    )


def _next_steps(result: Mapping[str, Any], refs: References) -> Iterator[dict[str, Any]]:
    for entry in result["improvements"]:
        yield {
            "text": wording.improvement(entry),
            "basis": wording.basis(entry["changes"]),
            "from": entry["from"],
            "from_label": wording.conclusion_label(entry["from"]),
            "to": entry["to"],
            "to_label": wording.conclusion_label(entry["to"]),
            "moves": entry["from"] != entry["to"],
            "elements": [wording.element(name) for name in entry.get("elements", ())],
            "facts": refs.facts(entry),
        }


def _layers(result: Mapping[str, Any], refs: References) -> Iterator[dict[str, Any]]:
    for entry in result["layers"]:
        yield {
            "name": wording.layer_name(entry["layer"]),
            "status": entry["status"],
            "word": wording.layer_status(entry["status"]),
            "claimed": entry["claimed"],
            "claimed_word": wording.layer_status(entry["claimed"]),
            "differs": entry["claimed"] != entry["status"],
            "text": wording.layer(entry),
            "facts": refs.facts(entry),
            "authorities": refs.authorities(entry["authority"]),
        }


def _precedents(
    result: Mapping[str, Any], refs: References, outcome: str
) -> Iterator[dict[str, Any]]:
    for entry in result["precedents"]:
        if entry["outcome"] == outcome:
            yield {
                "decision": refs.decision(entry["slug"]),
                "summary": refs.summary(entry["slug"]),
                "jurisdiction": entry["jurisdiction"],
                "relation": wording.relation(entry["relation"]),
                "same": _dimensions(entry["same_on"]),
                "stronger": _dimensions(entry["stronger_on"]),
                "weaker": _dimensions(entry["weaker_on"]),
            }


def _dimensions(names: list[str]) -> str:
    return gettext(", ").join(wording.dimension(name) for name in names)


def _ownership(result: Mapping[str, Any], refs: References) -> dict[str, Any]:
    entry = result["ownership"]
    return {
        "owner": entry["owner"],
        "basis": wording.ownership_basis(entry["basis"]),
        "text": wording.ownership(entry),
        "authorities": refs.authorities(entry["authority"]),
        "questions": [
            {"text": wording.question(asked), "facts": refs.facts(asked["facts"])}
            for asked in entry["open_questions"]
        ],
    }


def _duties(result: Mapping[str, Any], refs: References) -> Iterator[dict[str, Any]]:
    for entry in result["duties"]:
        yield {
            "name": wording.duty_name(entry["what"]),
            "status": entry["status"],
            "word": wording.duty_status(entry["status"]),
            "text": wording.duty(entry),
            "source": refs.authority(entry["source"]) if entry["source"] else Link(text=""),
        }


def _unknowns(result: Mapping[str, Any], refs: References) -> Iterator[dict[str, Any]]:
    for entry in result["unknowns"]:
        yield {
            "text": wording.unknown(entry),
            "matters": entry["matters"],
            "facts": refs.facts(entry),
            "changes": [
                {
                    "basis": wording.basis(basis),
                    "word": entry[basis]["to"],
                    "label": wording.conclusion_label(entry[basis]["to"]),
                }
                for basis in BASES
                if entry[basis]["from"] != entry[basis]["to"]
            ],
        }
