"""The people and organisations of a record by their roles, and the contracts between them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from assessments.engine.case import Case
from assessments.engine.contract_clauses import (
    events_awaited,
    events_shown,
    exhibits_of,
    has_no_force,
    is_contradicted,
    is_contradicted_by_exhibits,
    only_allows_use,
)
from assessments.engine.held_files import normalise_words
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_agreements import agreements
from assessments.engine.ownership_time import MAKING, times_of
from cases.record import Contract, CreationRecord, Party, Step

OF_OTHERS = frozenset({"tool_provider", "helper"})


class People:
    """The parties and contracts of a case; a machine is nobody who could own a work."""

    def __init__(self, case: Case, today: dt.date | None = None) -> None:
        self.case = case
        self.record: CreationRecord = case.record
        self.rules = case.rules.ownership
        self.humans = [p for p in self.record.parties if p.kind != "machine"]
        self.by_id = {party.id: party for party in self.record.parties}
        recorded = self.record.contracts
        self.contradicted = frozenset(
            c.id
            for c in recorded
            if self.record.appraiser != "decider"
            and is_contradicted(c, self.record.parties, self.rules.clauses)
        )
        self.contradicted_by_exhibits = frozenset(
            c.id
            for c in recorded
            if self.record.appraiser != "decider"
            and is_contradicted_by_exhibits(c, self.record, self.rules.clauses)
        )
        self.without_force = frozenset(
            c.id
            for c in recorded
            if self.record.appraiser != "decider"
            and has_no_force(c, self.record, self.rules.clauses)
        )
        self.of_use_only = frozenset(
            c.id
            for c in recorded
            if self.record.appraiser != "decider"
            and only_allows_use(c, self.record.parties, self.rules.clauses)
        )
        # Where label and clause or exhibit say different things, neither is believed.
        unsettled = self.contradicted | self.contradicted_by_exhibits | self.without_force
        unsettled |= self.of_use_only
        contracts = tuple(
            c.model_copy(update={"says": "unknown"}) if c.id in unsettled else c for c in recorded
        )
        self.contract_by_id = {contract.id: contract for contract in contracts}
        of_decider = self.record.appraiser == "decider"
        clauses = self.rules.clauses
        awaited = {c.id: events_awaited(c, self.record.parties, clauses, today) for c in contracts}
        # By contract, what its clause waits for, and what of it an exhibit is said to show.
        self.awaited = {} if of_decider else {name: of for name, of in awaited.items() if of}
        self.fulfilled = {
            c.id: frozenset().union(
                *(events_shown(piece, clauses) for piece in exhibits_of(c, self.record))
            )
            for c in contracts
        }
        self.times = times_of(self.record, self.rules, today)
        self.agreements = agreements(contracts, self.times.late)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What the record says of the whole work, by field, in small letters."""
        record = self.record
        texts = {"title": record.title, "summary": record.summary, "notes": record.notes}
        return {name: normalise_words(text) for name, text in texts.items() if text}

    def fields_saying(self, words: re.Pattern[str]) -> tuple[str, ...]:
        """The fields that say of the work what the words find."""
        return tuple(name for name, text in self.texts.items() if words.search(text))

    def says_of_work(self, words: re.Pattern[str]) -> bool:
        return bool(self.fields_saying(words))

    def with_role(self, *roles: str) -> list[Party]:
        return [p for p in self.humans if roles_of(p) & set(roles)]

    def organisations(self, *roles: str) -> list[Party]:
        """Where the law speaks of legal persons and organisations only (arts. 11(3) and 18)."""
        return [p for p in self.with_role(*roles) if p.kind == "organisation"]

    def contracts(self, *kinds: str) -> list[Contract]:
        """The contracts of these kinds; of rights, what a later one replaces says nothing."""
        return [contract for contract in self.agreements.standing if contract.kind in kinds]

    def timely(self, contracts: Sequence[Contract]) -> list[Contract]:
        """Those that were not made too late to speak of this work."""
        return [contract for contract in contracts if contract.id not in self.times.late]

    def first_statement(self, contract: Contract) -> str:
        """What a contract says of the rights, also where a later one replaces that."""
        return self.contract_by_id[contract.id].says

    def deciding(self, contracts: Sequence[Contract]) -> list[Contract]:
        """The contracts that speak of the rights today: later ones in place of those replaced."""
        later = dict(self.agreements.replaced)
        by_id = {contract.id: contract for contract in self.agreements.standing}
        names: dict[str, None] = {}
        for contract in contracts:
            name = contract.id
            while name in later:
                name = later[name]
            names[name] = None
        return [by_id[name] for name in names]

    @cached_property
    def makers(self) -> list[Party]:
        """Those who made the work; where no role says so, those who took its steps."""
        acting = {step.by for step in self.case.appraiser.steps if step.by}
        return self.with_role(*self.rules.makers) or [
            p for p in self.humans if p.id in acting and self.may_create(p)
        ]

    @cached_property
    def creators(self) -> list[Party]:
        """The natural persons among those who made the work or took its steps."""
        acting = {step.by for step in self.case.appraiser.steps if step.by}
        return [
            p
            for p in self.humans
            if p.kind == "person" and (p in self.makers or (p.id in acting and self.may_create(p)))
        ]

    @cached_property
    def acting_helpers(self) -> list[Party]:
        """Those named for help only, of whom steps say that they made something."""
        acting = {step.by for step in self.case.appraiser.steps if step.action in MAKING}
        return [
            p
            for p in self.humans
            if p.id in acting and p.kind == "person" and not self.may_create(p)
        ]

    def may_create(self, party: Party) -> bool:
        """Helping, advising and lending means is not creating (Implementing Regulations art. 3)."""
        roles = roles_of(party)
        return bool(roles & set(self.rules.makers)) or not only_helps(party)

    def acting_in(self, reading: LayerReading) -> list[Party]:
        """The natural persons who took a step of the layer, as far as the steps name them.

        To check and approve is not to create (Implementing Regulations art. 3).
        """
        name = reading.shape.id
        if name not in self._acting:
            ids_of = {
                step.by
                for step in self._steps_of(reading)
                if step.action not in self.rules.approving_actions
            }
            persons = [p for p in self.humans if p.id in ids_of and p.kind == "person"]
            self._acting[name] = persons
        return self._acting[name]

    @cached_property
    def _acting(self) -> dict[str, list[Party]]:
        """What `acting_in` found of each layer, which is asked for every other layer."""
        return {}

    @cached_property
    def _step_by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.case.appraiser.steps}

    def _steps_of(self, reading: LayerReading) -> list[Step]:
        known = self._step_by_id
        return [known[name] for name in reading.shape.steps if name in known]

    def makers_of(self, reading: LayerReading) -> list[Party]:
        """The natural persons who made the layer; where its steps do not say, all makers.

        Only a natural person creates (art. 11(2)); for organisations see art. 11(3).
        """
        if reading.shape.lyrics:  # to type words is not to write them
            return [p for p in self.makers if p.kind == "person"]
        acting = [p for p in self.acting_in(reading) if self.may_create(p)]
        choosing = [p for p in acting if not self.only_runs_again(p, reading)]
        return choosing or acting or [p for p in self.makers if p.kind == "person"]

    def only_runs_again(self, party: Party, reading: LayerReading) -> bool:
        """Whether all that a party did for a layer was to run a tool again on others' choices."""
        acts = self.case.acts("claimed")
        own = [acts[step.id] for step in self._steps_of(reading) if step.by == party.id]
        return bool(own) and all(
            act.generative and act.follows and not act.changed - {"seed"} for act in own
        )

    def receivers(self, contract: Contract, makers: Sequence[Party]) -> list[Party]:
        """Those among its parties to whom a contract gives the rights."""
        others = [p for p in self.humans if p.id in contract.parties and p not in makers]
        if contract.says == "shared":
            return [p for p in self.humans if p.id in contract.parties]
        fitting = {
            "organisation_owns": [p for p in others if p.kind == "organisation"],
            "commissioner_owns": [p for p in others if "commissioner" in roles_of(p)],
            "producer_owns": [p for p in others if "producer" in roles_of(p)],
        }
        if contract.says == "organisation_owns":
            return fitting[contract.says]
        return fitting.get(contract.says) or others


def only_helps(party: Party) -> bool:
    """Whether a party is named for help or a tool and nothing else."""
    return roles_of(party) <= OF_OTHERS


def roles_of(party: Party) -> set[str]:
    return {party.role, *party.roles}


def binds(contract: Contract, parties: Sequence[Party]) -> bool:
    """Whether any of the parties has made the contract; it binds nobody else."""
    return any(party.id in contract.parties for party in parties)


def ids(items: Sequence[Party] | Sequence[Contract]) -> tuple[str, ...]:
    return tuple(item.id for item in items)
