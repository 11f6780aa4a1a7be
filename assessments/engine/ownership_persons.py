"""Rights of a person who did not write: what another wrote for or about them, and of the dead.

A report or speech that another drafted, an autobiographical work that another wrote (SPC Copyright
Interpretation (2020) arts. 13 and 14), and those to whom the rights of an author who has died pass
(Copyright Law art. 21). What no field of a record states is read in its words, or is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assessments.engine.codes import ConditionStatus, OwnershipBasis
from assessments.engine.held_files import normalise_words
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_agreements import USING_KINDS
from assessments.engine.ownership_claims import NOTHING, with_conditions
from assessments.engine.ownership_making import ByMaking
from assessments.engine.people import binds, ids, roles_of
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from cases.record import Contract, Party

SUCCESSION: OwnershipBasis = "succession"


class ByPerson(ByMaking):
    """The bases of persons for whom, or about whom, another wrote, and of those who succeed."""

    # Reports and speeches (SPC Interpretation art. 13)

    def ghost_written(self, reading: LayerReading) -> Iterator[OwnershipClaim]:
        """A report or speech that another drafted belongs to whoever checked it and is named.

        Raised where a person took no step of making a text that another drafted, and either is
        named on it, or commissioned and checked what the record itself calls a report or a speech.
        A co-author is said to have created it.
        """
        drafting = self._drafting(reading)
        speaking = [p for p in self.humans if self._may_have_spoken(p)]
        if not drafting or not speaking or self._wrote(speaking):
            return
        if self.says_of_work(self.rules.autobiographies):
            return  # art. 14 decides
        names = set(ids(speaking))
        checking = tuple(
            step.id
            for step in self.case.appraiser.steps
            if step.by in names and step.action in self.rules.approving_actions
        )
        signing = all(p in self.signing for p in speaking)
        is_published = self.record.published is not None and signing
        is_speech = self.says_of_work(self.rules.speeches)
        yield self.claim(
            "ghost_written",
            speaking,
            [
                self._by_another(reading, drafting),
                self.condition(
                    "condition.checked_and_finalised",
                    "met" if checking else "open",
                    self.proof.shows_steps(checking) and self.proof.shows_parties(speaking),
                    Facts(parties=ids(speaking), steps=checking),
                ),
                self.condition(
                    "condition.published_in_own_name",
                    "met" if is_published else "open",
                    self.proof.shows_names(speaking),
                    Facts(parties=ids(speaking), fields=("published",) if is_published else ()),
                ),
                self.condition(
                    "condition.report_or_speech",
                    "met" if is_speech else "open",
                    False,
                    Facts(fields=self.fields_saying(self.rules.speeches) or ("kind",)),
                ),
                self._as_agreed(drafting, speaking),
            ],
        )

    def _may_have_spoken(self, party: Party) -> bool:
        if party.kind != "person" or "co_author" in roles_of(party):
            return False
        if party.signs_work:
            return True
        checked = any(
            step.by == party.id and step.action in self.rules.approving_actions
            for step in self.case.appraiser.steps
        )
        called = self.says_of_work(self.rules.speeches) or self.says_of_work(self.rules.reports)
        return checked and called and "commissioner" in roles_of(party)

    # Autobiographical works (SPC Interpretation art. 14)

    def autobiographical(self, reading: LayerReading) -> Iterator[OwnershipClaim]:
        """A work on the life of a person, whose it is where nothing else was agreed.

        Raised where the record calls a text that another wrote autobiographical, of every person
        who took no step of writing it and ordered it, is named on it, or whose life it tells. Whose
        life it tells is stated by the name beside those words, or by what is said of the person.
        """
        fields = self.fields_saying(self.rules.autobiographies)
        drafting = self._drafting(reading)
        if not fields or not drafting:
            return
        for person in self.humans:
            told = self._is_told_of(person)
            ordered = "commissioner" in roles_of(person) or person.signs_work
            if person.kind != "person" or self._wrote([person]) or not (told or ordered):
                continue
            of = Facts(parties=(person.id,), fields=fields)
            yield self.claim(
                "autobiographical_work",
                [person],
                [
                    self._by_another(reading, drafting),
                    self.condition("condition.on_their_life", "met" if told else "open", False, of),
                    self._as_agreed(drafting, [person]),
                ],
            )

    def _is_told_of(self, person: Party) -> bool:
        name = normalise_words(person.name)
        texts = [t for t in self.texts.values() if self.rules.autobiographies.search(t)]
        return any(name in text for text in texts) or bool(
            self.rules.own_life.search(normalise_words(person.contribution or ""))
        )

    # What both have in common

    def _drafting(self, reading: LayerReading) -> list[Party]:
        """Those who wrote a text, as far as its steps say so."""
        is_text = self.record.kind in self.rules.ghost_written_kinds
        return self.acting_in(reading) if is_text else []

    def _wrote(self, persons: Sequence[Party]) -> bool:
        wrote = {p.id for r in self.case.reading("claimed") for p in self.acting_in(r)}
        return bool(wrote & set(ids(persons)))

    def _by_another(self, reading: LayerReading, drafting: Sequence[Party]) -> OwnershipCondition:
        return self.condition(
            "condition.drafted_by_another",
            "met",
            self.proof.shows_making(reading, drafting),
            Facts(parties=ids(drafting), steps=reading.shape.steps),
        )

    def _as_agreed(self, drafting: Sequence[Party], persons: Sequence[Party]) -> OwnershipCondition:
        between = [
            contract
            for contract in self.agreements.standing
            if contract.kind not in USING_KINDS
            and binds(contract, drafting)
            and binds(contract, persons)
        ]
        agreed: list[Contract] = [c for c in between if c.says in ("author_owns", "shared")]
        return self.left_by_contracts(
            "condition.not_agreed_otherwise",
            agreed,
            between,
            ("commissioner_owns", "organisation_owns", "producer_owns", "silent"),
        )

    # Those who have died (art. 21)

    @cached_property
    def dead(self) -> list[Party]:
        """Persons of whom the record says that they have died."""
        return [p for p in self.humans if p.kind == "person" and self._has_died(p)]

    def _has_died(self, person: Party) -> bool:
        words = normalise_words(f"{person.name}; {person.contribution or ''}")
        if self.rules.died.search(words):
            return True
        if person not in self.makers:
            return False
        bare = normalise_words(person.name)
        named = re.compile(re.escape(bare))
        only = len(self.creators) == 1
        return any(
            self.rules.died.search(sentence)
            and (named.search(sentence) or (only and self.rules.author_words.search(sentence)))
            for text in self.texts.values()
            for sentence in self.rules.sentence_ends.split(text)
        )

    @cached_property
    def heirs(self) -> list[Party]:
        """Persons who are said to succeed to the rights of another."""
        return [
            p
            for p in self.humans
            if p.kind == "person"
            and p not in self.dead
            and self.rules.succeeding.search(normalise_words(p.contribution or ""))
        ]

    def of_the_living(self, claim: OwnershipClaim) -> OwnershipClaim:
        """Whoever has died owns nothing: the economic rights have passed on."""
        dead = [p for p in claim.parties if self.by_id[p] in self.dead]
        if not dead:
            return claim
        alone = set(dead) == set(claim.parties)
        status: ConditionStatus = "not_met" if alone else "open"
        against = Facts(parties=tuple(dead))
        living = self.condition("condition.living", status, alone, NOTHING, against=against)
        return with_conditions(claim, [living])

    def succeeding(
        self, reading: LayerReading, owners: Sequence[Party]
    ) -> Iterator[OwnershipClaim]:
        """Those to whom the economic rights of an author pass by law (art. 21(1))."""
        dead = [p for p in owners if p in self.dead]
        if not self.heirs or not dead or len(dead) != len(owners):
            return
        died = self.condition(
            "condition.died", "met", self.proof.were_examined(dead), Facts(parties=ids(dead))
        )
        succeeds = self.condition(
            "condition.succeeds",
            "met",
            self.proof.were_examined(self.heirs),
            Facts(parties=ids(self.heirs)),
        )
        made = self.condition(
            "condition.created_by_them",
            "met" if dead == self.makers_of(reading) else "open",
            self.proof.shows_making(reading, dead),
            Facts(parties=ids(dead), steps=reading.shape.steps),
        )
        yield self.claim(SUCCESSION, self.heirs, [made, died, succeeds])
