"""Every basis on which somebody would own a layer, each with its conditions.

A condition is met as claimed only where a stated fact meets it, and names that fact; what nobody
stated is open. As proved, it needs evidence that shows the fact (`ownership_proof`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assessments.engine.layers import LayerReading
from assessments.engine.ownership_agreements import USING_KINDS
from assessments.engine.ownership_chain import ByChain
from assessments.engine.ownership_claims import with_conditions
from assessments.engine.people import binds, ids, only_helps
from assessments.engine.result_ownership import OwnershipClaim
from assessments.engine.result_reasons import Facts
from cases.record import Party

PRODUCING = ("host", "employer", "commissioner")  # who may have produced what others made


class Bases(ByChain):
    """What the parties and contracts of a record make of a layer."""

    def claims(self, reading: LayerReading) -> Iterator[OwnershipClaim]:
        owning = self.owning(reading)
        for claim in self._of_anybody(reading, owning):
            yield self.of_the_living(claim)
        yield from self.succeeding(reading, owning)

    def _of_anybody(self, reading: LayerReading, owning: list[Party]) -> Iterator[OwnershipClaim]:
        makers = self.makers_of(reading)
        yield from self.assigned(owning)
        if self.is_part_of_whole(reading):
            yield from self._audiovisual()
        for claim in (
            *self._legal_entity(),
            *self.employed(owning),
            *self.commissioned(owning),
        ):
            yield self._of_this_making(claim, reading)
        yield from self.ghost_written(reading)
        yield from self.autobiographical(reading)
        if makers:
            yield from self.made(reading, makers)
        yield from self.presumed(reading, makers)

    def _of_this_making(self, claim: OwnershipClaim, reading: LayerReading) -> OwnershipClaim:
        """What was hosted, ordered or a task is the making of this work, not what was there before.

        The record does not say whether an own input came into being for this work.
        """
        if reading.shape.kind != "own_input":
            return claim
        of = Facts(inputs=reading.shape.inputs)
        made = self.condition("condition.made_for_it", "open", False, of)
        return with_conditions(claim, [made])

    # Organisations (arts. 11(3) and 17)

    def _legal_entity(self) -> Iterator[OwnershipClaim]:
        """Three conditions, each stated and shown by itself (art. 11(3)).

        The role `host` states that an organisation hosted the making. A plan or decision of its own
        states its will, and its name on the work that it answers for it; the name of others alone
        speaks against that. What a court or office accepted of a host it accepted whole.
        """
        hosts = self.organisations("host")
        entities = hosts or self.organisations("author", "co_author")
        if not entities:
            return
        names = set(ids(entities))
        deciding = [
            step.id
            for step in self.case.appraiser.steps
            if step.by in names and step.action in self.rules.will_actions
        ]
        held = bool(hosts) and self.record.appraiser == "decider"
        signs = all(party.signs_work for party in entities)
        others = [] if signs or held else [p for p in self.signing if p not in entities]
        shown = self.proof.shows_parties(entities)
        hosted = self.proof.were_examined(entities)
        of = Facts(parties=ids(entities))
        yield self.claim(
            "legal_entity_work",
            entities,
            [
                self.condition("condition.hosted", "met" if hosts else "open", hosted, of),
                self.condition(
                    "condition.its_will",
                    "met" if held or deciding else "open",
                    shown and (held or self.proof.shows_steps(deciding)),
                    Facts(parties=ids(entities), steps=tuple(deciding)),
                ),
                self.condition(
                    "condition.its_responsibility",
                    "met" if signs or held else "open",
                    shown and (held or self.proof.shows_names(entities)),
                    of,
                    against=Facts(parties=ids(others)),
                ),
            ],
        )

    def is_separate(self, reading: LayerReading) -> bool:
        """Whether the layer can be used by itself, so that its author exercises its copyright.

        A script, music or a picture of one's own stands beside the audiovisual work (art. 17(3)).
        """
        return self.is_audiovisual() and not self.is_part_of_whole(reading)

    def is_part_of_whole(self, reading: LayerReading) -> bool:
        """Whether a layer is part of an audiovisual work as such."""
        if not self.is_audiovisual() or reading.shape.kind in self.rules.separable_layers:
            return False
        if self._is_music(reading):
            return False
        tools = {tool.id: tool.does for tool in self.record.tools}
        names = set(reading.shape.steps)
        used = {tools.get(s.tool or "") for s in self.case.appraiser.steps if s.id in names} - {
            None
        }
        return reading.shape.kind != "prompted_output" or not (
            used and used <= set(self.rules.separable_tools)
        )

    def _is_music(self, reading: LayerReading) -> bool:
        """Whether a layer is music that a person wrote, not the sound of the film."""
        own = [s for s in self.case.appraiser.steps if s.id in reading.shape.steps]
        return bool(own) and all(s.action == "write" and "sound" in (s.adds or ()) for s in own)

    def _audiovisual(self) -> Iterator[OwnershipClaim]:
        """The producer, for films by law, for others where nothing else is agreed (art. 17).

        The role states that somebody is the producer; art. 17 asks for nothing more of one. Where
        none is named, whoever made it with nobody else's part recorded produced it, too.
        """
        named = self.with_role("producer")
        producers = named or self.organisations(*PRODUCING) or self.makers
        if not producers:
            return
        acting = {step.by for step in self.case.appraiser.steps}
        others = [p for p in self.humans if p not in producers and not only_helps(p)]
        alone = not others and all(p.id in acting for p in producers)
        produced = self.condition(
            "condition.produced",
            "met" if named or alone else "open",
            self.proof.were_examined(producers),
            Facts(parties=ids(producers)),
        )
        film = self.condition("condition.film_or_drama", "open", False, Facts(fields=("kind",)))
        yield self.claim("film_work", producers, [produced, film])
        between = [
            contract
            for contract in self.agreements.standing
            if contract.kind not in USING_KINDS and binds(contract, producers)
        ]
        agreed = [c for c in between if c.says in ("author_owns", "shared", "commissioner_owns")]
        other = self.left_by_contracts(
            "condition.not_agreed_otherwise", agreed, between, ("producer_owns", "silent")
        )
        yield self.claim("audiovisual_work", producers, [produced, other])
