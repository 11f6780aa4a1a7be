"""Two results beside each other: how answers, elements, reasons, layers, duties and owner differ.

Nothing is reasoned here: both results are compared as they stand. Which change of the record or of
the library caused a difference is found by `results.change_attribution`, which runs the reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments import wording
from assessments.engine import BASES, Basis, Column, Result
from assessments.engine.codes import Bearing, Conclusion, ElementName, ElementStatus
from assessments.engine.result import Layer
from assessments.engine.result_reasons import Reason
from assessments.exhibits.drawing import ordered_elements
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.wording import Register


@dataclass(frozen=True, kw_only=True)
class AnswerDifference:
    """One of the answers, before and after; one that came has none before."""

    basis: Column
    title: str
    before: Conclusion
    before_label: str
    after: Conclusion
    after_label: str
    sentence: str  # the conclusion after
    moved: bool
    came: bool


@dataclass(frozen=True, kw_only=True)
class StandingDifference:
    """An element in one of the two answers, before and after."""

    title: str
    before: ElementStatus
    before_word: str
    after: ElementStatus
    after_word: str
    moved: bool


@dataclass(frozen=True, kw_only=True)
class ElementDifference:
    """An element in both answers."""

    title: str
    rows: tuple[StandingDifference, ...]

    @property
    def moved(self) -> bool:
        return any(row.moved for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class ReasonLine:
    """A reason that only one of the two results has."""

    text: str
    bears: Bearing
    basis: str
    facts: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class ReasonDifference:
    """The reasons of an element that only the later or only the earlier result has."""

    title: str
    came: tuple[ReasonLine, ...]
    went: tuple[ReasonLine, ...]


@dataclass(frozen=True, kw_only=True)
class LayerDifference:
    """A layer before and after, each as its status and its word; both empty where it is absent."""

    name: str
    facts: tuple[Link, ...]
    before: tuple[str, str]
    after: tuple[str, str]
    before_owner: str
    after_owner: str

    @property
    def moved(self) -> bool:
        return self.before != self.after

    @property
    def owner_moved(self) -> bool:
        return self.before_owner != self.after_owner


@dataclass(frozen=True, kw_only=True)
class DutyDifference:
    """The sentences of a duty before and after; empty where the duty does not apply."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class OwnershipDifference:
    """The sentence on ownership and the owner, before and after."""

    before: str
    before_owner: str | None
    after: str
    after_owner: str | None


@dataclass(frozen=True, kw_only=True)
class ResultDifferences:
    """Everything in which two results can differ for a reader."""

    answers: tuple[AnswerDifference, ...]
    elements: tuple[ElementDifference, ...]
    reasons: tuple[ReasonDifference, ...]  # of the elements whose reasons differ
    layers: tuple[LayerDifference, ...]
    duties: tuple[DutyDifference, ...]
    ownership: OwnershipDifference | None
    same: bool


def differences(
    before: Result, after: Result, refs: tuple[CitationLinks, CitationLinks], register: Register
) -> ResultDifferences:
    """Compare two results; `refs` are the links of the earlier and of the later one."""
    return ResultDifferences(
        answers=tuple(_answer(before, after, basis, register) for basis in after.columns),
        elements=tuple(_elements(before, after, register)),
        reasons=tuple(
            difference
            for name in ordered_elements(after.proved.elements)
            if (difference := _reasons(before, after, name, refs, register)) is not None
        ),
        layers=tuple(_layers(before, after, refs, register)),
        duties=tuple(_duties(before, after, register)),
        ownership=_ownership(before, after, register),
        same=_comparable_part(before) == _comparable_part(after),
    )


def _comparable_part(result: Result) -> tuple[Any, ...]:
    """The parts that a reader sees change: not the precedents, the library or the rules."""
    columns = map(result.answer, result.columns)
    answers = [(answer.conclusion, answer.elements) for answer in columns]
    return *answers, result.layers, result.duties, result.ownership


