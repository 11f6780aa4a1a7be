"""The two answers: the word, what it speaks for, what it rests on and what it turns on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext

from assessments import wording
from assessments.engine import Column, Result
from assessments.engine.presumption import PRESUMED
from assessments.engine.result import Ground, Layer, TurnsOn
from assessments.exhibits.drawing import ordered_elements
from assessments.precedents.answer_texts import (
    ground_sentence,
    is_presumed,
    range_sentence,
    scope_sentence,
)
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Answer, GroundRow, Link
from assessments.wording import Register

MARK = "\ue000"  # a character for private use: no text has it


def answers(result: Result, refs: CitationLinks, register: Register) -> list[Answer]:
    """Return the answers in the words of the ladder, which both registers share."""
    return [_answer(result, basis, refs, register) for basis in result.columns]


def _answer(result: Result, basis: Column, refs: CitationLinks, register: Register) -> Answer:
    answer = result.answer(basis)
    word, parts = answer.conclusion, answer.elements
    weakest = min(ordered_elements(parts), key=lambda name: parts[name].score)
    return Answer(
        basis=basis,
        title=register.basis(basis),
        word=word,
        label=register.conclusion_label(word),
        sentence=register.conclusion(word, basis, answer.scope),
        weakest="" if parts[weakest].status in ("met", "open") else wording.element(weakest),
        presumed=register.sentence(PRESUMED) if is_presumed(answer) else "",
        ground=ground_row(answer, refs),
        scope=scope_sentence(
            result,
            answer,
            partial(layer_text, refs=refs, register=register),
            register.conclusion_label,
            [step["id"] for step in refs.record.get("steps", ())],
        ),
        range=range_sentence(answer, register.conclusion_label),
        turns_on=turns_on_links(answer.turns_on, refs),
    )


def ground_row(ground: Ground, refs: CitationLinks) -> GroundRow | None:
    """Return what an answer rests on; None where nothing is stated."""
    parts = tuple(_linked_parts(ground_sentence(ground, _MarkedNames(refs)), refs))
    return GroundRow(code=ground.basis, parts=parts) if ground.basis and parts else None


class _MarkedNames:
    """Keys between marks in place of names, so that a sentence can be split at its links."""

    def __init__(self, refs: CitationLinks) -> None:
        self.outcome = refs.outcome
        self.instance = refs.instance

    def name_of(self, key: str) -> str:
        """Return the key of an article or a decision between two marks."""
        return f"{MARK}{key}{MARK}"


def _linked_parts(sentence: str, refs: CitationLinks) -> Iterator[Link]:
    """Yield the texts between the marks as they are, and the keys as links."""
    for place, part in enumerate(sentence.split(MARK)):
        if place % 2:
            yield refs.authority(part)
        elif part:
            yield Link(text=part)


def turns_on_links(values: Sequence[TurnsOn], refs: CitationLinks) -> tuple[Link, ...]:
    """Return the links of the values without which an answer would be a refusal."""
    return tuple(refs.item_field(value.field, value.value) for value in values)


def layer_text(layer: Layer, refs: CitationLinks, register: Register) -> str:
    """Return the name of a layer, with the record's own name of the part where it has one."""
    kinds = {item["id"]: item["what"] for item in refs.record.get("inputs", ())}
    made_of = next((kinds.get(item_id, "") for item_id in layer.inputs), "")
    name = register.layer_name(layer.called, made_of)
    if not layer.name:
        return name
    return gettext("%(layer)s “%(name)s”") % {"layer": name, "name": layer.name}
