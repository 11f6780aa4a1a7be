"""What contracts of commission and assignment make of a layer (arts. 10 and 19).

A contract settles only what those who made it own. Where the law itself speaks of silence (arts.
17(2) and 19: no agreement), that no contract is recorded is a fact that remains to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assessments.engine.codes import ConditionStatus
from assessments.engine.contract_clauses import is_oral
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_agreements import GIVING_WORDS, USING_KINDS
from assessments.engine.ownership_claims import NOTHING, Claims
from assessments.engine.people import binds, ids, only_helps, roles_of
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from assessments.engine.rules_ownership import CLAUSE_EVENTS
from cases.record import Contract, Party

# Roles of those who have others make a work, and may give it on.
BETWEEN = frozenset({"employer", "host", "producer"})
NO_CONTRACT = Facts(fields=("contracts",))
# Conditions by which a contract gives the rights to somebody.
GIVING = frozenset(
    {
        "condition.assigned",
        "condition.contract_gives_employer",
        "condition.contract_gives_commissioner",
        "condition.contract_shares",
    }
)


class ByContract(Claims):
    """The bases on which commissioners and assignees stand, and those they leave."""

    def commissioned(self, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """The contract decides; where it is silent or there is none, the maker owns (art. 19)."""
        recorded = self.contracts("commission")
        named = self.with_role("commissioner")
        commissioners = named or [p for p in self.others_in(recorded, makers) if not only_helps(p)]
        makers = [party for party in makers if party not in commissioners]
        if not commissioners or not makers:
            return
        elsewhere = self._ordered_elsewhere(makers)
        commissioners = [p for p in commissioners if p.id not in elsewhere]
        if not commissioners:
            return
        if named:  # what somebody else ordered or was ordered is another commission
            recorded = [c for c in recorded if len(c.parties) < 2 or binds(c, commissioners)]
        contracts = [c for c in recorded if binds(c, makers) and binds(c, commissioners)]
        speaking = self.timely(contracts)
        of_role = named and not speaking and not self.timely(recorded)
        ordered = self.condition(
            "condition.commissioned",
            self.concerns(makers, speaking, [] if of_role else recorded),
            self.proof.shows_agreements(speaking) or self.proof.were_examined(commissioners),
            Facts(parties=ids(commissioners), contracts=ids(speaking)),
        )
        owning = {"commissioner_owns"}
        if any(party.kind == "organisation" for party in commissioners):
            owning.add("organisation_owns")
        giving = self.speaking_first(c for c in contracts if c.says in owning)
        sharing = self.speaking_first(c for c in contracts if c.says == "shared")
        for deciding, code, sharers in (
            (giving, "condition.contract_gives_commissioner", []),
            (sharing, "condition.contract_shares", makers),
        ):
            for taking, by, rivals in receivers_of(commissioners, deciding):
                agreed = self.agreed_by_all(code, by, makers, rivals)
                limits = self.reservations(by)
                owners = [*sharers, *taking]
                yield self.claim("commissioned_work", owners, [ordered, agreed, *limits])
        left = self.left_by_contracts(
            "condition.contract_leaves_maker",
            [*giving, *sharing],
            self.deciding(contracts or recorded),
            ("silent", "author_owns"),
            makers,
        )
        yield self.claim("commissioned_work", makers, [ordered, left])

    def stands_between(self, party: Party, makers: Sequence[Party]) -> bool:
        """Whether the makers work for a party who may itself give on what they made."""
        bound = [c for c in self.contracts("employment", "commission") if binds(c, makers)]
        return party not in makers and (
            is_bound(bound, party) or bool(roles_of(party) & BETWEEN and party.kind != "machine")
        )

    def _ordered_elsewhere(self, makers: Sequence[Party]) -> set[str]:
        """Ids of those whose recorded orders went to others, for whom the makers work."""
        commissions = self.contracts("commission")
        orders = [set(c.parties) for c in commissions if not binds(c, makers)]
        direct = {name for c in commissions if binds(c, makers) for name in c.parties}
        reached = {p.id for p in self.humans if self.stands_between(p, makers)}
        elsewhere: set[str] = set()
        while ready := [parties for parties in orders if parties & reached]:
            orders = [parties for parties in orders if not parties & reached]
            elsewhere.update(*ready)
            reached |= elsewhere
        return elsewhere - direct

    def assigned(self, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """A contract that gives the economic rights to another (art. 10(3)); the author stays.

        What creators of the work agree on their shares gives it to nobody else (art. 14).
        """
        for contract in self.contracts("assignment", "cooperation"):
            told = contract.says in GIVING_WORDS
            if not told and (contract.kind == "cooperation" or contract.says == "author_owns"):
                continue
            receiving = self.receivers(contract, makers)
            if not receiving or not makers:
                continue
            if contract.kind == "cooperation" and all(p in self.creators for p in receiving):
                if not set(receiving) <= set(makers):
                    yield self._shared(contract, receiving)
                continue
            if told and binds(contract, makers):
                assigned = self.agreed_by_all("condition.assigned", [contract], makers)
            else:
                facts = Facts(contracts=(contract.id,), parties=ids(receiving))
                assigned = self.condition("condition.assigned", "open", False, facts)
            conditions = [assigned, self.in_writing(contract), *self.reservations([contract])]
            yield self.claim("assignment", receiving, conditions)

    def _shared(self, contract: Contract, authors: Sequence[Party]) -> OwnershipClaim:
        """By their agreement authors hold together what some of them made (art. 14)."""
        shared = self.agreed_by_all("condition.contract_shares", [contract], authors)
        return self.claim("joint_work", authors, [shared, *self.reservations([contract])])

    def in_writing(self, contract: Contract) -> OwnershipCondition:
        """That an assignment was made in writing (art. 27)."""
        return self.condition(
            "condition.in_writing",
            self._written(contract),
            self.proof.shows_writing(contract),
            Facts(contracts=(contract.id,)),
        )

    def _written(self, contract: Contract) -> ConditionStatus:
        """Whether it is stated that a contract is in writing; what was only spoken is not."""
        is_held = self.record.appraiser == "decider"
        if not is_held and is_oral(contract, self.record, self.rules.clauses):
            return "not_met"
        return "met" if self.proof.in_writing(contract) else "open"

    def speaking_first(self, contracts: Iterable[Contract]) -> list[Contract]:
        """Those that speak of this work; where all were made too late, those."""
        found = list(contracts)
        return self.timely(found) or found

    def reservations(self, contracts: Sequence[Contract]) -> list[OwnershipCondition]:
        """What keeps contracts from giving the rights yet: their days, and their own conditions."""
        found = list(self.in_time(contracts))
        for event in CLAUSE_EVENTS:
            waiting = [c for c in contracts if event in self.awaited.get(c.id, ())]
            if waiting:
                is_met = all(event in self.fulfilled[c.id] for c in waiting)
                shown = all(self.proof.shows_event(c, event) for c in waiting)
                of = Facts(contracts=ids(waiting))
                code = f"condition.clause_{event}"
                found.append(self.condition(code, "met" if is_met else "open", shown, of))
        return found

    def in_time(self, contracts: Sequence[Contract]) -> Iterator[OwnershipCondition]:
        """That contracts speak of this work at all, where their days raise that they do not."""
        for code, late in (
            ("condition.contract_made", self.times.future),
            ("condition.contract_before_work", self.times.after),
        ):
            found = [c for c in contracts if c.id in late]
            if found:
                against = Facts(contracts=ids(found))
                yield self.condition(code, "open", False, NOTHING, against=against)

    def others_in(self, contracts: Sequence[Contract], makers: Sequence[Party]) -> list[Party]:
        named = {name for c in contracts if binds(c, makers) for name in c.parties}
        return [p for p in self.humans if p.id in named and p not in makers]

    def concerns(
        self,
        makers: Sequence[Party],
        contracts: Sequence[Contract],
        recorded: Sequence[Contract],
    ) -> ConditionStatus:
        """Whether it is stated that these makers were employed or commissioned.

        A role does not say whose employer or commissioner somebody is: where some made this layer
        and others another, only contracts do.
        """
        if recorded:
            return "met" if all(is_bound(contracts, maker) for maker in makers) else "open"
        return "met" if all(maker in makers for maker in self.creators) else "open"

    def agreed_by_all(
        self,
        code: str,
        contracts: Sequence[Contract],
        makers: Sequence[Party],
        rivals: Sequence[Contract] = (),
    ) -> OwnershipCondition:
        """What contracts give away: only those who made them gave their rights.

        `rivals`: contracts that give the same to others.
        """
        all_agreed = all(is_bound(contracts, party) for party in makers)
        disputed = {c.id for c in contracts} & self.agreements.conflicting
        is_met = all_agreed and not disputed and not rivals
        status: ConditionStatus = "met" if is_met else "open"
        shown = self.proof.shows_contracts(contracts)
        against = Facts(contracts=ids(rivals))
        return self.condition(code, status, shown, Facts(contracts=ids(contracts)), against)

    def left_by_contracts(
        self,
        code: str,
        against: Sequence[Contract],
        contracts: Sequence[Contract],
        saying: tuple[str, ...],
        makers: Sequence[Party] = (),
    ) -> OwnershipCondition:
        """That the rule of the law stands where contracts say so or nothing (arts. 17(2), 19).

        Where no contract is recorded, that is what is stated: it remains to be confirmed.
        """
        if not contracts:
            return self.condition("condition.no_contract_recorded", "met", False, NO_CONTRACT)
        leaving = [c for c in contracts if c.says in saying]
        return self.condition(
            code,
            self.counted_against(against, makers)
            if against
            else "met"
            if len(leaving) == len(contracts)
            else "open",
            self.proof.shows_contracts(against or leaving),
            Facts(contracts=() if against else ids(leaving)),
            against=Facts(contracts=ids(against)),
        )

    def counted_against(
        self, contracts: Sequence[Contract], makers: Sequence[Party]
    ) -> ConditionStatus:
        """What contracts against a condition make of it.

        One that another contradicts, that only some of the makers made, that was made too late or
        that waits for what its clause makes it depend on, opens it.
        """
        waiting = {name for name, of in self.awaited.items() if of - self.fulfilled[name]}
        doubtful = self.agreements.conflicting | self.times.late | waiting
        disputed = {c.id for c in contracts} & doubtful
        all_agreed = all(is_bound(contracts, party) for party in makers)
        return "not_met" if all_agreed and not disputed else "open"

    def of_another_commission(self) -> list[Contract]:
        """Commissions that do not bind the commissioner who is named, or whom a helper ordered."""
        named = self.with_role("commissioner")
        return [
            contract
            for contract in self.contracts("commission")
            if len(contract.parties) > 1
            and not binds(contract, named)
            and (named or any(self._is_help(contract, maker) for maker in self.creators))
        ]

    def _is_help(self, contract: Contract, maker: Party) -> bool:
        """Whether a contract binds a maker with none but those who helped."""
        others = [self.by_id[name] for name in contract.parties if name != maker.id]
        return binds(contract, [maker]) and bool(others) and all(map(only_helps, others))

    def unclear_contracts(
        self, claims: Sequence[OwnershipClaim], makers: Sequence[Party]
    ) -> list[Contract]:
        """Contracts that give rights away without saying between whom or to whom, or may do so.

        That a contract is recorded whose words on the rights nobody stated leaves nothing settled.
        """
        named = {
            name
            for claim in claims
            for condition in claim.conditions
            for name in (*condition.facts.contracts, *condition.against.contracts)
        }
        return [
            contract
            for contract in self.agreements.standing
            if (contract.kind not in USING_KINDS or self.takes_output(contract))
            and (
                contract.says == "unknown"
                or (contract.says in GIVING_WORDS and contract.id not in named)
                or self.gives_to_nobody(contract)
            )
            and (not contract.parties or binds(contract, makers))
            and not self._is_of_help(contract, makers)
        ]

    def _is_of_help(self, contract: Contract, makers: Sequence[Party]) -> bool:
        """Whether it is a commission of help (printing, typing) beside the one that is named."""
        of_help = any(self._is_help(contract, maker) for maker in makers)
        return contract.kind == "commission" and of_help and bool(self.with_role("commissioner"))

    def gives_to_nobody(self, contract: Contract) -> bool:
        """Whether an organisation is to own by a contract that none is a party to."""
        named = [self.by_id[name] for name in contract.parties]
        kinds = {party.kind for party in named}
        return contract.says == "organisation_owns" and bool(kinds) and "organisation" not in kinds

    def takes_output(self, contract: Contract) -> bool:
        """Whether the terms of a tool are recorded as a contract that gives output to others."""
        is_terms = contract.kind == "tool_terms" and contract.id not in self.times.late
        return is_terms and contract.says in GIVING_WORDS

    def terms_taking(self, reading: LayerReading) -> tuple[str, ...]:
        """The tools of the layer whose terms give output to others: terms are a contract, too."""
        names = set(reading.shape.steps)
        used = {step.tool for step in self.case.appraiser.steps if step.id in names}
        return tuple(
            tool.id
            for tool in self.record.tools
            if tool.id in used and tool.output_terms in self.rules.terms_taking
        )


def receivers_of(
    parties: Sequence[Party], contracts: Sequence[Contract]
) -> Iterator[tuple[list[Party], list[Contract], list[Contract]]]:
    """Who receives by which contracts, and the contracts that give the same to others."""
    taking: dict[tuple[str, ...], list[Party]] = {}
    for party in parties:
        by = ids([c for c in contracts if binds(c, [party])])
        if by:
            taking.setdefault(by, []).append(party)
    for names, receiving in taking.items():
        own = [c for c in contracts if c.id in names]
        yield receiving, own, [c for c in contracts if c.id not in names]


def is_bound(contracts: Sequence[Contract], party: Party) -> bool:
    """Whether a party has made any of the contracts."""
    return any(binds(contract, [party]) for contract in contracts)
