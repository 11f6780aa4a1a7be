"""Two results beside each other: what became of the answers, and because of which reasons.

Nothing is reasoned here. What differs is told as the two results give it; which change of a record
or of the library made the difference is for the caller to find out by running the reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessments import wording
from assessments.engine import BASES, Basis, Result
from assessments.engine.result import ElementName, Layer, Reason
from assessments.exhibits.drawing import ordered_elements
from assessments.precedents.citations import CitationLinks
from assessments.wording import Register


def differences(
    before: Result, after: Result, refs: tuple[CitationLinks, CitationLinks], register: Register
) -> dict[str, Any]:
    """Everything that a page needs to show two results side by side."""
    return {
        "answers": [_answer(before, after, basis) for basis in BASES],
        "elements": list(_elements(before, after)),
        "reasons": [
            shift
            for name in ordered_elements(after.proved.elements)
            if (shift := _reasons(before, after, name, refs, register))["any"]
        ],
        "layers": list(_layers(before, after, refs, register)),
        "duties": list(_duties(before, after, register)),
        "ownership": _ownership(before, after, register),
        "same": _compared(before) == _compared(after),
    }


def _compared(result: Result) -> tuple[Any, ...]:
    """What makes two results the same to a reader, whatever they were compared with."""
    answers = [(answer.conclusion, answer.elements) for answer in (result.claimed, result.proved)]
    return *answers, result.layers, result.duties, result.ownership


def _answer(before: Result, after: Result, basis: Basis) -> dict[str, Any]:
    then, now = before.answer(basis).conclusion, after.answer(basis).conclusion
    return {
        "basis": basis,
        "title": wording.basis(basis),
        "before": then,
        "before_label": wording.conclusion_label(then),
        "after": now,
        "after_label": wording.conclusion_label(now),
        "sentence": wording.conclusion(now, basis),
        "moved": then != now,
    }


def _elements(before: Result, after: Result) -> Iterator[dict[str, Any]]:
    for name in ordered_elements(after.proved.elements):
        rows = []
        for basis in BASES:
            then, now = before.answer(basis).elements[name], after.answer(basis).elements[name]
            rows.append(
                {
                    "title": wording.basis(basis),
                    "before": then.status,
                    "before_word": wording.element_status(then.status),
                    "before_score": then.score,
                    "after": now.status,
                    "after_word": wording.element_status(now.status),
                    "after_score": now.score,
                    "moved": (then.status, then.score) != (now.status, now.score),
                }
            )
        moved = any(row["moved"] for row in rows)
        yield {"title": wording.element(name), "rows": rows, "moved": moved}


def _reasons(
    before: Result,
    after: Result,
    name: ElementName,
    refs: tuple[CitationLinks, CitationLinks],
    register: Register,
) -> dict[str, Any]:
    """The reasons of one element that came and those that went; a reason is its code."""
    then, now = _reasons_by_code(before, name), _reasons_by_code(after, name)
    came = [_reason(key[0], now[key], refs[1], register) for key in now if key not in then]
    went = [_reason(key[0], then[key], refs[0], register) for key in then if key not in now]
    title = wording.element(name)
    return {"title": title, "came": came, "went": went, "any": bool(came or went)}


def _reasons_by_code(result: Result, name: ElementName) -> dict[tuple[Basis, str], Reason]:
    return {
        (basis, reason.code): reason
        for basis in reversed(BASES)
        for reason in result.answer(basis).elements[name].reasons
    }


def _reason(
    basis: Basis, reason: Reason, refs: CitationLinks, register: Register
) -> dict[str, Any]:
    return {
        "text": register.sentence(reason.code),
        "bears": reason.bears,
        "basis": wording.basis(basis),
        "facts": refs.facts(reason.facts),
    }


def _layers(
    before: Result, after: Result, refs: tuple[CitationLinks, CitationLinks], register: Register
) -> Iterator[dict[str, Any]]:
    then, now = _layers_by_key(before), _layers_by_key(after)
    for key in dict.fromkeys([*then, *now]):
        layer = now.get(key) or then[key]
        yield {
            "name": register.layer_name(layer.layer),
            "facts": (refs[1] if key in now else refs[0]).facts(layer.facts),
            "before": _layer_word(then.get(key), register),
            "after": _layer_word(now.get(key), register),
            "moved": _layer_word(then.get(key), register) != _layer_word(now.get(key), register),
        }


def _layers_by_key(result: Result) -> dict[tuple[str, ...], Layer]:
    return {(layer.layer, *layer.steps[:1], *layer.inputs[:1]): layer for layer in result.layers}


def _layer_word(layer: Layer | None, register: Register) -> tuple[str, str]:
    return (layer.status, register.layer_status(layer.status)) if layer else ("", "")


def _duties(before: Result, after: Result, register: Register) -> Iterator[dict[str, Any]]:
    then = {duty.what: duty.because for duty in before.duties}
    now = {duty.what: duty.because for duty in after.duties}
    for what in dict.fromkeys([*then, *now]):
        if then.get(what) != now.get(what):
            yield {
                "name": wording.duty_name(what),
                "before": register.sentence(then[what]) if what in then else "",
                "after": register.sentence(now[what]) if what in now else "",
            }


def _ownership(before: Result, after: Result, register: Register) -> dict[str, str] | None:
    then, now = before.ownership, after.ownership
    if (then.because, then.owner) == (now.because, now.owner):
        return None
    return {
        "before": register.sentence(then.because),
        "before_owner": then.owner,
        "after": register.sentence(now.because),
        "after_owner": now.owner,
    }
