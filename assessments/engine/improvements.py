"""What to secure or state next, found by running the reasoning again with it.

Nothing here weighs by itself: a candidate counts only by what it would change. The same runs
establish which unknown answers could change the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assessments.engine.findings import RecordReader, matching_inputs
from assessments.engine.result import (
    Basis,
    Conclusion,
    ConclusionChange,
    ElementStatus,
    Improvement,
    Unknown,
)
from assessments.engine.rules import AnswerImprovement, EvidenceImprovement, Rules
from cases.record import CreationRecord, Evidence, Input, Step


@dataclass(frozen=True, kw_only=True)
class ResultSummary:
    """Where a record stands: per basis the conclusion, the weakest score and the statuses."""

    conclusion: Mapping[Basis, Conclusion]
    weakest: Mapping[Basis, int]
    statuses: Mapping[Basis, Mapping[str, ElementStatus]]


StepOrInput = TypeVar("StepOrInput", Step, Input)
Rerun = Callable[[CreationRecord], ResultSummary]
ORDER: tuple[Basis, ...] = ("proved", "claimed")  # what raises the answer as proved comes first


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A change of the record, and the items and fields that it concerns."""

    do: str
    record: CreationRecord
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def improvements(
    record: CreationRecord, rules: Rules, now: ResultSummary, judge: Rerun
) -> tuple[Improvement, ...]:
    """The changes that move the conclusion or an element, those with the greatest effect first."""
    ranked: list[tuple[tuple[int, int, int, str], Improvement]] = []
    for candidate in [
        *_evidence_candidates(record, rules, now, judge),
        *_answer_candidates(record, rules),
    ]:
        then = judge(candidate.record)
        basis = next((basis for basis in ORDER if _differs(now, then, basis)), None)
        if basis is not None:
            gain = then.weakest[basis] - now.weakest[basis]
            size = len(candidate.steps) + len(candidate.inputs)
            rank = (ORDER.index(basis), -gain, size, candidate.do)
            ranked.append((rank, _improvement(candidate, basis, now, then)))
    return tuple(improvement for _, improvement in sorted(ranked, key=lambda pair: pair[0]))


def unknowns(
    record: CreationRecord, rules: Rules, now: ResultSummary, judge: Rerun
) -> tuple[Unknown, ...]:
    """Every relevant answer that is open, and whether it could change the result."""
    return tuple(
        _unknown(candidate, now, judge(candidate.record))
        for candidate in _answer_candidates(record, rules)
    )


def _unknown(candidate: Candidate, now: ResultSummary, then: ResultSummary) -> Unknown:
    changes = {
        basis: ConclusionChange(from_=now.conclusion[basis], to=then.conclusion[basis])
        for basis in ORDER
    }
    return Unknown(
        code=candidate.do.replace("tell.", "unknown."),
        steps=candidate.steps,
        inputs=candidate.inputs,
        fields=candidate.fields,
        matters=any(_differs(now, then, basis) for basis in ORDER),
        claimed=changes["claimed"],
        proved=changes["proved"],
    )


def _differs(now: ResultSummary, then: ResultSummary, basis: Basis) -> bool:
    if now.conclusion[basis] != then.conclusion[basis]:
        return True
    return now.statuses[basis] != then.statuses[basis]


def _improvement(
    candidate: Candidate, basis: Basis, now: ResultSummary, then: ResultSummary
) -> Improvement:
    statuses = now.statuses[basis]
    return Improvement(
        do=candidate.do,
        changes=basis,
        from_=now.conclusion[basis],
        to=then.conclusion[basis],
        elements=tuple(e for e, status in then.statuses[basis].items() if status != statuses[e]),
        steps=candidate.steps,
        inputs=candidate.inputs,
        fields=candidate.fields,
    )


# Proof to secure


def _evidence_candidates(
    record: CreationRecord, rules: Rules, now: ResultSummary, judge: Rerun
) -> Iterator[Candidate]:
    for rule in rules.improvements.secure:
        steps, inputs = _unproved_items(record, rules, rule.group)
        if not steps and not inputs:
            continue
        whole = _add_evidence(record, rule, steps, inputs)
        goal = judge(whole)
        if _differs(now, goal, "proved"):
            steps, inputs = _smallest(record, rule, rules, steps, inputs, goal, judge)
            yield Candidate(
                do=rule.do,
                record=_add_evidence(record, rule, steps, inputs),
                steps=steps,
                inputs=inputs,
            )


