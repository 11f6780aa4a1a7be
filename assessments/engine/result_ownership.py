"""The parts of a result that say who would own the work, if it is one."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.engine.codes import Basis, ConditionStatus, Ids, OwnershipBasis, Scope
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
    of_use: bool = False
    """Whether it is a condition of using the work only: who owns it does not depend on it."""


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

    def on(self, basis: Basis) -> ConditionStatus:
        """Whether all conditions are met on one of the two answers."""
        return self.claimed if basis == "claimed" else self.proved


class LayerOwnership(Value):
    """Who would own one layer, if it is protected."""

    layer: str
    """Id of the layer."""
    bases: tuple[OwnershipClaim, ...]
    """Every basis that the facts raise."""
    owner: str = ""
    """Names of the owners of this layer as claimed; empty where no basis is met."""
    basis: OwnershipBasis = "none"
    """The basis on which they own it."""
    proved_owner: str = ""
    """Names of its owners on what can be shown today."""
    proved_basis: OwnershipBasis = "none"
    """The basis that is met on what can be shown today."""
    because: str = ""
    """The code of the reason; empty in results that did not say."""
    separate: bool = False
    """Whether its author may exercise the rights in it apart from an audiovisual work."""

    @property
    def reason(self) -> str:
        """The code of the reason for its owner, or for none."""
        return self.because or f"ownership.{self.basis}"

    @property
    def is_hypothetical(self) -> bool:
        """Whether it is unlikely to be a work: its bases say whose it would be if it were one."""
        return self.because == "ownership.uncertain_work"

    @property
    def authority(self) -> Ids:
        """Ids of the rules of the basis on which it is owned."""
        return next((claim.authority for claim in self.bases if claim.basis == self.basis), ())


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
    """Every layer with all bases; `owner` and `basis` are those of the strongest layer that may be
    a work."""
    layer: str = ""
    """Id of the layer that `owner` and `basis` speak of; empty where they speak of none."""
    proved_owner: str = ""
    """Names of its owners on what can be shown today; empty where no basis is met on that."""
    proved_basis: OwnershipBasis | None = None
    """The basis that is met on what can be shown today; absent in results that did not say."""


def layers_alike(owned: Ownership) -> list[tuple[LayerOwnership, ...]]:
    """Layers with bases, those together whose bases differ at most in the steps they name."""
    groups: dict[tuple[object, ...], list[LayerOwnership]] = {}
    for layer in owned.layers:
        if layer.bases:
            key = (layer.is_hypothetical, *map(_key, layer.bases))
            groups.setdefault(key, []).append(layer)
    return [tuple(layers) for layers in groups.values()]


def owners_alike(owned: Ownership) -> list[tuple[LayerOwnership, ...]]:
    """Layers that may be owned, those together that have one owner as claimed and as proved."""
    groups: dict[tuple[object, ...], list[LayerOwnership]] = {}
    for layer in owned.layers:
        if layer.bases:
            owners = (layer.owner, layer.basis, layer.proved_owner, layer.proved_basis)
            key = (*owners, layer.reason, layer.separate)
            groups.setdefault(key, []).append(layer)
    return [tuple(layers) for layers in groups.values()]


def owners_apart(owned: Ownership, scope: Scope | None) -> list[tuple[LayerOwnership, ...]]:
    """The layers by their owners where each is named with its layers; none where all have one.

    Where a style, an idea or an arrangement is claimed alone, owners are those of what it is in.
    """
    groups = owners_alike(owned)
    return groups if len(groups) > 1 or scope in ("style", "arrangement") else []


def bases_together(layers: tuple[LayerOwnership, ...]) -> tuple[OwnershipClaim, ...]:
    """The bases of layers that are alike, each with the facts of all of them."""
    return tuple(
        _join_claims(same) for same in zip(*(layer.bases for layer in layers), strict=True)
    )


def _key(claim: OwnershipClaim) -> tuple[object, ...]:
    parts = [(c.code, c.claimed, c.proved) for c in claim.conditions]
    return (claim.basis, claim.parties, *parts)


def _join_claims(claims: tuple[OwnershipClaim, ...]) -> OwnershipClaim:
    same = zip(*(claim.conditions for claim in claims), strict=True)
    conditions = tuple(
        each[0].model_copy(
            update={
                "facts": all_facts([condition.facts for condition in each]),
                "against": all_facts([condition.against for condition in each]),
            }
        )
        for each in same
    )
    evidence = tuple(dict.fromkeys(name for claim in claims for name in claim.evidence))
    return claims[0].model_copy(update={"conditions": conditions, "evidence": evidence})


def all_facts(several: Sequence[Facts]) -> Facts:
    """The facts of all of them, each once."""
    return Facts(
        **{
            name: tuple(dict.fromkeys(item for facts in several for item in getattr(facts, name)))
            for name in ("steps", "inputs", "fields", "tools", "parties", "contracts")
        }
    )
