"""Every basis on which somebody would own a layer, each with its conditions.

A condition is met as claimed only where a stated fact meets it, and names that fact; what nobody
stated is open. As proved, it needs evidence that shows the fact (`ownership_proof`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.engine.layers import LayerReading
from assessments.engine.ownership_claims import with_conditions
from assessments.engine.ownership_contracts import USING_KINDS, ByContract
from assessments.engine.people import binds, ids, roles_of
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from cases.record import Party


class Bases(ByContract):
    """What the parties and contracts of a record make of a layer."""

    def claims(self, reading: LayerReading) -> Iterator[OwnershipClaim]:
        makers = self.makers_of(reading)
        yield from self.assigned(makers)
        if self.is_part_of_whole(reading):
            yield from self._audiovisual(makers)
        for claim in (
            *self._legal_entity(),
            *self.employed(makers),
            *self.commissioned(makers),
        ):
            yield self._of_this_making(claim, reading)
        if makers:
            yield from self._made(reading, makers)
        yield from self._presumed(reading, makers)

    def _of_this_making(self, claim: OwnershipClaim, reading: LayerReading) -> OwnershipClaim:
        """What was hosted, ordered or a task is the making of this work, not what was there before.

        The record does not say whether an own input came into being for this work.
        """
        if reading.shape.kind != "own_input":
            return claim
        of = Facts(inputs=reading.shape.inputs)
        made = self.condition("condition.made_for_it", "open", False, of)
        return with_conditions(claim, [made])

    # Those who made it (arts. 11 to 15)

    def _made(self, reading: LayerReading, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        code = "arranged" if reading.shape.kind == "arrangement" else "created"
        made = self._created(reading, makers, f"condition.{code}")
        consent = self._consent(reading)
        if consent:
            yield self.claim("adaptation", makers, [made, consent])
        if reading.shape.kind == "arrangement":
            yield self.claim("compilation", makers, [made])
        if len(makers) > 1:
            together = self._created_together(reading, makers)
            yield self.claim("joint_work", makers, [together])
        else:
            yield self.claim("author", makers, [made])

    def _created(
        self, reading: LayerReading, makers: Sequence[Party], code: str
    ) -> OwnershipCondition:
        """A step of the layer that they took states it; where no step says who, their role does.

        To be a member of a team states part in the work, not that one created this layer.
        """
        acting = self.acting_in(reading)
        stated = all(
            party in acting if acting else roles_of(party) & {"author", "co_author"}
            for party in makers
        ) or self._is_sole_actor(makers)
        return self.condition(
            code,
            "met" if stated else "open",
            self.proof.shows_making(reading, makers),
            Facts(parties=ids(makers), steps=reading.shape.steps, inputs=self._own_inputs(reading)),
        )

    def _is_sole_actor(self, makers: Sequence[Party]) -> bool:
        """Whether they alone took all recorded steps: of an own input nothing else is stated."""
        by = {step.by for step in self.case.appraiser.steps}
        return len(makers) == 1 and by == {makers[0].id}

    def _created_together(
        self, reading: LayerReading, makers: Sequence[Party]
    ) -> OwnershipCondition:
        """Steps that each of them took, or a co-author; two authors may have made two layers.

        Who took no part in creating a layer is no joint author of it (art. 14).
        """
        acting = self.acting_in(reading)
        joining = [party for party in makers if "co_author" in roles_of(party)]
        stated = all(p in acting for p in makers) or len(joining) >= len(makers) - 1
        return self.condition(
            "condition.created_together",
            "met" if stated else "open",
            self.proof.shows_making(reading, makers),
            Facts(parties=ids(makers), steps=reading.shape.steps if acting else ()),
        )

    def _own_inputs(self, reading: LayerReading) -> tuple[str, ...]:
        return reading.shape.inputs if reading.shape.kind == "own_input" else ()

    def _consent(self, reading: LayerReading) -> OwnershipCondition | None:
        """Another's expression shows in the layer: it is owned, but used only with consent.

        The licence is the makers' word: evidence of the input itself does not show it.
        """
        foreign = [
            item
            for item in self.record.inputs
            if item.made_by == "third_party" and item.in_output in ("partial", "dominant")
        ]
        if reading.shape.kind != "prompted_output" or not foreign:
            return None
        refused = tuple(item.id for item in foreign if item.licence == "unlicensed")
        is_stated = all(item.licence in ("own", "licensed") for item in foreign)
        return self.condition(
            "condition.consent_of_other_owner",
            "not_met" if refused else "met" if is_stated else "open",
            self.proof.shows_contracts(self.contracts("licence")),
            Facts(inputs=tuple(item.id for item in foreign)),
            against=Facts(inputs=refused),
        )

    def _presumed(self, reading: LayerReading, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """Whoever is named on the work (art. 12); what shows another author speaks against it."""
        signing = [party for party in self.humans if party.signs_work]
        published = self.record.published
        if published and published.signature and not signing and len(self.makers) == 1:
            signing = self.makers
        if not signing:
            return
        others = [p for p in self.acting_in(reading) if p in makers and p not in signing]
        labelled = published is not None and bool(published.visible_label)
        fields = ("published",) if published and published.signature else ()
        condition = self.condition(
            "condition.named_on_work",
            "open" if labelled or others else "met",
            self.proof.shows_names(signing),
            Facts(parties=ids(signing), fields=fields),
            against=Facts(parties=ids(others), fields=("published",) if labelled else ()),
        )
        yield self.claim("presumption", signing, [condition])

    # Organisations (arts. 11(3) and 17)

    def _legal_entity(self) -> Iterator[OwnershipClaim]:
        """Three conditions, each shown by itself.

        The role `host` states all three, as the record defines it. Of an organisation that is named
        as author, a plan or decision of its own states its will, and its name on the work that it
        answers for it.
        """
        hosts = self.with_role("host")
        entities = hosts or [
            p for p in self.with_role("author", "co_author") if p.kind == "organisation"
        ]
        if not entities:
            return
        names = set(ids(entities))
        deciding = [
            step.id
            for step in self.case.appraiser.steps
            if step.by in names and step.action in self.rules.will_actions
        ]
        held = bool(hosts) and self.record.appraiser == "decider"
        answers = all(party.signs_work for party in entities)
        shown = self.proof.shows_parties(entities)
        of = Facts(parties=ids(entities))
        yield self.claim(
            "legal_entity_work",
            entities,
            [
                self.condition("condition.hosted", "met" if hosts else "open", shown, of),
                self.condition(
                    "condition.its_will",
                    "met" if hosts or deciding else "open",
                    shown and (held or self.proof.shows_steps(deciding)),
                    Facts(parties=ids(entities), steps=tuple(deciding)),
                ),
                self.condition(
                    "condition.its_responsibility",
                    "met" if hosts or answers else "open",
                    shown and (held or self.proof.shows_names(entities)),
                    of,
                ),
            ],
        )

    def is_audiovisual(self) -> bool:
        return self.record.kind in self.rules.audiovisual_kinds and bool(self.with_role("producer"))

    def is_separate(self, reading: LayerReading) -> bool:
        """Whether the layer can be used by itself, so that its author exercises its copyright.

        A script, music or a picture of one's own stands beside the audiovisual work (art. 17(3)).
        """
        return self.is_audiovisual() and not self.is_part_of_whole(reading)

    def is_part_of_whole(self, reading: LayerReading) -> bool:
        """Whether a layer is part of an audiovisual work as such."""
        if not self.is_audiovisual() or reading.shape.kind in self.rules.separable_layers:
            return False
        tools = {tool.id: tool.does for tool in self.record.tools}
        names = set(reading.shape.steps)
        used = {tools.get(s.tool or "") for s in self.case.appraiser.steps if s.id in names} - {
            None
        }
        return reading.shape.kind != "prompted_output" or not (
            used and used <= set(self.rules.separable_tools)
        )

    def _audiovisual(self, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """The producer, for films by law, for others where nothing else is agreed (art. 17).

        The role states that somebody is the producer; art. 17 asks for nothing more of one.
        """
        producers = self.with_role("producer")
        shown = self.proof.shows_parties(producers)
        produced = self.condition("condition.produced", "met", shown, Facts(parties=ids(producers)))
        film = self.condition("condition.film_or_drama", "open", False, Facts(fields=("kind",)))
        yield self.claim("film_work", producers, [produced, film])
        between = [
            contract
            for contract in self.record.contracts
            if contract.kind not in USING_KINDS and binds(contract, producers)
        ]
        agreed = [c for c in between if c.says in ("author_owns", "shared", "commissioner_owns")]
        other = self.left_by_contracts(
            "condition.not_agreed_otherwise", agreed, between, ("producer_owns", "silent")
        )
        yield self.claim("audiovisual_work", producers, [produced, other])
