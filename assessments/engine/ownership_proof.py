"""What evidence shows of who had which part, what was agreed and who made a layer.

Evidence counts only where a person linked it to the party, contract, step or input concerned, and
only where a lawyer examined it, or what was linked is read in a held file: the name of a maker, or
a passage of a contract that says itself what the contract is recorded to say. The number of a
clause says nothing, a name shows no part in the work, and no passage that nothing was agreed. What
an exhibit says otherwise stands against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessments.engine.case import Case
from assessments.engine.contract_clauses import (
    cannot_be_read,
    events_shown,
    exhibit_contradicts,
    exhibit_says_so,
    exhibits_of,
    is_no_agreement,
)
from assessments.engine.held_files import normalise_words
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_agreements import DECIDING_WORDS, USING_KINDS
from assessments.engine.ownership_time import Times
from assessments.engine.rules_ownership import ClauseEvent
from cases.record import Contract, Party
from cases.record.schema import Tool


class OwnershipProof:
    """What is shown of the facts on which ownership rests."""

    def __init__(self, case: Case, times: Times) -> None:
        self._case = case
        self._times = times
        self._files = case.appraiser.files
        self._pieces = {piece.id: piece for piece in case.record.evidence}
        self._proves_nothing = case.rules.ownership.proves_nothing
        self._clauses = case.rules.ownership.clauses
        self._by_decider = case.record.appraiser == "decider"
        self._no_agreements = frozenset(
            piece.id
            for contract in case.record.contracts
            for piece in exhibits_of(contract, case.record)
            if not self._by_decider
            and is_no_agreement(piece, contract, case.record.parties, self._clauses)
        )

    def shows_party(self, party: Party) -> bool:
        """Whether evidence shows who a party is that made something; no words are against it."""
        if self._case.appraiser.is_part_asked(party):
            return False
        return self._is_shown(party.evidence, party.name)

    def were_examined(self, parties: Sequence[Party]) -> bool:
        """Whether a lawyer examined evidence of the part that all had; a name shows none."""
        return bool(parties) and all(self._is_shown(p.evidence, None) for p in parties)

    def shows_contract(self, contract: Contract) -> bool:
        """Whether evidence shows a contract and what it says of the rights."""
        parties = self._case.record.parties
        if not self._by_decider and cannot_be_read(contract, parties, self._clauses):
            return False  # Law art. 19: what is not agreed expressly
        return self._is_shown(
            [n for n in self._of_its_time(contract) if self._says_so(n, contract)],
            self._passage_on_rights(contract),
        )

    def _passage_on_rights(self, contract: Contract) -> str | None:
        """The recorded words of a contract, where they say what it is recorded to say."""
        is_silent = contract.kind not in USING_KINDS and contract.says == "silent"
        if is_silent or cannot_be_read(contract, self._case.record.parties, self._clauses):
            return None
        return self._passage(contract.clause)

    def _passage(self, words: str | None) -> str | None:
        """Words that can be a passage: more than the number of a clause."""
        rules = self._clauses
        rest = rules.numbering.sub("", normalise_words(words or ""))
        return words if sum(map(str.isalpha, rest)) >= rules.least_letters else None

    def has_unfit_exhibit(self, contract: Contract) -> bool:
        """Whether an exhibit of a contract is described as a draft, or as one with others."""
        return bool(self._no_agreements & set(contract.evidence))

    def _of_its_time(self, contract: Contract) -> list[str]:
        """Its evidence, without what was examined before its day."""
        return [n for n in contract.evidence if not self._was_examined_before(n, contract)]

    def _says_so(self, name: str, contract: Contract) -> bool:
        """Whether an exhibit can show what the contract says: a label alone is no clause."""
        piece = self._pieces.get(name)
        if piece is not None and self._case.appraiser.contrary_contract(contract, piece):
            return False
        if piece is None or self._by_decider or contract.kind in USING_KINDS:
            return piece is not None
        parties = self._case.record.parties
        if exhibit_contradicts(piece, contract, parties, self._clauses):
            return False
        return (
            contract.says not in DECIDING_WORDS
            or bool((contract.clause or "").strip())
            or exhibit_says_so(piece, contract, parties, self._clauses)
        )

    def shows_agreements(self, contracts: Sequence[Contract]) -> bool:
        """Whether evidence shows that all of them were made for this work, whatever they say."""
        return bool(contracts) and all(
            self._is_shown(self._of_its_time(c), self._passage(c.clause))
            and (c.kind in USING_KINDS or self.speaks_of_work(c))
            for c in contracts
        )

    def shows_scope(self, contracts: Sequence[Contract]) -> bool:
        """Whether evidence shows of all of them which works they cover."""
        return bool(contracts) and all(
            self._is_shown(self._of_its_time(c), self._passage(c.scope)) and self.speaks_of_work(c)
            for c in contracts
        )

    def speaks_of_work(self, contract: Contract) -> bool:
        """Whether the days recorded show that a contract speaks of this work."""
        return contract.id in self._times.dated

    def _was_examined_before(self, name: str, contract: Contract) -> bool:
        piece = self._pieces.get(name)
        by = piece.examined_by if piece else None
        return by is not None and contract.on is not None and by.on < contract.on

    def shows_names(self, parties: Sequence[Party]) -> bool:
        """Whether copies of the work show the names of all of them."""
        kinds = self._case.rules.ownership.names_shown_by
        return bool(parties) and all(
            self._is_shown(
                [e for e in p.evidence if e in self._pieces and self._pieces[e].what in kinds],
                p.name,
            )
            for p in parties
        )

    def shows_signatures(self, parties: Sequence[Party]) -> bool:
        """Whether copies show all these names, and what is proved rests on them (art. 12)."""
        appraiser = self._case.appraiser
        if appraiser.is_generated:
            return self.shows_names(parties)  # nothing is presumed of what a tool generated
        asked = any(map(appraiser.is_asked_as_proved, appraiser.steps))
        named = all(appraiser.is_named_on_copy(p.name) for p in parties)
        return appraiser.is_presumed and named and not asked

    def shows_terms(self, tool: Tool) -> bool:
        """Whether evidence of the time shows the terms of a tool; terms change.

        The name of the tool shows none of them, a passage of a contract with its provider does.
        """
        of_later = {
            name
            for contract in self._case.record.contracts
            if contract.kind == "tool_terms" and contract.id in self._times.late
            for name in contract.evidence
        }
        of_the_time = [
            name
            for name in tool.terms_evidence
            if name in self._pieces
            and self._pieces[name].made == "contemporaneous"
            and name not in of_later
        ]
        return self._is_shown(of_the_time, None) or any(
            self.shows_contract(contract)
            for contract in self._case.record.contracts
            if contract.kind == "tool_terms" and set(contract.evidence) & set(of_the_time)
        )

    def shows_parties(self, parties: Sequence[Party]) -> bool:
        return bool(parties) and all(map(self.shows_party, parties))

    def shows_contracts(self, contracts: Sequence[Contract]) -> bool:
        """Whether evidence shows what all say, and their days that they speak of this work."""
        return bool(contracts) and all(
            self.shows_contract(c) and (c.kind in USING_KINDS or self.speaks_of_work(c))
            for c in contracts
        )

    def shows_event(self, contract: Contract, event: ClauseEvent) -> bool:
        """Whether an exhibit of a contract shows that what its clause waits for has happened."""
        linked = [name for name in contract.evidence if name in self._pieces]
        return self._is_shown(
            [n for n in linked if event in events_shown(self._pieces[n], self._clauses)], None
        )

    def shows_writing(self, contract: Contract) -> bool:
        """Whether the written contract itself shows it."""
        pieces = self.in_writing(contract)
        return bool(pieces) and self.shows_contract(
            contract.model_copy(update={"evidence": pieces})
        )

    def in_writing(self, contract: Contract) -> tuple[str, ...]:
        """Ids of the evidence that is the written contract (Law art. 27)."""
        kinds = self._case.rules.ownership.in_writing
        return tuple(
            n for n in contract.evidence if n in self._pieces and self._pieces[n].what in kinds
        )

    def shows_making(self, reading: LayerReading, makers: Sequence[Party]) -> bool:
        """Whether it is shown that the layer was made as stated, and that these persons made it.

        The evidence of the steps shows the making, that of a person who that person is: neither
        does without the other. Where the layer itself is stated only, so is that somebody made it.
        """
        case, shape = self._case, reading.shape
        proved = next(r for r in case.reading("proved") if r.shape.id == shape.id)
        if case.word(proved, "proved") != case.word(reading, "claimed"):
            return False
        acts, inputs = case.acts("proved"), case.inputs("proved")
        own = shape.inputs if shape.kind == "own_input" else ()
        appraiser = case.appraiser
        items = [s for s in appraiser.steps if s.id in shape.steps]
        if any(map(appraiser.is_asked_as_proved, items)):
            return False
        if any(appraiser.is_asked_as_proved(i) for i in case.record.inputs if i.id in own):
            return False
        carried = {step for step in shape.steps if acts[step].carries}
        if own:
            is_made = any(inputs[name].carries for name in own)
            return is_made and self.shows_parties(makers)
        by = {step.by for step in case.appraiser.steps if step.id in carried}
        if len(makers) == 1 and None in by:
            by.add(makers[0].id)  # a step that names nobody is that of the only maker
        return bool(carried) and all(self.shows_party(p) and p.id in by for p in makers)

    def shows_steps(self, steps: Iterable[str]) -> bool:
        acts = self._case.acts("proved")
        return any(acts[step].carries for step in steps)

    def _is_shown(self, linked: Iterable[str], words: str | None) -> bool:
        return any(self._shows(name, words) for name in linked if name in self._pieces)

    def _shows(self, name: str, words: str | None) -> bool:
        piece = self._pieces[name]
        if self._case.appraiser.is_against(piece):
            return False
        if piece.what in self._proves_nothing or piece.strength == "weak":
            return False
        if name in self._no_agreements:
            return False
        if self._files is None:
            return self._by_decider or self._case.appraiser.is_examined(piece)
        if name not in self._files.files:
            return False
        is_read = bool(words and self._files.shows_words(name, words))
        return is_read or self._case.appraiser.is_examined(piece)
