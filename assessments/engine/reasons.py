"""Reasons as data: a code, the facts it stands on and an authority; never a sentence.

Sentences are made elsewhere, from these alone, so that page and memo cannot say different things.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assessments.engine.comparison import BindingPrecedents
from assessments.engine.elements import ElementResult, gate_fields
from assessments.engine.findings import FULL, Finding, Findings, Observation
from assessments.engine.rules import Gate, Ground, Rules

FOR, AGAINST, NEUTRAL = "for", "against", "neutral"
STRONG_FROM, WEAK_TO = 3, 1  # levels of the scale 0-4 that weigh for and against


def finding_entries(findings: Findings, rules: Rules, basis: str) -> dict[str, dict[str, Any]]:
    """Every dimension with its level and what it stands on."""
    return {
        name: {
            "level": finding.level(basis),
            "of": FULL,
            "because": _code(finding, basis),
            **_supporting_facts(finding, basis),
            "authority": list(_authority(finding, rules, basis)),
        }
        for name, finding in findings.by_dimension.items()
    }


def element_entry(
    result: ElementResult, bounds: BindingPrecedents, findings: Findings, rules: Rules, basis: str
) -> dict[str, Any]:
    """One element: status, score and every reason, gates and decided cases first."""
    reasons = [_gate_reason(gate) for gate in result.gates]
    if result.ground is not None:
        reasons += _precedent_reasons(result, bounds, rules)
    elif not result.gates:
        reasons.append(_open_gate_reason(result.element, rules))
    if result.ground is not None:
        reasons.append(_ground_reason(result, result.ground))
        reasons += _dimension_reasons(result.element, result.ground, findings, rules, basis)
    return {"status": result.status, "score": result.score, "reasons": reasons}


def _gate_reason(gate: Gate) -> dict[str, Any]:
    return {
        "code": gate.code,
        "bears": AGAINST,
        "facts": gate_fields(gate),
        "authority": list(gate.authority),
    }


def _open_gate_reason(element: str, rules: Rules) -> dict[str, Any]:
    fields = {"field": ["kind", "subject_matter"], "form": ["claim", "fixed"]}
    authority = next(rule.authority for rule in rules.elements if rule.id == element)
    return {
        "code": f"{element}.open",
        "bears": FOR,
        "facts": {"fields": fields.get(element, ["steps"])},
        "authority": list(authority),
    }


def _precedent_reasons(
    result: ElementResult, bounds: BindingPrecedents, rules: Rules
) -> Iterable[dict[str, Any]]:
    settings = rules.precedents
    met, not_met = bounds.closest(settings.home, settings.listed_per_outcome)
    for bound, code, bears in (
        (met, "precedent.at_least_as_strong", FOR),
        (not_met, "precedent.at_most_as_strong", AGAINST),
    ):
        if bound:
            slugs = [placed.slug for placed in bound]
            yield {
                "code": code,
                "bears": bears,
                "facts": {"precedents": slugs, "moved": result.moved == bears},
                "authority": slugs,
            }


def _ground_reason(result: ElementResult, ground: Ground) -> dict[str, Any]:
    points = ground.elements[result.element]
    return {
        "code": f"ground.{ground.id}",
        "bears": FOR if result.points >= points.border else AGAINST,
        "facts": {
            "points": result.points,
            "border": points.border,
            "full": points.full,
            "dimensions": list(points.weights),
        },
        "authority": list(ground.authority),
    }


def _dimension_reasons(
    element: str, ground: Ground, findings: Findings, rules: Rules, basis: str
) -> Iterable[dict[str, Any]]:
    """What the ground weighs, then whatever else the record says that bears on the element."""
    weighed = list(ground.elements[element].weights)
    besides = [
        rule.id
        for rule in rules.dimensions
        if element in rule.bears_on
        and rule.id not in weighed
        and findings.by_dimension[rule.id].claimed
    ]
    for name in [*weighed, *besides]:
        yield _dimension_reason(findings.by_dimension[name], rules, basis)


def _dimension_reason(finding: Finding, rules: Rules, basis: str) -> dict[str, Any]:
    level = finding.level(basis)
    return {
        "code": _code(finding, basis),
        "bears": FOR if level >= STRONG_FROM else AGAINST if level <= WEAK_TO else NEUTRAL,
        "dimension": finding.dimension,
        "level": level,
        "of": FULL,
        "facts": {key: value for key, value in _supporting_facts(finding, basis).items() if value},
        "authority": list(_authority(finding, rules, basis)),
    }


def _code(finding: Finding, basis: str) -> str:
    seen = finding.observation(basis)
    if seen is not None and finding.level(basis) < seen.level:
        return f"{finding.dimension}.partly_proved"
    if seen is not None:
        return seen.code
    if basis == "proved" and finding.claimed:
        return f"{finding.dimension}.unproved"
    return f"{finding.dimension}.absent"


def _supporting_facts(finding: Finding, basis: str) -> dict[str, list[str]]:
    """The facts that a level stands on; where it is nil, the facts that were looked at."""
    seen = finding.observation(basis) or finding.claimed_by
    if seen is None:
        return {
            "steps": [],
            "inputs": [],
            "fields": [_dimensions_looked_at(finding.dimension)],
            "evidence": [],
        }
    entry = _facts_of(seen)
    if basis == "proved" and finding.observation(basis) is None:
        entry["evidence"] = []
    if finding.carried_from and basis == "proved":
        entry["fields"] = [finding.carried_from]
    return entry


def _facts_of(seen: Observation) -> dict[str, list[str]]:
    return {
        "steps": list(seen.steps),
        "inputs": list(seen.inputs),
        "fields": list(seen.fields),
        "evidence": list(seen.evidence),
    }


def _dimensions_looked_at(dimension: str) -> str:
    return {"own_input": "inputs"}.get(
        dimension, dimension if dimension in ("distinctiveness", "foreseeability") else "steps"
    )


def _authority(finding: Finding, rules: Rules, basis: str) -> tuple[str, ...]:
    seen = finding.observation(basis)
    if seen is not None:
        return seen.authority
    if basis == "proved" and finding.claimed:
        return rules.proof.authority
    return rules.dimension(finding.dimension).authority