def _unproved_items(
    record: CreationRecord, rules: Rules, group: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    reader = RecordReader(record, rules)
    full = max(rules.proof.carries.values())
    steps = tuple(
        step.id
        for step in reader.steps
        if group in ("all", rules.proof.group_of(step.action))
        and reader.step_carries[step.id] < full
    )
    inputs = tuple(
        item.id
        for item in record.inputs
        if group in ("all", "own_input")
        and item.made_by == "own"
        and reader.input_carries[item.id] < full
    )
    return steps, inputs


def _add_evidence(
    record: CreationRecord, rule: EvidenceImprovement, steps: Sequence[str], inputs: Sequence[str]
) -> CreationRecord:
    new = Evidence(id=_new_id(record), what=rule.what, made="contemporaneous")
    return record.model_copy(
        update={
            "evidence": (*record.evidence, new),
            "steps": tuple(
                _with_piece(step, new) if step.id in steps else step for step in record.steps
            ),
            "inputs": tuple(
                _with_piece(item, new) if item.id in inputs else item for item in record.inputs
            ),
        }
    )


def _with_piece(thing: StepOrInput, piece: Evidence) -> StepOrInput:
    return thing.model_copy(update={"evidence": (*thing.evidence, piece.id)})


def _new_id(record: CreationRecord) -> str:
    taken = {piece.id for piece in record.evidence}
    return next(name for i in range(len(taken) + 1) if (name := f"new{i}") not in taken)


def _smallest(
    record: CreationRecord,
    rule: EvidenceImprovement,
    rules: Rules,
    steps: tuple[str, ...],
    inputs: tuple[str, ...],
    goal: ResultSummary,
    judge: Rerun,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps and inputs without those that the goal does not need, tried one after the other."""
    if len(steps) + len(inputs) > rules.improvements.minimise_up_to:
        return steps, inputs
    for name in (*steps, *inputs):
        fewer_steps = tuple(other for other in steps if other != name)
        fewer_inputs = tuple(other for other in inputs if other != name)
        if not fewer_steps and not fewer_inputs:
            break
        reached = judge(_add_evidence(record, rule, fewer_steps, fewer_inputs))
        if reached.conclusion == goal.conclusion and reached.statuses == goal.statuses:
            steps, inputs = fewer_steps, fewer_inputs
    return steps, inputs


# Answers to give


def _answer_candidates(record: CreationRecord, rules: Rules) -> Iterator[Candidate]:
    for rule in rules.improvements.tell:
        if rule.record:
            if getattr(record, rule.field) is None:
                answered = record.model_copy(update={rule.field: rule.best})
                yield Candidate(do=rule.do, record=answered, fields=(rule.field,))
        elif rule.input is not None:
            yield from _input_candidates(record, rule)
        else:
            yield from _step_candidates(record, rule, rules)


def _input_candidates(record: CreationRecord, rule: AnswerImprovement) -> Iterator[Candidate]:
    assert rule.input
    ids = [i.id for i in matching_inputs(record, rule.input) if getattr(i, rule.field) is None]
    if ids:
        inputs = tuple(
            item.model_copy(update={rule.field: rule.best}) if item.id in ids else item
            for item in record.inputs
        )
        yield Candidate(
            do=rule.do, record=record.model_copy(update={"inputs": inputs}),
            inputs=tuple(ids), fields=(rule.field,),
        )  # fmt: skip


def _step_candidates(
    record: CreationRecord, rule: AnswerImprovement, rules: Rules
) -> Iterator[Candidate]:
    assert rule.step
    matching = RecordReader(record, rules).matching_steps(rule.step)
    ids = [step.id for step in matching if getattr(step, rule.field) is None]
    if ids:
        steps = tuple(
            step.model_copy(update={rule.field: rule.best}) if step.id in ids else step
            for step in record.steps
        )
        yield Candidate(
            do=rule.do, record=record.model_copy(update={"steps": steps}),
            steps=tuple(ids), fields=(rule.field,),
        )  # fmt: skip
