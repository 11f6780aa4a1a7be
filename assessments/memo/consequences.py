"""What follows: layers, ownership, duties, the conclusion, risks and recommendations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits.drawing import ordered_elements
from assessments.exhibits.snapshot import BASES
from assessments.memo.build import MemoBuilder
from assessments.memo.opening import weakest_element

Entry = Mapping[str, Any]


def layers(build: MemoBuilder) -> dict[str, Any]:
    """The layers; those of one kind that come to the same are one row."""
    alike: dict[tuple[str, ...], list[Entry]] = {}
    for entry in build.result["layers"]:
        key = (entry["layer"], entry["claimed"], entry["status"], entry["because"])
        alike.setdefault((*key, *entry["authority"]), []).append(entry)
    return {"rows": [_layer(build, entries) for entries in alike.values()]}


def _layer(build: MemoBuilder, entries: list[Entry]) -> dict[str, Any]:
    first = entries[0]
    steps = {step for entry in entries for step in entry["steps"]}
    inputs = {item for entry in entries for item in entry["inputs"]}
    evidence = [
        piece
        for part, ids in ((build.record.steps, steps), (build.record.inputs, inputs))
        for thing in part
        if thing.id in ids
        for piece in thing.evidence
    ]
    return {
        "name": wording.layer_name(first["layer"]),
        "steps": build.exhibits.step_numbers(steps),
        "inputs": [n for n, i in enumerate(build.record.inputs, 1) if i.id in inputs],
        "claimed": wording.layer_status(first["claimed"]),
        "proved": wording.layer_status(first["status"]),
        "because": wording.layer(first),
        "support": build.exhibits.support(evidence),
        "cited": build.cite_all(first["authority"], "layers"),
    }


def ownership(build: MemoBuilder) -> dict[str, Any]:
    entry = build.result["ownership"]
    return {
        "owner": entry["owner"],
        "basis": wording.ownership_basis(entry["basis"]),
        "because": wording.ownership(entry),
        "cited": build.cite_all(entry["authority"], "ownership"),
        "contracts": build.exhibits.of_kind("contract"),
        "questions": [_question(build, question) for question in entry["open_questions"]],
        "machines": [party.name for party in build.record.parties if party.kind == "machine"],
    }


def _question(build: MemoBuilder, entry: Entry) -> dict[str, Any]:
    facts = entry.get("facts", {})
    tools = [tool.name for tool in build.record.tools if tool.id in facts.get("tools", ())]
    people = [p.name for p in build.record.parties if p.id in facts.get("parties", ())]
    return {
        "text": wording.question(entry),
        "concerns": [*tools, *people],
        "support": build.facts_support(facts),
    }


def duties(build: MemoBuilder) -> dict[str, Any]:
    return {
        "rows": [
            {
                "name": wording.duty_name(entry["what"]),
                "status": wording.duty_status(entry["status"]),
                "because": wording.duty(entry),
                "cited": build.cite(entry["source"], "duties"),
            }
            for entry in build.result["duties"]
        ]
    }


def conclusion(build: MemoBuilder) -> dict[str, Any]:
    return {
        "overall": [
            {
                "basis": basis,
                "name": wording.basis(basis),
                "sentence": wording.conclusion(build.conclusions[basis], basis),
                "label": wording.conclusion_label(build.conclusions[basis]),
                "weakest": wording.element(weakest_element(build.result[basis]["elements"])),
            }
            for basis in BASES
        ],
        "elements": [
            {
                "name": name,
                "claimed": build.result["claimed"]["elements"][name],
                "proved": build.result["proved"]["elements"][name],
            }
            for name in ordered_elements(build.result["claimed"]["elements"])
        ],
        "differ": build.conclusions["claimed"] != build.conclusions["proved"],
        "reserved": list(_reserved_matters(build)),
        "owner": build.result["ownership"]["owner"],
        "because": wording.ownership(build.result["ownership"]),
    }


def _reserved_matters(build: MemoBuilder) -> Iterator[str]:
    """Matters on which no opinion is given, with the reason."""
    for question in build.result["ownership"]["open_questions"]:
        yield wording.question(question)
    if not build.result["ownership"]["owner"]:
        yield gettext("Who owns the work: nobody who could own it is named.")


def risks(build: MemoBuilder) -> dict[str, Any]:
    return {
        "steps_at_risk": build.exhibits.step_numbers(s.id for s in build.exhibits.unsupported()),
        "reconstructions": build.exhibits.of_kind("reconstruction"),
        "duties": [
            {"name": wording.duty_name(entry["what"]), "because": wording.duty(entry)}
            for entry in build.result["duties"]
            if entry["status"] != "met"
        ],
        "unknowns": [
            wording.unknown(entry) for entry in build.result["unknowns"] if entry.get("matters")
        ],
        "improvements": [_improvement(build, e) for e in build.result["improvements"]],
        "foreign_input": [
            n
            for n, item in enumerate(build.record.inputs, 1)
            if item.made_by == "third_party" and item.licence in ("unlicensed", "unknown")
        ],
        "registered": build.record.registration is not None,
        "questions": bool(build.result["ownership"]["open_questions"]),
    }


def _improvement(build: MemoBuilder, entry: Entry) -> dict[str, Any]:
    return {
        "text": wording.improvement(entry),
        "steps": build.exhibits.step_numbers(entry.get("steps", ())),
        "changes": wording.basis(entry["changes"]),
        "from": wording.conclusion_label(entry["from"]),
        "to": wording.conclusion_label(entry["to"]),
        "moves": entry["from"] != entry["to"],
    }
