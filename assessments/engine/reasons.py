"""Reasons as data: a code, the facts that it stands on and an authority; never a sentence.

Sentences are made elsewhere from these alone, so that page and memo cannot state different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessments.engine.case import Case
from assessments.engine.codes import (
    FULL_LEVEL,
    Basis,
    Bearing,
    ElementName,
    ElementStatus,
    GroundBasis,
)
from assessments.engine.findings import Observation, Whole, best_of, observe_whole
from assessments.engine.judging import gate_fields
from assessments.engine.layers import LayerReading
from assessments.engine.placement import PlacedPrecedent
from assessments.engine.presumption import (
    lacking_reason,
    presumed_layer,
    presumed_level,
    presumed_reason,
)
from assessments.engine.reason_sources import (
    ATTACHED_ONLY,
    EFFECT_UNPROVED,
    names_of_ground,
    source_of,
)
from assessments.engine.result import DimensionLevel, ElementAnswer
from assessments.engine.result_reasons import DimensionReason, Facts, Reason
from assessments.engine.rules import Gate, Rules
from assessments.engine.structure import Shape
from assessments.engine.unstated import WITHOUT_CHANGE, absent_code, stated_code

LABEL_ONLY = "evidence.label_only"
OPINION_ONLY = "evidence.opinion_only"
STRONG_FROM, WEAK_TO = 3, 1  # levels of the scale 0-4 that weigh for and against
# Fields that an open gate stands on, by element.
OPEN_GATE_FIELDS = {"field": ("kind", "subject_matter"), "form": ("claim", "fixed")}
OPEN_FIELDS: tuple[str, ...] = ("steps", "inputs")
BEARINGS: Mapping[ElementStatus, Bearing] = {
    "met": "for",
    "arguable": "neutral",
    "not_met": "against",
    "open": "neutral",
}


@dataclass(frozen=True, kw_only=True)
class Rest:
    """What the answer on a layer rests on, with the decided works that bind it or stand near."""

    basis: GroundBasis
    met: Sequence[PlacedPrecedent] = ()
    not_met: Sequence[PlacedPrecedent] = ()
    law: tuple[str, ...] = ()  # articles that bind

    @property
    def bound_by(self) -> tuple[str, ...]:
        """Articles and slugs, those for the layer first."""
        return (*self.law, *(placed.slug for placed in (*self.met, *self.not_met)))


def rest_of(case: Case, reading: LayerReading, basis: Basis) -> Rest:
    """What binds a layer, or which decided works stand nearest on either side."""
    verdict = reading.verdict
    if verdict.is_closed:
        closed = [gate for gate in verdict.gates if gate.holds == "not_met"]
        return Rest(basis="bound", law=_unique(name for g in closed for name in g.authority))
    placed = [layer.placed for layer in case.reading(basis)]
    met, not_met = case.base.binding_precedents(reading.placed, placed, basis)
    count = case.rules.precedents.listed_per_outcome
    met, not_met = met[:count], not_met[:count]
    if verdict.is_conflict:
        return Rest(basis="conflict", met=met, not_met=not_met)
    law = verdict.ground.authority if verdict.by_statute and verdict.ground else ()
    if verdict.is_bound:
        return Rest(basis="bound", met=met, not_met=not_met, law=law)
    near = case.base.nearest_on_each_side(reading.placed)
    if near and not reading.is_labelled:  # labels are near to nothing that a court found
        grant, refusal = near
        return Rest(basis="between", met=[grant], not_met=[refusal])
    return Rest(basis="scale")


def dimension_levels(case: Case, basis: Basis) -> dict[str, DimensionLevel]:
    """Every dimension with the highest level that any layer reaches, and what it stands on."""
    best = {} if case.shapes else _observations_of_whole(case, basis)
    for reading in case.reading(basis):
        for name, seen in reading.observations.items():
            if name not in best or (seen.level, seen.full) > (best[name].level, best[name].full):
                best[name] = seen
    claimed = _claimed_observations(case)
    return {
        name: DimensionLevel(
            level=best[name].level if name in best else 0,
            of=FULL_LEVEL,
            because=_code(case, None, name, best.get(name), basis, claimed.get(name)),
            **_supporting_facts(name, best.get(name), claimed.get(name)),
            authority=source_of(
                case,
                _code(case, None, name, best.get(name), basis, claimed.get(name)),
                best.get(name),
                claimed.get(name),
            ),
        )
        for name in case.rules.dimension_ids
    }


def _observations_of_whole(case: Case, basis: Basis) -> dict[str, Observation]:
    """What is stated of the work as a whole, which needs no layer."""
    whole = Whole(
        distinctiveness=case.appraiser.distinctiveness(basis),
        foreseeability=case.appraiser.foreseeability(basis),
    )
    return best_of(observe_whole(whole, case.base.criteria))


def _claimed_observations(case: Case) -> dict[str, Observation]:
    best: dict[str, Observation] = {}
    for reading in case.reading("claimed"):
        for name, seen in reading.observations.items():
            if name not in best or seen.level > best[name].level:
                best[name] = seen
    return best


def element_answers(
    case: Case, reading: LayerReading | None, rest: Rest | None, basis: Basis
) -> dict[ElementName, ElementAnswer]:
    """The four elements of the layer that the word of the work comes from."""
    return {
        rule.id: _element_answer(rule.id, case, reading, rest, basis)  # type: ignore[misc]
        for rule in case.rules.elements
    }


def _element_answer(
    element: str, case: Case, reading: LayerReading | None, rest: Rest | None, basis: Basis
) -> ElementAnswer:
    rule = next(rule for rule in case.rules.elements if rule.id == element)
    gates = reading.verdict.gates if reading else case.gates
    reasons: list[Reason] = [_gate_reason(gate) for gate in gates if gate.element == element]
    if reading is None or rest is None or (case.is_open and not rule.gate):
        if not reasons:
            fields = OPEN_GATE_FIELDS.get(element, OPEN_FIELDS)
            code = f"{element}.open" if rule.gate else "element.cannot_be_said"
            bears: Bearing = "for" if rule.gate else "neutral"
            reasons = [
                Reason(code=code, bears=bears, facts=Facts(fields=fields), authority=rule.authority)
            ]
        closes = any(g.element == element and g.holds == "not_met" for g in gates)
        status: ElementStatus = "not_met" if closes else "met" if rule.gate else "open"
        return ElementAnswer(
            status=status, score=_position(status, "scale", case.rules), reasons=tuple(reasons)
        )
    status = reading.verdict.statuses[element]
    closed = tuple(g for g in gates if g.element == element and g.holds == "not_met")
    if closed:
        basis_of: GroundBasis = "bound"
        bound_by = _unique(name for gate in closed for name in gate.authority)
    elif rule.gate:
        basis_of, bound_by = "bound", rule.authority
        if not reasons:
            fields = OPEN_GATE_FIELDS[element]
            reasons = [
                Reason(
                    code=f"{element}.open",
                    bears="for",
                    facts=Facts(fields=fields),
                    authority=rule.authority,
                )
            ]
    else:
        basis_of, bound_by = rest.basis, rest.bound_by
        if reading.verdict.is_closed and reading.verdict.by_statute and reading.verdict.ground:
            bound_by = reading.verdict.ground.authority  # not the gate of another element
        if presumed_layer(case, reading, basis):
            reasons.append(presumed_reason(case))
        elif lacking := lacking_reason(case, reading, basis):
            reasons.append(lacking)
        reasons += _reasons_of_rest(element, status, rest, reading, case)
        if reading.verdict.ground is not None:
            reasons += _dimension_reasons(element, reading, case, basis)
        if not reasons:
            reasons = [_nothing_reason(rule.authority)]
    return ElementAnswer(
        status=status,
        score=_position(status, basis_of, case.rules),
        reasons=tuple(reasons),
        basis=basis_of,
        bound_by=bound_by,
    )


def _position(status: ElementStatus, basis: GroundBasis, rules: Rules) -> int:
    if status in ("arguable", "open"):
        return rules.positions["arguable"]
    return rules.positions[f"bound_{status}" if basis == "bound" else status]


def _nothing_reason(authority: tuple[str, ...]) -> Reason:
    return Reason(
        code="ground.none", bears="against", facts=Facts(fields=("steps",)), authority=authority
    )


def _gate_reason(gate: Gate) -> Reason:
    return Reason(
        code=gate.code,
        bears="against",
        facts=Facts(fields=gate_fields(gate)),
        authority=gate.authority,
    )


def _reasons_of_rest(
    element: str, status: ElementStatus, rest: Rest, reading: LayerReading, case: Case
) -> Iterator[Reason]:
    ground = reading.verdict.ground
    read = ground.dimensions[element] if ground else ()
    if rest.basis == "between":
        codes = ("precedent.nearest_granted", "precedent.nearest_refused")
    else:
        codes = ("precedent.at_least_as_strong", "precedent.at_most_as_strong")
    if reading.verdict.by_statute and ground is not None:
        of_statute = Facts(steps=reading.shape.steps, inputs=reading.shape.inputs, dimensions=read)
        yield Reason(
            code=f"statute.{reading.shape.kind}",
            bears="for",
            facts=of_statute,
            authority=ground.authority,
        )
    sides: tuple[tuple[Sequence[PlacedPrecedent], str, Bearing], ...] = (
        (rest.met, codes[0], "for"),
        (rest.not_met, codes[1], "against"),
    )
    for placed, code, bears in sides:
        if placed:
            slugs = tuple(precedent.slug for precedent in placed)
            yield Reason(
                code=code,
                bears=bears if rest.basis != "between" else "neutral",
                facts=Facts(
                    precedents=slugs, moved=rest.basis in ("bound", "conflict"), dimensions=read
                ),
                authority=slugs,
            )
    verdict = reading.verdict
    decided = verdict.by_statute or verdict.binds.granted or verdict.binds.refused
    limited = any(gate.element == element for gate in verdict.gates)
    if ground is not None and not decided and not limited:
        yield Reason(
            code=f"rules.{status}",
            bears=BEARINGS[status],
            facts=Facts(dimensions=read),
            authority=names_of_ground(ground, status, case),
        )


def _dimension_reasons(
    element: str, reading: LayerReading, case: Case, basis: Basis
) -> Iterator[DimensionReason]:
    """The dimensions that the ground reads, then the others by which the layer bears on it."""
    assert reading.verdict.ground
    claimed = next(r for r in case.reading("claimed") if r.shape.id == reading.shape.id)
    read = reading.verdict.ground.dimensions[element]
    others = [
        rule.id
        for rule in case.rules.dimensions
        if element in rule.bears_on and rule.id not in read and rule.id in claimed.observations
    ]
    for name in [*read, *others]:
        seen, said = reading.observations.get(name), claimed.observations.get(name)
        level = seen.level if seen else 0
        code = _code(case, reading.shape, name, seen, basis, said)
        facts = {key: ids for key, ids in _supporting_facts(name, seen, said).items() if ids}
        yield DimensionReason(
            code=code,
            bears=_bearing(code, level) if name in case.rules.counted else "neutral",
            dimension=name,
            level=level,
            of=FULL_LEVEL,
            facts=Facts(**facts),
            authority=source_of(case, code, seen, said),
        )


def _bearing(code: str, level: int) -> Bearing:
    """What is shown only in part of what is claimed does not read as speaking for the work."""
    if level >= STRONG_FROM:
        told_in_part = code.endswith((".partly_proved", WITHOUT_CHANGE)) or code in (
            LABEL_ONLY,
            OPINION_ONLY,
        )
        return "neutral" if told_in_part else "for"
    return "against" if level <= WEAK_TO else "neutral"


def _code(
    case: Case,
    shape: Shape | None,
    dimension: str,
    seen: Observation | None,
    basis: Basis,
    claimed: Observation | None,
) -> str:
    if seen is not None and seen.level:
        # The criterion that a lower level meets may state the contrary of what is claimed.
        of_acts = bool(seen.steps or seen.inputs)
        lower = claimed is not None and seen.level < claimed.level and of_acts
        if seen.level < seen.full or (basis == "proved" and lower):
            return f"{dimension}.partly_proved"
        if presumed_level(case, seen, basis):
            return f"{dimension}.presumed"
        if seen.is_bare and seen.level > WEAK_TO:
            return LABEL_ONLY
        of_whole = f"{dimension}.{getattr(case.record, dimension, None)}"
        if case.record.appraiser == "maker" and seen.code == of_whole and seen.level > WEAK_TO:
            return OPINION_ONLY
        # Of the same level, what is claimed says why; the lower values of what is proved do not.
        same = claimed is not None and claimed.level == seen.level
        return stated_code(case, claimed if same and claimed else seen)
    if basis == "proved" and claimed is not None and claimed.level:
        if claimed.evidence:
            return ATTACHED_ONLY
        of_effects = dimension == "foreseeability" and case.record.foreseeability is None
        return EFFECT_UNPROVED if of_effects else f"{dimension}.unproved"
    return absent_code(case, dimension, shape)


def _supporting_facts(
    dimension: str, seen: Observation | None, claimed: Observation | None
) -> dict[str, tuple[str, ...]]:
    """The facts that a level stands on; where it is 0, the facts that were looked at."""
    carried = seen is not None and bool(seen.level)
    observation = seen if carried else claimed
    if observation is None:
        return {"steps": (), "inputs": (), "fields": (_field_of(dimension),), "evidence": ()}
    over = observation.carried_from
    fields = (over,) if over else observation.fields
    if not (observation.steps or observation.inputs or fields):
        fields = (_field_of(dimension),)
    return {
        "steps": observation.steps,
        "inputs": observation.inputs,
        "fields": fields,
        "evidence": observation.evidence if carried else (),
    }


def _field_of(dimension: str) -> str:
    """The field of the record that states a dimension."""
    if dimension == "own_input":
        return "inputs"
    return dimension if dimension in ("distinctiveness", "foreseeability") else "steps"


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
