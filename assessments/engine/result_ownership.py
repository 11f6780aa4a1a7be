"""The parts of a result that say who would own the work, if it is one."""

from __future__ import annotations

from assessments.engine.codes import ConditionStatus, Ids, OwnershipBasis
from assessments.engine.result_reasons import Facts
from cases.record.schema import Value


class OpenQuestion(Value):
    """A question on ownership that the record leaves open."""

    code: str
    """Which question it is."""
    facts: Facts
    """What gives rise to it."""


class OwnershipCondition(Value):
    """A condition of a basis of ownership, with the facts for it and against it."""

    code: str
    """Which condition it is."""
    claimed: ConditionStatus
    """Whether it is met if everything stated is accepted."""
    proved: ConditionStatus
    """Whether it is met on what can be shown today."""
    facts: Facts
    """What speaks for it."""
    against: Facts = Facts()
    """What speaks against it."""


class OwnershipClaim(Value):
    """A basis on which somebody would own a layer; bases stand beside one another."""

    basis: OwnershipBasis
    """The basis."""
    owner: str
    """Names of those who would own the layer."""
    parties: Ids
    """Their ids."""
    conditions: tuple[OwnershipCondition, ...]
    """What the basis requires."""
    claimed: ConditionStatus
    """Whether all are met if everything stated is accepted."""
    proved: ConditionStatus
    """Whether all are met on what can be shown today."""
    evidence: Ids
    """Ids of the evidence that a person linked to these facts."""
    authority: Ids
    """Ids of the rules."""


class LayerOwnership(Value):
    """Who would own one layer, if it is protected."""

    layer: str
    """Id of the layer."""
    bases: tuple[OwnershipClaim, ...]
    """Every basis that the facts raise."""


class Ownership(Value):
    """Who owns the work, if it is one."""

    owner: str
    """Names of the owners; empty where nobody who could own it is named."""
    basis: OwnershipBasis
    """The rule that decides."""
    because: str
    """The code of the reason."""
    parties: Ids
    """Ids of the owners."""
    authority: Ids
    """Ids of rules and slugs of decisions."""
    open_questions: tuple[OpenQuestion, ...]
    """What the record leaves open."""
    layers: tuple[LayerOwnership, ...] = ()
    """Every layer with all bases; `owner` and `basis` are those of the strongest layer."""
