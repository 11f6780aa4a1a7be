"""Reasons as data: a code, the facts that it stands on and an authority; never a sentence.

Sentences are made elsewhere from these alone, so that page and memo cannot state different things.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessments.engine.comparison import BindingPrecedents
from assessments.engine.elements import ElementResult, gate_fields
from assessments.engine.findings import Finding, Findings
from assessments.engine.result import (
    FULL_LEVEL,
    Basis,
    DimensionLevel,
    DimensionReason,
    ElementAnswer,
    Facts,
    Reason,
)
from assessments.engine.rules import Gate, Ground, Rules

STRONG_FROM, WEAK_TO = 3, 1  # levels of the scale 0-4 that weigh for and against
# Fields that an open gate stands on, by element.
OPEN_GATE_FIELDS = {"field": ("kind", "subject_matter"), "form": ("claim", "fixed")}


def dimension_levels(findings: Findings, rules: Rules, basis: Basis) -> dict[str, DimensionLevel]:
    """Every dimension with its level and what it stands on."""
    return {
        name: DimensionLevel(
            level=finding.level(basis),
            of=FULL_LEVEL,
            because=_code(finding, basis),
            **_supporting_facts(finding, basis),
            authority=_authority(finding, rules, basis),
        )
        for name, finding in findings.by_dimension.items()
    }


def element_answer(
    result: ElementResult,
    binding: BindingPrecedents,
    findings: Findings,
    rules: Rules,
    basis: Basis,
) -> ElementAnswer:
    """One element: status, score and every reason, gates and decided cases first."""
    reasons = [_gate_reason(gate) for gate in result.gates]
    if result.ground is not None:
        reasons += _precedent_reasons(result, binding, rules)
        reasons.append(_ground_reason(result, result.ground))
        reasons += _dimension_reasons(result.element, result.ground, findings, rules, basis)
    elif not result.gates:
        reasons.append(_open_gate_reason(result.element, rules))
    return ElementAnswer(status=result.status, score=result.score, reasons=tuple(reasons))


def _gate_reason(gate: Gate) -> Reason:
    return Reason(
        code=gate.code,
        bears="against",
        facts=Facts(fields=gate_fields(gate)),
        authority=gate.authority,
    )


def _open_gate_reason(element: str, rules: Rules) -> Reason:
    return Reason(
        code=f"{element}.open",
        bears="for",
        facts=Facts(fields=OPEN_GATE_FIELDS.get(element, ("steps",))),
        authority=next(rule.authority for rule in rules.elements if rule.id == element),
    )


def _precedent_reasons(
    result: ElementResult, binding: BindingPrecedents, rules: Rules
) -> Iterable[Reason]:
    settings = rules.precedents
    met, not_met = binding.closest(settings.home, settings.listed_per_outcome)
    for closest, code, bears in (
        (met, "precedent.at_least_as_strong", "for"),
        (not_met, "precedent.at_most_as_strong", "against"),
    ):
        if closest:
            slugs = tuple(placed.slug for placed in closest)
            yield Reason(
                code=code,
                bears=bears,
                facts=Facts(precedents=slugs, moved=result.moved == bears),
                authority=slugs,
            )


def _ground_reason(result: ElementResult, ground: Ground) -> Reason:
    points = ground.elements[result.element]
    return Reason(
        code=f"ground.{ground.id}",
        bears="for" if result.points >= points.border else "against",
        facts=Facts(
            points=result.points,
            border=points.border,
            full=points.full,
            dimensions=tuple(points.weights),
        ),
        authority=ground.authority,
    )


def _dimension_reasons(
    element: str, ground: Ground, findings: Findings, rules: Rules, basis: Basis
) -> Iterable[DimensionReason]:
    """The dimensions that the ground weighs, then the others by which the record bears on it."""
    weighed = list(ground.elements[element].weights)
    others = [
        rule.id
        for rule in rules.dimensions
        if element in rule.bears_on
        and rule.id not in weighed
        and findings.by_dimension[rule.id].claimed
    ]
    for name in [*weighed, *others]:
        yield _dimension_reason(findings.by_dimension[name], rules, basis)


def _dimension_reason(finding: Finding, rules: Rules, basis: Basis) -> DimensionReason:
    level = finding.level(basis)
    facts = {name: ids for name, ids in _supporting_facts(finding, basis).items() if ids}
    return DimensionReason(
        code=_code(finding, basis),
        bears="for" if level >= STRONG_FROM else "against" if level <= WEAK_TO else "neutral",
        dimension=finding.dimension,
        level=level,
        of=FULL_LEVEL,
        facts=Facts(**facts),
        authority=_authority(finding, rules, basis),
    )


def _code(finding: Finding, basis: Basis) -> str:
    observation = finding.observation(basis)
    if observation is not None and finding.level(basis) < observation.level:
        return f"{finding.dimension}.partly_proved"
    if observation is not None:
        return observation.code
    if basis == "proved" and finding.claimed:
        return f"{finding.dimension}.unproved"
    return f"{finding.dimension}.absent"


def _supporting_facts(finding: Finding, basis: Basis) -> dict[str, tuple[str, ...]]:
    """The facts that a level stands on; where it is 0, the facts that were looked at."""
    observation = finding.observation(basis) or finding.claimed_by
    if observation is None:
        return {
            "steps": (),
            "inputs": (),
            "fields": (_field_of(finding.dimension),),
            "evidence": (),
        }
    unproved = basis == "proved" and finding.observation(basis) is None
    carried = finding.carried_from if basis == "proved" else None
    return {
        "steps": observation.steps,
        "inputs": observation.inputs,
        "fields": (carried,) if carried else observation.fields,
        "evidence": () if unproved else observation.evidence,
    }


def _field_of(dimension: str) -> str:
    """The field of the record that states a dimension."""
    if dimension == "own_input":
        return "inputs"
    return dimension if dimension in ("distinctiveness", "foreseeability") else "steps"


def _authority(finding: Finding, rules: Rules, basis: Basis) -> tuple[str, ...]:
    observation = finding.observation(basis)
    if observation is not None:
        return observation.authority
    if basis == "proved" and finding.claimed:
        return rules.proof.authority
    return rules.dimension(finding.dimension).authority
