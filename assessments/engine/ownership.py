"""Who would own each layer, if it is a work: every basis that the facts raise, side by side.

A basis has conditions, each with the facts for and against it. As claimed, what the record states
is accepted; as proved, a condition needs evidence that a person linked to the party, contract,
step or input concerned; support is never inferred from the kind of an exhibit. A machine owns
nothing, and nobody owns what is no work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.engine.case import Case
from assessments.engine.codes import ConditionStatus, OwnershipBasis
from assessments.engine.judging import RANK
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_questions import open_questions
from assessments.engine.people import People, ids
from assessments.engine.result_ownership import (
    LayerOwnership,
    Ownership,
    OwnershipClaim,
    OwnershipCondition,
)
from assessments.engine.result_reasons import Facts
from cases.record import Contract, Party

NO_WORK = RANK["unlikely"]


def ownership(case: Case) -> Ownership:
    """Owner, bases per layer and open questions, each a code with the facts that it stands on."""
    return _Owners(case).ownership()


class _Owners(People):
    """What the parties and contracts of a record make of each layer."""

    def ownership(self) -> Ownership:
        layers = tuple(
            LayerOwnership(layer=reading.shape.id, bases=self._bases_of(reading))
            for reading in self.case.reading("claimed")
        )
        strongest = self.case.strongest("claimed")
        of_strongest = next(
            (layer.bases for layer in layers if strongest and layer.layer == strongest.shape.id), ()
        )
        word = self.case.word_of_whole("claimed")
        chosen = None if word != "open" and RANK[word] <= NO_WORK else self._choose(of_strongest)
        if chosen is None:
            basis: OwnershipBasis = "none"
            because = self._no_owner_code(word)
        else:
            basis, because = chosen.basis, f"ownership.{chosen.basis}"
        return Ownership(
            owner=chosen.owner if chosen else "",
            basis=basis,
            because=because,
            parties=chosen.parties if chosen else (),
            authority=self.rules.authority[basis],
            open_questions=tuple(open_questions(self, of_strongest)),
            layers=layers,
        )

    def _bases_of(self, reading: LayerReading) -> tuple[OwnershipClaim, ...]:
        """Every basis that the facts raise; none for a layer that is hardly a work."""
        if not self.case.is_open and RANK[self.case.word(reading, "claimed")] <= NO_WORK:
            return ()
        return tuple(self._claims(reading))

    def _no_owner_code(self, word: str) -> str:
        if not self.record.parties:
            return "ownership.not_said"
        if not self.humans:
            return "ownership.machine"
        return "ownership.no_work" if word != "open" else "ownership.not_said"

    def _choose(self, claims: Sequence[OwnershipClaim]) -> OwnershipClaim | None:
        met = [claim for claim in claims if claim.claimed == "met" and claim.parties]
        return min(met, key=lambda claim: self.rules.order.index(claim.basis), default=None)

    # Bases

    def makers_of(self, reading: LayerReading) -> list[Party]:
        names = set(reading.shape.steps)
        acting = {step.by for step in self.case.appraiser.steps if step.id in names and step.by}
        named = [p for p in self.makers if p.id in acting]
        return named or self.makers

    def _claims(self, reading: LayerReading) -> Iterator[OwnershipClaim]:
        makers = self.makers_of(reading)
        yield from self._assigned()
        yield from self._legal_entity()
        yield from self._audiovisual()
        yield from self._employed(makers)
        yield from self._commissioned(makers)
        yield from self._adapted(reading, makers)
        if reading.shape.kind == "arrangement" and makers:
            made = self._made(reading, makers, "condition.arranged")
            yield self._claim("compilation", makers, [made])
        if len(makers) > 1:
            condition = self._condition(
                "condition.created_together", "met", makers, Facts(parties=ids(makers))
            )
            yield self._claim("joint_work", makers, [condition])
        elif makers:
            made = self._made(reading, makers, "condition.created")
            yield self._claim("author", makers, [made])
        yield from self._presumed()

    def _made(
        self, reading: LayerReading, makers: Sequence[Party], code: str
    ) -> OwnershipCondition:
        """That they created the layer: shown by the evidence of its steps and inputs."""
        proved = self._is_carried(reading) or any(party.evidence for party in makers)
        persons = [party for party in makers if party.kind == "person"]
        claimed: ConditionStatus = "met" if persons else "open"
        return OwnershipCondition(
            code=code,
            claimed=claimed,
            proved=claimed if proved else "open",
            facts=Facts(
                parties=ids(makers), steps=reading.shape.steps, inputs=self._own_inputs(reading)
            ),
        )

    def _is_carried(self, reading: LayerReading) -> bool:
        """Whether evidence carries any step or own input of the layer."""
        acts, inputs = self.case.acts("proved"), self.case.inputs("proved")
        return any(acts[name].carries for name in reading.shape.steps) or any(
            inputs[name].carries for name in self._own_inputs(reading)
        )

    def _own_inputs(self, reading: LayerReading) -> tuple[str, ...]:
        return reading.shape.inputs if reading.shape.kind == "own_input" else ()

    def _presumed(self) -> Iterator[OwnershipClaim]:
        """Whoever is named on the work; a label as generated speaks against it."""
        signing = [party for party in self.humans if party.signs_work]
        published = self.record.published
        if published and published.signature and not signing:
            signing = self.makers[:1] if len(self.makers) == 1 else []
        if not signing:
            return
        labelled = published is not None and bool(published.visible_label)
        status: ConditionStatus = "open" if labelled else "met"
        condition = self._condition(
            "condition.named_on_work",
            status,
            signing,
            Facts(parties=ids(signing), fields=("published",)),
            against=Facts(fields=("published",)) if labelled else Facts(),
        )
        yield self._claim("presumption", signing, [condition])

    def _legal_entity(self) -> Iterator[OwnershipClaim]:
        hosts = self.with_role("host")
        if hosts:
            facts = Facts(parties=ids(hosts))
            codes = ("condition.hosted", "condition.its_will", "condition.its_responsibility")
            yield self._claim(
                "legal_entity_work",
                hosts,
                [self._condition(code, "met", hosts, facts) for code in codes],
            )

    def _employed(self, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        employers, contracts = self.with_role("employer"), self.contracts("employment")
        if not employers and not contracts:
            return
        facts = Facts(parties=ids(employers), contracts=ids(contracts))
        employed = self._condition("condition.employed", "met", employers, facts, contracts)
        task = self._condition("condition.task_of_work", "open", employers, Facts())
        claimed_task = task.model_copy(update={"claimed": "met"}) if employers else task
        giving = [c for c in contracts if c.says == "organisation_owns"]
        if giving:
            facts = Facts(contracts=ids(giving))
            condition = self._condition(
                "condition.contract_gives_employer", "met", (), facts, giving
            )
            yield self._claim("special_employee_work", employers, [employed, condition])
        elif self.record.kind in self.rules.software_kinds:
            resources = self._condition("condition.mainly_its_resources", "open", (), Facts())
            yield self._claim(
                "special_employee_work",
                employers,
                [employed, claimed_task, resources],
                also=self.rules.software_authority,
            )
        if makers:
            against = Facts(contracts=ids(giving)) if giving else Facts()
            status: ConditionStatus = "not_met" if giving else "met"
            none = self._condition(
                "condition.no_contract_for_employer", status, (), Facts(), contracts, against
            )
            yield self._claim("employee_work", makers, [employed, claimed_task, none])

    def _commissioned(self, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """The contract decides; where it is silent, those who made it own it (art. 19)."""
        commissioners = self.with_role("commissioner")
        contracts = self.contracts("commission")
        if not commissioners and not contracts:
            return
        ordered = self._condition(
            "condition.commissioned",
            "met",
            commissioners,
            Facts(parties=ids(commissioners), contracts=ids(contracts)),
            contracts,
        )
        giving = [c for c in contracts if c.says in ("commissioner_owns", "organisation_owns")]
        if giving and commissioners:
            facts = Facts(contracts=ids(giving))
            gives = self._condition(
                "condition.contract_gives_commissioner", "met", (), facts, giving
            )
            yield self._claim("commissioned_work", commissioners, [ordered, gives])
        makers = [party for party in makers if party not in commissioners]
        if not makers:
            return
        silent = [c for c in contracts if c.says in ("silent", "author_owns")]
        status: ConditionStatus = (
            "not_met" if giving else "met" if silent or not contracts else "open"
        )
        none = self._condition(
            "condition.contract_leaves_maker",
            status,
            (),
            Facts(contracts=ids(silent)),
            silent,
            against=Facts(contracts=ids(giving)),
        )
        yield self._claim("commissioned_work", makers, [ordered, none])

    def _assigned(self) -> Iterator[OwnershipClaim]:
        for contract in self.contracts("assignment"):
            receiving = [
                p for p in self.humans if p.id in contract.parties and p not in self.makers
            ]
            if receiving and contract.says != "author_owns":
                status: ConditionStatus = (
                    "open" if contract.says in ("silent", "unknown") else "met"
                )
                facts = Facts(contracts=(contract.id,), parties=ids(receiving))
                condition = self._condition("condition.assigned", status, (), facts, [contract])
                yield self._claim("assignment", receiving, [condition])

    def _audiovisual(self) -> Iterator[OwnershipClaim]:
        producers = self.with_role("producer")
        if not producers or self.record.kind not in self.rules.audiovisual_kinds:
            return
        facts = Facts(parties=ids(producers))
        produced = self._condition("condition.produced", "met", producers, facts)
        film = self._condition("condition.film_or_drama", "open", (), Facts(fields=("kind",)))
        yield self._claim("film_work", producers, [produced, film])
        agreed = [c for c in self.record.contracts if c.says in ("author_owns", "shared")]
        status: ConditionStatus = "not_met" if agreed else "met"
        other = self._condition(
            "condition.not_agreed_otherwise",
            status,
            (),
            facts,
            agreed,
            against=Facts(contracts=ids(agreed)),
        )
        yield self._claim("audiovisual_work", producers, [produced, other])

    def _adapted(self, reading: LayerReading, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """Another's expression shows in the layer: it is owned, but used only with consent."""
        foreign = [
            item
            for item in self.record.inputs
            if item.made_by == "third_party" and item.in_output in ("partial", "dominant")
        ]
        if reading.shape.kind != "prompted_output" or not foreign or not makers:
            return
        unlicensed = tuple(i.id for i in foreign if i.licence not in ("own", "licensed"))
        consent: ConditionStatus = "open" if unlicensed else "met"
        facts = Facts(inputs=tuple(item.id for item in foreign))
        shown = all(item.evidence for item in foreign)
        condition = OwnershipCondition(
            code="condition.consent_of_other_owner",
            claimed=consent,
            proved=consent if shown else "open",
            facts=facts,
            against=Facts(inputs=unlicensed),
        )
        yield self._claim("adaptation", makers, [condition])

    # Values

    def _condition(
        self,
        code: str,
        status: ConditionStatus,
        parties: Sequence[Party],
        facts: Facts,
        contracts: Sequence[Contract] = (),
        against: Facts = Facts(),  # noqa: B008 (a frozen value)
    ) -> OwnershipCondition:
        """A condition; it is proved only where evidence is linked to its parties or contracts."""
        linked = any(p.evidence for p in parties) or any(c.evidence for c in contracts)
        proved: ConditionStatus = status if linked or status == "not_met" else "open"
        return OwnershipCondition(
            code=code, claimed=status, proved=proved, facts=facts, against=against
        )

    def _claim(
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
            claimed=_weakest([condition.claimed for condition in conditions]),
            proved=_weakest([condition.proved for condition in conditions]),
            evidence=self._linked(conditions),
            authority=(*self.rules.authority[basis], *also),
        )

    def _linked(self, conditions: Sequence[OwnershipCondition]) -> tuple[str, ...]:
        """Ids of the evidence linked to the parties and contracts that the conditions name."""
        contracts = {contract.id: contract for contract in self.record.contracts}
        found: list[str] = []
        for condition in conditions:
            for name in condition.facts.parties:
                found += self.by_id[name].evidence
            for name in condition.facts.contracts:
                found += contracts[name].evidence
        return tuple(dict.fromkeys(found))


def _weakest(statuses: Sequence[ConditionStatus]) -> ConditionStatus:
    return "not_met" if "not_met" in statuses else "open" if "open" in statuses else "met"
