"""A basis of ownership and its conditions, as claimed and as proved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assessments.engine.codes import Basis, ConditionStatus, OwnershipBasis
from assessments.engine.ownership_links import linked_evidence_of
from assessments.engine.ownership_proof import OwnershipProof
from assessments.engine.people import People, ids
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from cases.record import Party

NOTHING = Facts()


class Claims(People):
    """Makes the bases of a case; a condition counts as proved only where it is shown."""

    @cached_property
    def proof(self) -> OwnershipProof:
        return OwnershipProof(self.case, self.times)

    def condition(
        self,
        code: str,
        status: ConditionStatus,
        shown: bool,
        facts: Facts,
        against: Facts = NOTHING,
    ) -> OwnershipCondition:
        return OwnershipCondition(
            code=code,
            claimed=status,
            proved=status if shown else "open",
            facts=facts,
            against=against,
        )

    def claim(
        self,
        basis: OwnershipBasis,
        parties: Sequence[Party],
        conditions: Sequence[OwnershipCondition],
        also: tuple[str, ...] = (),
    ) -> OwnershipClaim:
        return OwnershipClaim(
            basis=basis,
            owner=", ".join(party.name for party in parties),
            parties=ids(parties),
            conditions=tuple(conditions),
            claimed=on_all(conditions, "claimed"),
            proved=_no_better(conditions),
            evidence=linked_evidence_of(self.record, self.contract_by_id, conditions),
            authority=(*self.rules.authority[basis], *also, *self._of_software(basis)),
        )

    def _of_software(self, basis: OwnershipBasis) -> tuple[str, ...]:
        """The articles of the Software Regulations that stand beside the Law."""
        is_software = self.record.kind in self.rules.software_kinds
        return self.rules.software_authority.get(basis, ()) if is_software else ()


def with_conditions(claim: OwnershipClaim, added: Sequence[OwnershipCondition]) -> OwnershipClaim:
    """The same basis with further conditions."""
    conditions = (*claim.conditions, *added)
    return claim.model_copy(
        update={
            "conditions": conditions,
            "claimed": on_all(conditions, "claimed"),
            "proved": _no_better(conditions),
        }
    )


def _no_better(conditions: Sequence[OwnershipCondition]) -> ConditionStatus:
    """What is proved of a basis: what is not met as claimed is never met, and refuted if shown.

    What is only stated is shown against nobody.
    """
    proved = on_all(conditions, "proved")
    return "open" if proved == "met" and on_all(conditions, "claimed") == "not_met" else proved


def on_all(conditions: Sequence[OwnershipCondition], basis: Basis) -> ConditionStatus:
    """Whether all conditions of owning are met on one of the two answers."""
    found = {getattr(c, basis) for c in conditions if not c.of_use}
    return "not_met" if "not_met" in found else "open" if "open" in found else "met"
