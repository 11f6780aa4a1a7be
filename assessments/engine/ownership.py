"""Who would own each layer, if it is a work: every basis that the facts raise, side by side.

The law orders the bases: what it or a contract gives to another does not stay with those who made
the layer. Such a basis says so in a condition of its own. A machine owns nothing, and nobody owns
what cannot be a work on what is stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from assessments.engine.case import Case
from assessments.engine.codes import Basis, Conclusion, ConditionStatus, OwnershipBasis
from assessments.engine.judging import RANK
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_bases import Bases
from assessments.engine.ownership_chain import HAVING_RIGHTS
from assessments.engine.ownership_claims import NOTHING, with_conditions
from assessments.engine.ownership_contracts import GIVING
from assessments.engine.ownership_persons import SUCCESSION
from assessments.engine.ownership_questions import open_questions
from assessments.engine.people import ids
from assessments.engine.result_ownership import (
    LayerOwnership,
    Ownership,
    OwnershipClaim,
    OwnershipCondition,
)
from assessments.engine.result_reasons import Facts

UNLIKELY = RANK["unlikely"]


def ownership(case: Case, today: dt.date | None = None) -> Ownership:
    """Owner, bases per layer and open questions, each a code with the facts that it stands on."""
    return _Owners(case, today).ownership()


class _Owners(Bases):
    """What the parties and contracts of a record make of each layer."""

    def ownership(self) -> Ownership:
        layers = tuple(map(self._owned, self.case.reading("claimed")))
        headline = self._headline(layers)
        # Nobody owns what is hardly a work; what each layer would be "if it is a work" stays there.
        owned = headline if headline and (headline.owner or headline.proved_owner) else None
        basis: OwnershipBasis = owned.basis if owned else "none"
        chosen = self._choose(owned.bases, "claimed") if owned else None
        return Ownership(
            owner=owned.owner if owned else "",
            basis=basis,
            because=f"ownership.{basis}" if chosen else self._no_owner_code(layers),
            parties=chosen.parties if chosen else (),
            authority=self.rules.authority[basis],
            open_questions=tuple(open_questions(self, layers)),
            layers=layers,
            layer=headline.layer if headline else "",
            proved_owner=owned.proved_owner if owned else "",
            proved_basis=owned.proved_basis if owned else "none",
        )

    def _owned(self, reading: LayerReading) -> LayerOwnership:
        could_be = self.could_be_work(reading)
        claims = self._ordered(reading) if could_be else ()
        word = self.case.word(reading, "claimed")
        is_work = self.is_work(reading)
        claimed = self._choose(claims, "claimed") if is_work else None
        proved = self._choose(claims, "proved") if is_work else None
        return LayerOwnership(
            layer=reading.shape.id,
            bases=claims,
            owner=claimed.owner if claimed else "",
            basis=claimed.basis if claimed else "none",
            proved_owner=proved.owner if proved else "",
            proved_basis=proved.basis if proved else "none",
            because=f"ownership.{claimed.basis}" if claimed else _no_owner(word, is_work),
            separate=self.is_separate(reading),
        )

    def _headline(self, layers: Sequence[LayerOwnership]) -> LayerOwnership | None:
        """The strongest layer; where that is hardly a work, the first one that may be one."""
        strongest = self.case.strongest("claimed")
        owned = [layer for layer in layers if layer.bases]
        of_strongest = [x for x in owned if strongest and x.layer == strongest.shape.id]
        return next(iter([*of_strongest, *owned]), None)

    def _no_owner_code(self, layers: Sequence[LayerOwnership]) -> str:
        if not self.record.parties:
            return "ownership.not_said"
        if not self.humans:
            return "ownership.machine"
        if not layers and self.case.is_open:
            return "ownership.nothing_made"
        word = self.case.word_of_whole("claimed")
        if word != "open" and RANK[word] <= UNLIKELY:
            return _no_owner(word, is_work=False)
        if self.makers:
            return "ownership.none"
        return "ownership.only_help" if self.acting_helpers else "ownership.not_said"

    def _choose(self, claims: Sequence[OwnershipClaim], basis: Basis) -> OwnershipClaim | None:
        met = [c for c in claims if c.parties and c.on(basis) == "met"]
        return min(met, key=lambda claim: self.rules.order.index(claim.basis), default=None)

    # What the law or a contract gives to another

    def _ordered(self, reading: LayerReading) -> tuple[OwnershipClaim, ...]:
        """All bases; those of the makers with what takes the rights from them.

        What a taker gives on does not come back to the makers.
        """
        made = self.makers_of(reading)
        of_makers_and_takers = tuple(self.claims(reading))
        own = [*made, *(p for p in self.owning(reading) if p not in made)]
        chain = self.in_chain(of_makers_and_takers, own)
        makers = set(ids(own))
        return tuple(
            self._with_takers(claim, (*of_makers_and_takers, *chain), reading)
            if claim.basis in self.rules.of_makers
            and (set(claim.parties) <= makers or claim.basis in ("joint_work", SUCCESSION))
            else self._not_passed_on(claim, chain)
            for claim in (*of_makers_and_takers, *chain)
        )

    def _not_passed_on(
        self, claim: OwnershipClaim, chain: Sequence[OwnershipClaim]
    ) -> OwnershipClaim:
        """Whoever takes the rights may have given them on by a contract of their own."""
        if claim.basis not in (*self.rules.takers, *BY_CONTRACT_ALONE):
            return claim
        own = set(claim.parties)
        giving = [c for c in chain if set(_givers_of(c)) & own and contracts_of(c)]
        passed = [c for c in giving if set(c.parties) != own]
        if not passed:
            return claim
        kept = OwnershipCondition(
            code="condition.not_given_away",
            claimed=_after(passed, "claimed"),
            proved=_after(passed, "proved"),
            facts=NOTHING,
            against=Facts(
                contracts=tuple(dict.fromkeys(n for c in passed for n in contracts_of(c)))
            ),
        )
        return with_conditions(claim, [kept])

    def _with_takers(
        self, claim: OwnershipClaim, claims: Sequence[OwnershipClaim], reading: LayerReading
    ) -> OwnershipClaim:
        takers = [
            other
            for other in claims
            if set(other.parties) != set(claim.parties)
            and not _givers_of(other)
            and (other.claimed != "not_met" or self.is_denied_unproved(other))
            and (
                other.basis in self.rules.takers
                or (other.basis in BY_CONTRACT_ALONE and contracts_of(other))
            )
            and not _of_one_article(claim, other)
        ]
        by_contract = [t for t in takers if contracts_of(t)]
        # A presumption stands until the contrary is shown; what may be so does not rebut it. But an
        # employee is named also where the employer has all other rights (art. 18(2)).
        by_law = [
            t
            for t in takers
            if not contracts_of(t)
            and (
                claim.basis != "presumption"
                or t.claimed == "met"
                or t.basis == "special_employee_work"
            )
        ]
        added = [
            *self._given_away(by_contract, claims, reading),
            *self._given_by_law(by_law),
            *self._without_contract(claim, claims),
        ]
        return with_conditions(claim, added)

    def _given_away(
        self,
        takers: Sequence[OwnershipClaim],
        claims: Sequence[OwnershipClaim],
        reading: LayerReading,
    ) -> Iterator[OwnershipCondition]:
        """That no contract gives the rights to another, where one does or may do so."""
        contracts = tuple(dict.fromkeys(name for taker in takers for name in contracts_of(taker)))
        unclear = tuple(c.id for c in self.unclear_contracts(claims, self.makers_of(reading)))
        terms = self.terms_taking(reading)
        if takers or unclear or terms:
            yield OwnershipCondition(
                code="condition.not_given_away",
                claimed=_after(takers, "claimed"),
                proved=_after(takers, "proved"),
                facts=Facts(),
                against=Facts(contracts=tuple(dict.fromkeys((*contracts, *unclear))), tools=terms),
            )

    def _given_by_law(self, takers: Sequence[OwnershipClaim]) -> Iterator[OwnershipCondition]:
        """That the law gives the rights to nobody else, where facts raise that it does.

        An exception of which no fact says that it applies leaves the rule standing as claimed.
        """
        if not takers:
            return
        raised = [taker for taker in takers if self.is_raised(taker)]
        of = Facts(parties=tuple(dict.fromkeys(name for t in takers for name in t.parties)))
        yield OwnershipCondition(
            code="condition.no_other_by_law",
            claimed=_after(raised, "claimed") if raised else "met",
            proved=_after(takers, "proved"),
            facts=NOTHING if raised else of,
            against=of if raised else NOTHING,
        )

    def _without_contract(
        self, claim: OwnershipClaim, claims: Sequence[OwnershipClaim]
    ) -> Iterator[OwnershipCondition]:
        """An employee owns as author, too, only while no contract of employment says otherwise."""
        none = self.no_contract()
        of_employee = [c for c in claims if c.basis == "employee_work" and none in c.conditions]
        if of_employee and claim.basis in ("author", "joint_work", "compilation", "adaptation"):
            yield none


def _no_owner(word: Conclusion, is_work: bool) -> str:
    """Why nobody owns a layer or work: no basis is met, or there is hardly a work to own."""
    if is_work:
        return "ownership.none"
    return f"ownership.{'not_protected' if word == 'not_protected' else 'uncertain_work'}"


# Bases that take the rights only where a contract says so.
BY_CONTRACT_ALONE = ("commissioned_work", "joint_work")

# Bases of one article: their own conditions say which of the two applies.
FAMILIES = {
    ("employee_work", "special_employee_work"),
    ("commissioned_work", "commissioned_work"),
}


def _of_one_article(claim: OwnershipClaim, other: OwnershipClaim) -> bool:
    """Whether their own conditions say which of the two applies; of a law none of them does."""
    by_law = other.basis == "special_employee_work" and not contracts_of(other)
    return (claim.basis, other.basis) in FAMILIES and not by_law


def contracts_of(claim: OwnershipClaim) -> tuple[str, ...]:
    """The contracts by which a basis gives the rights."""
    giving = [c for c in claim.conditions if c.code in GIVING]
    return tuple(name for condition in giving for name in condition.facts.contracts)


def _givers_of(claim: OwnershipClaim) -> tuple[str, ...]:
    """Those of whom a basis says that they must have the rights to give them on."""
    of_givers = [c for c in claim.conditions if c.code in HAVING_RIGHTS]
    return tuple(name for condition in of_givers for name in condition.facts.parties)


def _after(takers: Sequence[OwnershipClaim], basis: Basis) -> ConditionStatus:
    return "not_met" if any(taker.on(basis) == "met" for taker in takers) else "open"