def _answer(before: Result, after: Result, basis: Column, register: Register) -> AnswerDifference:
    now, came = after.answer(basis).conclusion, basis not in before.columns
    then = now if came else before.answer(basis).conclusion
    return AnswerDifference(
        basis=basis,
        title=register.basis(basis),
        before=then,
        before_label=register.conclusion_label(then),
        after=now,
        after_label=register.conclusion_label(now),
        sentence=register.conclusion(now, basis, after.answer(basis).scope),
        moved=then != now,
        came=came,
    )


def _elements(before: Result, after: Result, register: Register) -> Iterator[ElementDifference]:
    for name in ordered_elements(after.proved.elements):
        yield ElementDifference(
            title=wording.element(name),
            rows=tuple(_compare_status(before, after, name, basis, register) for basis in BASES),
        )


def _compare_status(
    before: Result, after: Result, name: ElementName, basis: Basis, register: Register
) -> StandingDifference:
    then, now = before.answer(basis).elements[name], after.answer(basis).elements[name]
    return StandingDifference(
        title=register.basis(basis),
        before=then.status,
        before_word=wording.element_position(then),
        after=now.status,
        after_word=wording.element_position(now),
        moved=wording.element_position(then) != wording.element_position(now),
    )


def _reasons(
    before: Result,
    after: Result,
    name: ElementName,
    refs: tuple[CitationLinks, CitationLinks],
    register: Register,
) -> ReasonDifference | None:
    """Compare the reasons of one element by their codes; None where they are the same."""
    then, now = _reasons_by_code(before, name), _reasons_by_code(after, name)
    came = tuple(_reason(key[0], now[key], refs[1], register) for key in now if key not in then)
    went = tuple(_reason(key[0], then[key], refs[0], register) for key in then if key not in now)
    if not came and not went:
        return None
    return ReasonDifference(title=wording.element(name), came=came, went=went)


def _reasons_by_code(result: Result, name: ElementName) -> dict[tuple[Basis, str], Reason]:
    return {
        (basis, reason.code): reason
        for basis in reversed(BASES)
        for reason in result.answer(basis).elements[name].reasons
    }


def _reason(basis: Basis, reason: Reason, refs: CitationLinks, register: Register) -> ReasonLine:
    return ReasonLine(
        text=register.sentence(reason.code),
        bears=reason.bears,
        basis=register.basis(basis),
        facts=refs.facts(reason.facts),
    )


def _layers(
    before: Result, after: Result, refs: tuple[CitationLinks, CitationLinks], register: Register
) -> Iterator[LayerDifference]:
    then, now = _layers_by_key(before), _layers_by_key(after)
    owners = [{x.layer: x.owner for x in result.ownership.layers} for result in (before, after)]
    for key in dict.fromkeys([*then, *now]):
        layer = now.get(key) or then[key]
        yield LayerDifference(
            name=register.layer_name(layer.called),
            facts=(refs[1] if key in now else refs[0]).facts(layer.facts),
            before=_layer_word(then.get(key), register),
            after=_layer_word(now.get(key), register),
            before_owner=owners[0].get(then[key].id, "") if key in then else "",
            after_owner=owners[1].get(now[key].id, "") if key in now else "",
        )


def _layers_by_key(result: Result) -> dict[tuple[str, ...], Layer]:
    return {(layer.layer, *layer.steps[:1], *layer.inputs[:1]): layer for layer in result.layers}


def _layer_word(layer: Layer | None, register: Register) -> tuple[str, str]:
    return (layer.status, register.conclusion_label(layer.status)) if layer else ("", "")


def _duties(before: Result, after: Result, register: Register) -> Iterator[DutyDifference]:
    then = {duty.what: duty.because for duty in before.duties}
    now = {duty.what: duty.because for duty in after.duties}
    for what in dict.fromkeys([*then, *now]):
        if then.get(what) != now.get(what):
            yield DutyDifference(
                name=wording.duty_name(what),
                before=register.sentence(then[what]) if what in then else "",
                after=register.sentence(now[what]) if what in now else "",
            )


def _ownership(before: Result, after: Result, register: Register) -> OwnershipDifference | None:
    then, now = before.ownership, after.ownership
    if (then.because, then.owner) == (now.because, now.owner):
        return None
    return OwnershipDifference(
        before=register.sentence(then.because),
        before_owner=then.owner,
        after=register.sentence(now.because),
        after_owner=now.owner,
    )
