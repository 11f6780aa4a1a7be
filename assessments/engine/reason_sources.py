"""What speaks for a reason: the articles and decisions that say the very thing, or none.

A level is a rule of this program. A decision stands under it only where its decider held that
level, and an article only where its words are of that act; `rules/dimensions.yaml` names both.
"""

from __future__ import annotations

from collections.abc import Mapping

from assessments.engine.case import Case
from assessments.engine.codes import ElementStatus, Outcome
from assessments.engine.findings import Observation
from assessments.engine.rules import Ground
from assessments.engine.rules_proof import Sourced
from assessments.engine.unstated import ONE_PART, PARTS_CHOSEN

EFFECT_UNPROVED = "foreseeability.effect_unproved"  # nobody said that anything was foreseen
ATTACHED_ONLY = "evidence.attached_only"
OF_PROOF = (".unproved", ".partly_proved")
ARRANGING = ("prc-copyright-law-15",)  # selection or arrangement of parts
ALIKE: Mapping[ElementStatus, Outcome] = {"met": "protected", "not_met": "not_protected"}


def source_of(
    case: Case, code: str, seen: Observation | None, claimed: Observation | None
) -> tuple[str, ...]:
    """What speaks for the very sentence of a code; none where a rule of this program alone says it.

    That evidence does not carry what is claimed follows from the burden of proof; whether data are
    genuine is asked only where electronic data were brought for it.
    """
    for observation in (seen, claimed):
        if observation is not None and observation.code == code:
            return _names(observation.source, case)
    if code.endswith(OF_PROOF) or code in (ATTACHED_ONLY, EFFECT_UNPROVED):
        return _names(case.rules.proof, case, _electronic(case, seen, claimed))
    return ARRANGING if code in (ONE_PART, PARTS_CHOSEN) else ()


def _electronic(case: Case, *found: Observation | None) -> tuple[str, ...]:
    proof = case.rules.proof
    linked = {name for each in found if each is not None for name in each.evidence}
    kinds = {piece.what for piece in case.record.evidence if piece.id in linked}
    return proof.electronic_authority if kinds & proof.electronic else ()


def names_of_ground(ground: Ground, status: ElementStatus, case: Case) -> tuple[str, ...]:
    """The articles of a ground, and its decisions that came out as the rules do here."""
    outcomes, alike = case.base.outcomes, ALIKE.get(status)
    return tuple(
        name
        for name in _names(ground, case)
        if name in ground.authority or (name in outcomes and outcomes[name] == alike)
    )


def _names(rule: Sourced, case: Case, beside: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The articles of a rule and beside it, and the decisions of the library that illustrate it."""
    decisions = (slug for slug in rule.illustrated_by if slug in case.base.outcomes)
    return (*rule.authority, *beside, *decisions)
