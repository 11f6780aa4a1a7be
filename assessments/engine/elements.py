"""From levels to the four elements and the conclusion, once for each basis.

An element takes its best ground; decided cases then raise or lower the score a fortiori; gates
limit it. Every step of this is monotone: a higher level never lowers a score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.engine.comparison import Binds, CaseBase, Levels
from assessments.engine.findings import Findings, matching_inputs, record_meets
from assessments.engine.result import FULL_SCORE, Basis, Bearing, Conclusion, ElementStatus
from assessments.engine.rules import Gate, Ground, Points, Rules
from cases.record import CreationRecord


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementResult:
    """One element on one basis: score 0-100 with 50 as the border, and how it was reached."""

    element: str
    status: ElementStatus
    score: int
    ground: Ground | None
    points: int
    gates: tuple[Gate, ...]
    moved: Bearing | None  # the side whose decided cases changed the score


def score_elements(
    record: CreationRecord, findings: Findings, base: CaseBase, rules: Rules, basis: Basis
) -> dict[str, ElementResult]:
    """Every element of a record on one basis."""
    levels = findings.levels(basis)
    binds = base.binds(Levels(levels[name] for name in rules.dimension_ids), record.claim)
    return {
        element.id: _element(
            element.id, record, findings, levels, binds.get(element.id, Binds()), rules
        )
        for element in rules.elements
    }


def overall(results: Mapping[str, ElementResult], rules: Rules) -> Conclusion:
    """The conclusion: the word of the weakest element."""
    return rules.conclusion_of(min(result.score for result in results.values()))


def _element(
    element: str,
    record: CreationRecord,
    findings: Findings,
    levels: Mapping[str, int],
    binds: Binds,
    rules: Rules,
) -> ElementResult:
    gates = tuple(_closed_gates(element, record, findings, levels, rules))
    moved: Bearing | None = None
    if next(rule for rule in rules.elements if rule.id == element).gate:
        ground, points, score = None, 0, FULL_SCORE
    else:
        ground, points, score = best_ground(element, record.claim, levels, rules)
        score, moved = _apply_precedents(score, binds, rules)
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
    """The ground that gives an element the highest score, with its points and that score.

    (None, 0, 0) where no ground has this claim. The first ground of a claim always counts, even
    without the levels that it requires, so that every claim has one to measure by.
    """
    of_claim = [ground for ground in rules.grounds if claim in ground.claims]
    scored = [
        (ground_score(ground.elements[element], levels), ground)
        for ground in of_claim
        if ground is of_claim[0] or reaches(levels, ground.requires)
    ]
    if not scored:
        return None, 0, 0
    score, ground = max(scored, key=lambda pair: pair[0])
    return ground, points_of(ground.elements[element], levels), score


def reaches(levels: Mapping[str, int], required: Mapping[str, int]) -> bool:
    """Whether every dimension named has at least the level required."""
    return all(levels[name] >= least for name, least in required.items())


def points_of(points: Points, levels: Mapping[str, int]) -> int:
    return sum(weight * levels[name] for name, weight in points.weights.items())


def ground_score(points: Points, levels: Mapping[str, int], *, half: int = FULL_SCORE // 2) -> int:
    """0-100 in two straight lines that meet at the border."""
    have = points_of(points, levels)
    if have < points.border:
        return half * have // points.border
    return min(FULL_SCORE, half + half * (have - points.border) // (points.full - points.border))


def _apply_precedents(score: int, binds: Binds, rules: Rules) -> tuple[int, Bearing | None]:
    """The score after decided cases, and the side that changed it.

    Where Chinese decisions on both sides bind, those that protect prevail.
    """
    settings = rules.precedents
    moved: Bearing | None = None
    arguable = rules.status["arguable"] <= score < rules.status["met"]
    if arguable and binds.foreign_for != binds.foreign_against:
        score = settings.persuasive.floor if binds.foreign_for else settings.persuasive.ceiling
        moved = "for" if binds.foreign_for else "against"
    if binds.home_against and score > settings.domestic.ceiling:
        score, moved = settings.domestic.ceiling, "against"
    if binds.home_for and score < settings.domestic.floor:
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
        if gate.unless and reaches(levels, gate.unless):
            continue
        if gate.record is not None and not record_meets(record, gate.record):
            continue
        if gate.input is not None and not any(matching_inputs(record, gate.input)):
            continue
        if gate.no_human and findings.has_human:
            continue
        yield gate


def gate_fields(gate: Gate) -> tuple[str, ...]:
    """The fields of the record that a gate stands on."""
    if gate.record is not None:
        return tuple(sorted(gate.record))
    return ("inputs",) if gate.input is not None else ("parties", "steps")
