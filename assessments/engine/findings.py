"""From a creation record to a level on every dimension, as claimed and as proved.

The criteria of the rules are applied to the record; nothing is decided about the law. A step that
a machine or the tool's provider took is nobody's contribution and is left out. Proof can only
lower a level: what no evidence carries is at level 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.result import FULL_LEVEL, Basis
from assessments.engine.rules import (
    UNKNOWN,
    Criterion,
    DimensionRule,
    InputCondition,
    Rules,
    StepCondition,
)
from cases.record import CreationRecord, Evidence, Input, Step


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """A criterion that the record meets, with the facts that meet it."""

    dimension: str
    code: str
    level: int
    proved: int  # the level that the evidence carries, never above `level`
    authority: tuple[str, ...]
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """The level of one dimension with what it stands on; a level of 0 has no observation."""

    dimension: str
    claimed: int
    proved: int
    claimed_by: Observation | None = None
    proved_by: Observation | None = None
    carried_from: str | None = None  # the dimension whose proof carries this one

    def level(self, basis: Basis) -> int:
        return self.claimed if basis == "claimed" else self.proved

    def observation(self, basis: Basis) -> Observation | None:
        return self.claimed_by if basis == "claimed" else self.proved_by


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Every dimension's finding, and the human steps and inputs that they were read from."""

    by_dimension: Mapping[str, Finding]
    steps: tuple[Step, ...]
    has_human: bool
    step_carries: Mapping[str, int]  # the level that the evidence carries, by id of the step
    input_carries: Mapping[str, int]

    def levels(self, basis: Basis) -> dict[str, int]:
        return {name: finding.level(basis) for name, finding in self.by_dimension.items()}


def find_all(record: CreationRecord, rules: Rules) -> Findings:
    """All findings of a record."""
    reader = RecordReader(record, rules)
    findings = {rule.id: reader.finding(rule) for rule in rules.dimensions}
    for rule in rules.proof.carried_over:
        findings[rule.dimension] = _carry_over(findings[rule.dimension], findings[rule.from_])
    return Findings(
        by_dimension=findings,
        steps=reader.steps,
        has_human=reader.has_human,
        step_carries=reader.step_carries,
        input_carries=reader.input_carries,
    )


def _carry_over(target: Finding, source: Finding) -> Finding:
    """The target proved as far as the source is, where its own evidence carries less."""
    carried = min(target.claimed, source.proved)
    if carried <= target.proved:
        return target
    return Finding(
        dimension=target.dimension,
        claimed=target.claimed,
        proved=carried,
        claimed_by=target.claimed_by,
        proved_by=target.claimed_by,
        carried_from=source.dimension,
    )


