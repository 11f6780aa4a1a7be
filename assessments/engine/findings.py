"""From accepted values to a level on every dimension, by the criteria of the rules.

Nothing is decided about the law here. A level that evidence carries only in part is the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assessments.engine.appraisal import Act, OwnedInput
from assessments.engine.lyrics import phrases_in
from assessments.engine.rules import (
    UNKNOWN,
    Criterion,
    DimensionRule,
    Rules,
    StepCondition,
)
from assessments.engine.rules_proof import Sourced


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """A criterion that the record meets, with the facts that meet it."""

    dimension: str
    code: str
    level: int  # that evidence carries, never above `full`
    full: int  # the level of the criterion
    source: Sourced  # what it rests on
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    carried_from: str | None = None  # the dimension whose proof carries this one
    is_bare: bool = False  # its makers' labels are all that it rests on


EFFECTS = frozenset({"visible", "as_intended"})
Observations = Mapping[str, Observation]  # the best one of each dimension that has any


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """What is accepted of the work as a whole."""

    distinctiveness: str
    foreseeability: str


class Criteria:
    """The criteria of the rules, sorted by what they read."""

    def __init__(self, rules: Rules) -> None:
        self.by_action: dict[str, list[tuple[DimensionRule, Criterion, StepCondition]]] = {}
        self.distinct: list[tuple[DimensionRule, Criterion, StepCondition]] = []
        self.of_inputs: list[tuple[DimensionRule, Criterion]] = []
        self.of_whole: list[tuple[DimensionRule, Criterion]] = []
        for rule in rules.dimensions:
            for criterion in rule.criteria:
                if criterion.distinct is not None and criterion.step is not None:
                    self.distinct.append((rule, criterion, criterion.step))
                elif criterion.step is not None:
                    for action in criterion.step.action:
                        row = (rule, criterion, criterion.step)
                        self.by_action.setdefault(action, []).append(row)
                elif criterion.input is not None:
                    self.of_inputs.append((rule, criterion))
                else:
                    self.of_whole.append((rule, criterion))


def observe_act(act: Act, whole: Whole, criteria: Criteria) -> tuple[Observation, ...]:
    """Everything that one step shows by itself."""
    return tuple(
        _of_act(rule, criterion, act)
        for rule, criterion, condition in criteria.by_action.get(act.action, ())
        if act_meets(act, condition) and _whole_meets(whole, criterion.record)
    )


def observe_lyrics(act: Act, words: str, is_written: bool, rules: Rules) -> tuple[Observation, ...]:
    """What words recorded as lyrics carry; less where nobody says that a person wrote them."""
    of = rules.appraisal.lyrics
    level = of.level if phrases_in(words) >= of.least_phrases else of.level_of_few
    if not is_written:
        level -= 1
    seen = Observation(
        dimension="editing",
        code="editing.lyrics",
        level=min(level, act.carries),
        full=level,
        source=Sourced(authority=of.authority),
        steps=(act.id,),
        evidence=act.evidence,
        is_bare=act.is_bare,
    )
    return (seen,)


def observe_input(item: OwnedInput, criteria: Criteria) -> tuple[Observation, ...]:
    """Everything that one input shows."""
    return tuple(
        Observation(
            dimension=rule.id,
            code=criterion.code,
            level=min(criterion.level, item.carries),
            full=criterion.level,
            source=criterion,
            inputs=(item.id,),
            evidence=item.evidence,
            is_bare=item.is_bare,
        )
        for rule, criterion in criteria.of_inputs
        if input_meets(item, criterion)
    )


def observe_whole(whole: Whole, criteria: Criteria) -> Iterator[Observation]:
    """What the record states of the work as a whole."""
    for rule, criterion in criteria.of_whole:
        if _whole_meets(whole, criterion.record):
            yield Observation(
                dimension=rule.id,
                code=criterion.code,
                level=criterion.level,
                full=criterion.level,
                source=criterion,
                fields=tuple(criterion.record or ()),
            )


def observe_together(acts: Sequence[Act], criteria: Criteria) -> Iterator[Observation]:
    """What several steps show together: different groups of changes, each counted once."""
    acts = [act for act in acts if act.changed and act.effect not in ("none", "random")]
    if not acts:
        return
    for rule, criterion, condition in criteria.distinct:
        assert criterion.distinct
        matching = [a for a in acts if a.action in condition.action and act_meets(a, condition)]
        best: list[Act] = []
        for group in criterion.distinct.groups:
            of_group = [act for act in matching if not act.effective.isdisjoint(group)]
            if of_group:
                best.append(max(of_group, key=lambda act: act.carries))
        if len(best) < criterion.distinct.at_least:
            continue
        used = sorted(best, key=lambda act: -act.carries)[: criterion.distinct.at_least]
        yield Observation(
            dimension=rule.id,
            code=criterion.code,
            level=min(criterion.level, used[-1].carries),
            full=criterion.level,
            source=criterion,
            steps=tuple(dict.fromkeys(act.id for act in used)),
            evidence=tuple(dict.fromkeys(name for act in used for name in act.evidence)),
            is_bare=any(act.is_bare for act in used),
        )


def best_of(observations: Iterable[Observation]) -> dict[str, Observation]:
    """The best observation of each dimension; those that evidence carries not at all are kept."""
    best: dict[str, Observation] = {}
    for seen in observations:
        known = best.get(seen.dimension)
        if known is None or _weight(seen) > _weight(known):
            best[seen.dimension] = seen
    return best


def is_at_most(seen: Observation, other: Observation) -> bool:
    """Whether an observation never comes before another of the same dimension."""
    return seen.dimension == other.dimension and _weight(seen) <= _weight(other)


def _weight(seen: Observation) -> tuple[int, int, bool]:
    """Of equals, what words or evidence tell of comes before a label."""
    return seen.level, seen.full, not seen.is_bare


def carry_over(best: dict[str, Observation], rules: Rules) -> None:
    """A dimension proved as far as another one is, where its own evidence carries less."""
    for rule in rules.proof.carried_over:
        target, source = best.get(rule.dimension), best.get(rule.from_)
        if target is None or source is None:
            continue
        carried = min(target.full, source.level)
        if carried > target.level:
            best[rule.dimension] = replace(target, level=carried, carried_from=rule.from_)


def act_meets(act: Act, condition: StepCondition) -> bool:
    """Whether a step meets every part of a condition; its action has been compared before."""
    if condition.tool is not None and (condition.tool == "generative") is not act.generative:
        return False
    if condition.follows and not act.follows:
        return False
    if condition.detail and act.detail not in condition.detail:
        return False
    if condition.effect and act.effect not in condition.effect:
        return False
    if condition.extent and act.extent not in condition.extent:
        return False
    if condition.expression and act.expression not in condition.expression:
        return False
    counted = act.effective if EFFECTS.intersection(condition.effect or ()) else act.changed
    if condition.changed and counted.isdisjoint(condition.changed):
        return False
    return not condition.has or not act.has.isdisjoint(condition.has)


def input_meets(item: OwnedInput, criterion: Criterion) -> bool:
    """Whether an input meets every part of a criterion."""
    condition = criterion.input
    assert condition
    return all(
        not values or value in values
        for value, values in (
            (item.made_by, condition.made_by),
            (item.what, condition.what),
            (item.in_output, condition.in_output),
        )
    )


def _whole_meets(whole: Whole, condition: Mapping[str, tuple[str, ...]] | None) -> bool:
    return not condition or all(
        getattr(whole, name, UNKNOWN) in values for name, values in condition.items()
    )


def _of_act(rule: DimensionRule, criterion: Criterion, act: Act) -> Observation:
    return Observation(
        dimension=rule.id,
        code=criterion.code,
        level=min(criterion.level, act.carries),
        full=criterion.level,
        source=criterion,
        steps=(act.id,),
        evidence=act.evidence,
        is_bare=act.is_bare,
    )
