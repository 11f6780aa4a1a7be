"""Rights that somebody gives on who did not make the layer: employer, studio, first commissioner.

A contract passes on only what whoever gives has. An employee keeps the copyright (Copyright Law
art. 18(1)), and whoever was commissioned (art. 19), unless a contract or the law gives it to the
other side; so each link of the chain rests on the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.engine.codes import Basis, ConditionStatus, OwnershipBasis
from assessments.engine.ownership_agreements import GIVING_WORDS
from assessments.engine.ownership_claims import NOTHING
from assessments.engine.ownership_contracts import is_bound
from assessments.engine.ownership_persons import ByPerson
from assessments.engine.people import binds, ids, roles_of
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from cases.record import Contract, Party

EMPLOYER_HAS_RIGHTS = "condition.employer_has_rights"
GIVER_HAS_RIGHTS = "condition.giver_has_rights"
HAVING_RIGHTS = (EMPLOYER_HAS_RIGHTS, GIVER_HAS_RIGHTS)
ON_BOTH: tuple[Basis, ...] = ("claimed", "proved")
ORDER: tuple[ConditionStatus, ...] = ("met", "open", "not_met")  # the best first


class ByChain(ByPerson):
    """The bases of those to whom others than the makers give the rights by contract."""

    def in_chain(
        self, claims: Sequence[OwnershipClaim], makers: Sequence[Party]
    ) -> tuple[OwnershipClaim, ...]:
        """Follow contracts of which no maker is a party, from link to link; each counts once."""
        found: list[OwnershipClaim] = []
        left = [
            contract
            for contract in self.timely(self.contracts("commission", "assignment", "cooperation"))
            if not binds(contract, makers)
        ]
        while makers:
            known = [*claims, *found]
            linked = [c for c in left if self._givers(c, known, makers)]
            if not linked:
                break
            for contract in linked:
                left.remove(contract)
                found += self._of_link(contract, known, makers)
        return tuple(found)

    def _givers(
        self, contract: Contract, claims: Sequence[OwnershipClaim], makers: Sequence[Party]
    ) -> list[Party]:
        """Those of its parties who have the rights of the makers, or may have them."""
        taking = {
            name
            for claim in claims
            if claim.basis in self.rules.takers or claim.basis == "commissioned_work"
            for name in claim.parties
        }
        named = [self.by_id[name] for name in contract.parties if name in self.by_id]
        giving = [p for p in named if p.id in taking or self.stands_between(p, makers)]
        return giving if len(giving) < len(named) else []

    def _of_link(
        self, contract: Contract, claims: Sequence[OwnershipClaim], makers: Sequence[Party]
    ) -> Iterator[OwnershipClaim]:
        givers = self._givers(contract, claims, makers)
        receiving = [p for p in self.receivers(contract, givers) if p not in makers]
        if contract.says in GIVING_WORDS and receiving and set(receiving) - set(givers):
            yield self._given_on(contract, givers, receiving, claims, makers)
        elif contract.kind == "commission" and contract.says not in GIVING_WORDS:
            yield self._kept(contract, givers, claims, makers)

    def _given_on(
        self,
        contract: Contract,
        givers: Sequence[Party],
        receiving: Sequence[Party],
        claims: Sequence[OwnershipClaim],
        makers: Sequence[Party],
    ) -> OwnershipClaim:
        """By the contract the rights go to another, as far as whoever gives them has them."""
        is_commission = contract.kind == "commission"
        code = f"condition.{'contract_gives_commissioner' if is_commission else 'assigned'}"
        conditions = [
            self.agreed_by_all(code, [contract], givers),
            self.has_rights(givers, claims, makers),
            *self.reservations([contract]),
        ]
        if is_commission:
            conditions.insert(0, self._ordered_from(contract, givers))
        else:
            conditions.append(self.in_writing(contract))
        basis: OwnershipBasis = "commissioned_work" if is_commission else "assignment"
        return self.claim(basis, receiving, conditions, self._also(givers))

    def _kept(
        self,
        contract: Contract,
        givers: Sequence[Party],
        claims: Sequence[OwnershipClaim],
        makers: Sequence[Party],
    ) -> OwnershipClaim:
        """Where the commission gives nothing, whoever was commissioned keeps what they have."""
        leaving = contract.says in ("silent", "author_owns")
        kept = self.condition(
            "condition.contract_leaves_commissioned",
            "met" if leaving else "open",
            self.proof.shows_contracts([contract]),
            Facts(contracts=(contract.id,)),
        )
        conditions = [
            self._ordered_from(contract, givers),
            kept,
            self.has_rights(givers, claims, makers),
        ]
        return self.claim("commissioned_work", givers, conditions, self._also(givers))

    def _ordered_from(self, contract: Contract, givers: Sequence[Party]) -> OwnershipCondition:
        """That the other side of the contract ordered the work."""
        giving = ids(givers)
        ordering = tuple(x for x in contract.parties if x in self.by_id and x not in giving)
        return self.condition(
            "condition.commissioned",
            "met",
            self.proof.shows_agreements([contract]),
            Facts(parties=ordering, contracts=(contract.id,)),
        )

    def has_rights(
        self,
        givers: Sequence[Party],
        claims: Sequence[OwnershipClaim],
        makers: Sequence[Party],
    ) -> OwnershipCondition:
        """That those who give the rights on have them: the best of the bases on which they do.

        Without any, a contract with the makers that leaves the rights to them refutes it.
        """
        own = [
            c
            for c in claims
            if set(c.parties) <= set(ids(givers))
            and (c.basis in self.rules.takers or c.basis == "commissioned_work")
        ]
        with_makers = [
            c
            for c in self.deciding(self.timely(self.contracts("employment", "commission")))
            if binds(c, givers) and binds(c, makers)
        ]
        leaving = [c for c in with_makers if c.says in ("silent", "author_owns")]
        refuting = leaving if all(is_bound(leaving, maker) for maker in makers) else []
        if own:
            claimed, proved = (
                min((c.on(basis) for c in own), key=ORDER.index) for basis in ON_BOTH
            )
        else:
            claimed = "not_met" if refuting else "open"
            proved = "not_met" if refuting and self.proof.shows_contracts(refuting) else "open"
        best = [c for c in own if c.claimed == claimed]
        giving = tuple(
            dict.fromkeys(n for c in best for x in c.conditions for n in x.facts.contracts)
        )
        against = (
            NOTHING if claimed == "met" else Facts(parties=ids(makers), contracts=ids(leaving))
        )
        return OwnershipCondition(
            code=EMPLOYER_HAS_RIGHTS if self._employ(givers) else GIVER_HAS_RIGHTS,
            claimed=claimed,
            proved=proved,
            facts=Facts(parties=ids(givers), contracts=giving if claimed == "met" else ()),
            against=against,
        )

    def _employ(self, givers: Sequence[Party]) -> bool:
        """Whether those who give are employers of those who made it."""
        by_contract = self.contracts("employment")
        return all("employer" in roles_of(p) or is_bound(by_contract, p) for p in givers)

    def _also(self, givers: Sequence[Party]) -> tuple[str, ...]:
        return self.rules.authority["employee_work"] if self._employ(givers) else ()