class RecordReader:
    """A record, its human steps, and what the evidence carries for each of them."""

    def __init__(self, record: CreationRecord, rules: Rules) -> None:
        self.record = record
        self.rules = rules
        no_authors = {
            p.id for p in record.parties if p.kind == "machine" or p.role == "tool_provider"
        }
        self.steps = tuple(step for step in record.steps if step.by not in no_authors)
        self.has_human = _has_human(record, self.steps)
        self._evidence = {piece.id: piece for piece in record.evidence}
        generative = {tool.id for tool in record.tools if tool.does in rules.generative_tools}
        self._generative = {step.id for step in self.steps if step.tool in generative}
        self.step_carries = {step.id: self._step_carries(step) for step in self.steps}
        self.input_carries = {
            item.id: self._support_of(item.evidence, "own_input") for item in record.inputs
        }
        self._process_carries = max(
            (
                self.step_carries[s.id]
                for s in self.steps
                if rules.proof.group_of(s.action) == "process"
            ),
            default=0,
        )

    # What evidence carries

    def _step_carries(self, step: Step) -> int:
        group = self.rules.proof.group_of(step.action)
        carried = self._support_of(step.evidence, group) if group else 0
        return max(carried, self._presumed_support(step))

    def _support_of(self, ids: Iterable[str], group: str) -> int:
        pieces = (self._evidence[i] for i in ids if i in self._evidence)
        return max((self.carries(piece, group) for piece in pieces), default=0)

    def carries(self, piece: Evidence, group: str) -> int:
        """The level that one piece carries for a group of facts."""
        proof = self.rules.proof
        kind = proof.kinds[piece.what]
        limits = [proof.carries[kind[group]]]
        if piece.made == "later":
            limits.append(proof.carries[kind["later"]])
        if piece.strength:
            limits.append(proof.carries[piece.strength])
        return min(limits)

    def _presumed_support(self, step: Step) -> int:
        presumption = self.rules.proof.presumption
        published = self.record.published
        signed = published is not None and published.signature is True
        if signed and step.action in presumption.actions and step.id not in self._generative:
            return self.rules.proof.carries[presumption.carries]
        return 0

    # What the criteria find

    def finding(self, rule: DimensionRule) -> Finding:
        observations = [
            observation
            for criterion in rule.criteria
            for observation in self._observe(rule, criterion)
        ]
        claimed = _best(observations, lambda o: (o.level, o.proved))
        proved = _best(observations, lambda o: (o.proved, o.level))
        return Finding(
            dimension=rule.id,
            claimed=claimed.level if claimed else 0,
            proved=proved.proved if proved else 0,
            claimed_by=claimed,
            proved_by=proved if proved and proved.proved else None,
        )

    def _observe(self, rule: DimensionRule, criterion: Criterion) -> Iterator[Observation]:
        if criterion.record is not None and not record_meets(self.record, criterion.record):
            return
        if criterion.distinct is not None:
            yield from self._observe_distinct(rule, criterion)
        elif criterion.step is not None:
            for step in self.matching_steps(criterion.step):
                yield self._observation(
                    rule,
                    criterion,
                    self.step_carries[step.id],
                    steps=(step.id,),
                    evidence=step.evidence,
                )
        elif criterion.input is not None:
            for item in matching_inputs(self.record, criterion.input):
                yield self._observation(
                    rule,
                    criterion,
                    self.input_carries[item.id],
                    inputs=(item.id,),
                    evidence=item.evidence,
                )
        else:
            carries = FULL_LEVEL if criterion.proof == "work" else self._process_carries
            yield self._observation(rule, criterion, carries, fields=tuple(criterion.record or ()))

    def _observe_distinct(self, rule: DimensionRule, criterion: Criterion) -> Iterator[Observation]:
        """Different groups of changes, each by the step of it whose evidence carries most."""
        assert criterion.distinct and criterion.step
        steps = list(self.matching_steps(criterion.step))
        best: list[tuple[int, Step]] = []
        for group in criterion.distinct.groups:
            of_group = [step for step in steps if set(step.changed or ()) & set(group)]
            if of_group:
                top = max(of_group, key=lambda step: self.step_carries[step.id])
                best.append((self.step_carries[top.id], top))
        if len(best) < criterion.distinct.at_least:
            return
        best.sort(key=lambda pair: -pair[0])
        used = best[: criterion.distinct.at_least]
        steps_used = tuple(dict.fromkeys(step.id for _, step in used))
        evidence = tuple(dict.fromkeys(e for _, step in used for e in step.evidence))
        yield self._observation(rule, criterion, used[-1][0], steps=steps_used, evidence=evidence)

    def _observation(
        self,
        rule: DimensionRule,
        criterion: Criterion,
        carries: int,
        *,
        steps: tuple[str, ...] = (),
        inputs: tuple[str, ...] = (),
        fields: tuple[str, ...] = (),
        evidence: tuple[str, ...] = (),
    ) -> Observation:
        return Observation(
            dimension=rule.id,
            code=criterion.code,
            level=criterion.level,
            proved=min(criterion.level, carries),
            authority=criterion.authority or rule.authority,
            steps=steps,
            inputs=inputs,
            fields=fields,
            evidence=evidence,
        )

    def matching_steps(self, condition: StepCondition) -> Iterator[Step]:
        for step in self.steps:
            if step_meets(step, condition, generative=step.id in self._generative):
                yield step


def step_meets(step: Step, condition: StepCondition, *, generative: bool) -> bool:
    """Whether a step meets every part of a condition."""
    if condition.action and step.action not in condition.action:
        return False
    if condition.tool and (condition.tool == "generative") != generative:
        return False
    for name in ("detail", "effect", "extent"):
        values = getattr(condition, name)
        if values and (getattr(step, name) or UNKNOWN) not in values:
            return False
    if condition.changed and not set(step.changed or (UNKNOWN,)) & set(condition.changed):
        return False
    return not condition.has or any(_is_given(step, name) for name in condition.has)


def matching_inputs(record: CreationRecord, condition: InputCondition) -> Iterator[Input]:
    """The inputs that meet every part of a condition."""
    for item in record.inputs:
        if all(
            not values or (getattr(item, name) or UNKNOWN) in values
            for name, values in (
                ("made_by", condition.made_by),
                ("what", condition.what),
                ("in_output", condition.in_output),
            )
        ):
            yield item


def record_meets(record: CreationRecord, condition: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether fields of the record itself have one of the values that count."""
    return all(_field_value(record, name) in values for name, values in condition.items())


def _field_value(record: CreationRecord, name: str) -> str:
    value: Any = getattr(record, name)
    if value is None:
        return UNKNOWN
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_given(step: Step, name: str) -> bool:
    value = getattr(step, name)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _has_human(record: CreationRecord, steps: tuple[Step, ...]) -> bool:
    """Whether there is a human author: a party that made the work, or a human act in making it."""
    if record.parties and all(party.kind == "machine" for party in record.parties):
        return False
    makers = [p for p in record.parties if p.kind != "machine" and p.role != "tool_provider"]
    return bool(makers or steps)


def _best(
    observations: list[Observation], key: Callable[[Observation], tuple[int, int]]
) -> Observation | None:
    return max(observations, key=key, default=None)
