"""What follows: layers, ownership, duties, the conclusion, risks and recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.engine.result import BASES, Improvement, Layer, OpenQuestion
from assessments.exhibits.drawing import ordered_elements
from assessments.memo.build import MemoBuilder
from assessments.memo.opening import weakest_element


def layers(build: MemoBuilder) -> dict[str, Any]:
    """The layers; those of one kind that come to the same are one row."""
    alike: dict[tuple[str, ...], list[Layer]] = {}
    for layer in build.result.layers:
        key = (layer.layer, layer.claimed, layer.status, layer.because)
        alike.setdefault((*key, *layer.authority), []).append(layer)
    return {"rows": [_layer(build, same) for same in alike.values()]}


def _layer(build: MemoBuilder, alike: list[Layer]) -> dict[str, Any]:
    first = alike[0]
    steps = {step for layer in alike for step in layer.steps}
    inputs = {item for layer in alike for item in layer.inputs}
    evidence = [
        piece
        for part, ids in ((build.record.steps, steps), (build.record.inputs, inputs))
        for thing in part
        if thing.id in ids
        for piece in thing.evidence
    ]
    return {
        "name": wording.layer_name(first.layer),
        "steps": build.exhibits.step_numbers(steps),
        "inputs": [n for n, i in enumerate(build.record.inputs, 1) if i.id in inputs],
        "claimed": wording.layer_status(first.claimed),
        "proved": wording.layer_status(first.status),
        "because": wording.sentence(first.because),
        "support": build.exhibits.support(evidence),
        "cited": build.cite_all(first.authority, "layers"),
    }


def ownership(build: MemoBuilder) -> dict[str, Any]:
    owned = build.result.ownership
    return {
        "owner": owned.owner,
        "basis": wording.ownership_basis(owned.basis),
        "because": wording.sentence(owned.because),
        "cited": build.cite_all(owned.authority, "ownership"),
        "contracts": build.exhibits.support_of_kind("contract"),
        "questions": [_question(build, question) for question in owned.open_questions],
        "machines": [party.name for party in build.record.parties if party.kind == "machine"],
    }


def _question(build: MemoBuilder, question: OpenQuestion) -> dict[str, Any]:
    facts = question.facts
    tools = [tool.name for tool in build.record.tools if tool.id in facts.tools]
    people = [party.name for party in build.record.parties if party.id in facts.parties]
    return {
        "text": wording.sentence(question.code),
        "concerns": [*tools, *people],
        "support": build.facts_support(facts),
    }


def duties(build: MemoBuilder) -> dict[str, Any]:
    return {
        "rows": [
            {
                "name": wording.duty_name(duty.what),
                "status": wording.duty_status(duty.status),
                "because": wording.sentence(duty.because),
                "cited": build.cite(duty.source, "duties"),
            }
            for duty in build.result.duties
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
                "weakest": wording.element(weakest_element(build.result.answer(basis).elements)),
            }
            for basis in BASES
        ],
        "elements": [
            {
                "name": name,
                "claimed": build.result.claimed.elements[name],
                "proved": build.result.proved.elements[name],
            }
            for name in ordered_elements(build.result.claimed.elements)
        ],
        "differ": build.conclusions["claimed"] != build.conclusions["proved"],
        "reserved": list(_reserved_matters(build)),
        "owner": build.result.ownership.owner,
        "because": wording.sentence(build.result.ownership.because),
    }


def _reserved_matters(build: MemoBuilder) -> Iterator[str]:
    """Matters on which no opinion is given, with the reason."""
    for question in build.result.ownership.open_questions:
        yield wording.sentence(question.code)
    if not build.result.ownership.owner:
        yield gettext("Who owns the work: nobody who could own it is named.")


def risks(build: MemoBuilder) -> dict[str, Any]:
    return {
        "steps_at_risk": build.exhibits.step_numbers(
            s.id for s in build.exhibits.unsupported_steps()
        ),
        "reconstructions": build.exhibits.support_of_kind("reconstruction"),
        "duties": [
            {"name": wording.duty_name(duty.what), "because": wording.sentence(duty.because)}
            for duty in build.result.duties
            if duty.status != "met"
        ],
        "unknowns": [
            wording.sentence(unknown.code) for unknown in build.result.unknowns if unknown.matters
        ],
        "improvements": [_improvement(build, item) for item in build.result.improvements],
        "foreign_input": [
            n
            for n, item in enumerate(build.record.inputs, 1)
            if item.made_by == "third_party" and item.licence in ("unlicensed", "unknown")
        ],
        "registered": build.record.registration is not None,
        "questions": bool(build.result.ownership.open_questions),
    }


def _improvement(build: MemoBuilder, improvement: Improvement) -> dict[str, Any]:
    return {
        "text": wording.sentence(improvement.do),
        "steps": build.exhibits.step_numbers(improvement.steps),
        "changes": wording.basis(improvement.changes),
        "from": wording.conclusion_label(improvement.from_),
        "to": wording.conclusion_label(improvement.to),
        "moves": improvement.from_ != improvement.to,
    }
