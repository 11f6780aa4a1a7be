"""From levels to the four elements and the conclusion, once for each basis.

An element takes its best ground; decided cases then lift or lower it a fortiori; gates hold it
down. Every step of this is monotone: a higher level never lowers a score. The reasons are built
with the scores and name the facts and the authority that they stand on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.comparison import BindingSides, CaseBase
from assessments.engine.findings import Findings, matching_inputs, record_meets
from assessments.engine.rules import Gate, Ground, Points, Rules
from cases.record import CreationRecord

FULL_SCORE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementResult:
    """One element on one basis: score 0-100 with 50 as the border, and the way it came about."""

    element: str
    status: str
    score: int
    ground: Ground | None
    points: int
    gates: tuple[Gate, ...]
    moved: str  # for, against: which side's decided cases moved the score; else empty


def score_elements(
    record: CreationRecord, findings: Findings, base: CaseBase, rules: Rules, basis: str
) -> dict[str, ElementResult]:
    """Every element of a record on one basis."""
    levels = findings.levels(basis)
    binding = base.binding(tuple(levels[name] for name in rules.dimension_ids), record.claim)
    return {
        element.id: _element(
            element.id, record, findings, levels, binding.get(element.id, BindingSides()), rules
        )
        for element in rules.elements
    }


def overall(results: Mapping[str, ElementResult], rules: Rules) -> str:
    """The conclusion: the word of the weakest element."""
    return rules.conclusion_of(min(result.score for result in results.values()))


def _element(
    element: str,
    record: CreationRecord,
    findings: Findings,
    levels: Mapping[str, int],
    binding: BindingSides,
    rules: Rules,
) -> ElementResult:
    gates = tuple(_closed_gates(element, record, findings, levels, rules))
    moved = ""
    if next(rule for rule in rules.elements if rule.id == element).gate:
        ground, points, score = None, 0, FULL_SCORE
    else:
        ground, points, score = best_ground(element, record.claim, levels, rules)
        score, moved = _apply_precedents(score, binding, rules)
    score = min([score, *(gate.at_most for gate in gates)])
    return ElementResult(
        element=element,
        status=rules.status_of(score),
        score=score,
        ground=ground,
        points=points,
        gates=gates,
        moved=moved,
    )


def best_ground(
    element: str, claim: str, levels: Mapping[str, int], rules: Rules
) -> tuple[Ground | None, int, int]:
    """The ground that gives an element most, its points and the score; (None, 0, 0) without any.

    The first ground of a claim stands even where nothing speaks for it, so that there is always
    one to measure by.
    """
    of_claim = [ground for ground in rules.grounds if claim in ground.claims]
    scored = [
        (ground_score(ground.elements[element], levels), ground)
        for ground in of_claim
        if ground is of_claim[0] or ground_open(ground, levels)
    ]
    if not scored:
        return None, 0, 0
    score, ground = max(scored, key=lambda pair: pair[0])
    return ground, points_of(ground.elements[element], levels), score


def ground_open(ground: Ground, levels: Mapping[str, int]) -> bool:
    return all(levels[name] >= least for name, least in ground.requires.items())


def points_of(points: Points, levels: Mapping[str, int]) -> int:
    return sum(weight * levels[name] for name, weight in points.weights.items())


def ground_score(points: Points, levels: Mapping[str, int], *, half: int = FULL_SCORE // 2) -> int:
    """0-100 in two straight lines through the border."""
    have = points_of(points, levels)
    if have < points.border:
        return half * have // points.border
    return min(FULL_SCORE, half + half * (have - points.border) // (points.full - points.border))


def _apply_precedents(score: int, binding: BindingSides, rules: Rules) -> tuple[int, str]:
    """Let decided cases move a score; in a conflict the Chinese one that protects prevails."""
    settings = rules.precedents
    moved = ""
    arguable = rules.status["arguable"] <= score < rules.status["met"]
    if arguable and binding.foreign_for != binding.foreign_against:
        score = settings.persuasive.floor if binding.foreign_for else settings.persuasive.ceiling
        moved = "for" if binding.foreign_for else "against"
    if binding.home_against and score > settings.domestic.ceiling:
        score, moved = settings.domestic.ceiling, "against"
    if binding.home_for and score < settings.domestic.floor:
        score, moved = settings.domestic.floor, "for"
    return score, moved


def _closed_gates(
    element: str,
    record: CreationRecord,
    findings: Findings,
    levels: Mapping[str, int],
    rules: Rules,
) -> Iterator[Gate]:
    for gate in rules.gates:
        if gate.element != element:
            continue
        if gate.unless and ground_lifts(gate.unless, levels):
            continue
        if gate.record is not None and not record_meets(record, gate.record):
            continue
        if gate.input is not None and not any(matching_inputs(record, gate.input)):
            continue
        if gate.no_human and findings.has_human:
            continue
        yield gate


def ground_lifts(unless: Mapping[str, int], levels: Mapping[str, int]) -> bool:
    return all(levels[name] >= least for name, least in unless.items())


def gate_fields(gate: Gate) -> dict[str, Any]:
    """The fields of the record that a gate stands on."""
    if gate.record is not None:
        return {"fields": sorted(gate.record)}
    return {"fields": ["inputs"] if gate.input is not None else ["parties", "steps"]}
