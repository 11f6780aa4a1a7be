"""Where the words of a record may speak against what it is to show, or against its own labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from assessments.engine.contrary import SENTENCE_ENDS, ActKind, Contrary, Names, Place
from assessments.engine.days_in_words import days_in
from assessments.engine.held_files import EXPECTED_SHOWN, HeldFile, normalise_words
from assessments.engine.of_words import of_words
from assessments.engine.own_words import (
    GENERATING_ACTIONS,
    MAX_PARTS,
    MAX_PEOPLE,
    RESULT_ACTIONS,
    OwnWords,
)
from cases.record import Contract, Evidence, Input, Party, Step

HEAD, TAIL = 400, 200  # characters of a held text that often say who wrote it
LEAST_WORDS = 2  # letters of a description that says anything
REPEATED = 3  # times that a text says one thing, and nothing else


class ContraryWords(OwnWords):
    """A record, and where words of it may speak against what is to be proved by it."""

    # Exhibits

    def contrary_of(self, piece: Evidence, item: Step | Input | None) -> Contrary | None:
        """What an exhibit is described as, or holds, that may speak against an act or an input.

        None as the item: against whoever is to be shown to have had a part.
        """
        if self._own == "decider" or self._is_supposed(piece):
            return None
        key = (piece.id, type(item), item.id if item is not None else "")
        if key not in self._contrary:
            self._contrary[key] = self._look_at(piece, item)
        return self._contrary[key]

    @cached_property
    def _contrary(self) -> dict[tuple[str, type, str], Contrary | None]:
        return {}  # by exhibit and item

    def _look_at(self, piece: Evidence, item: Step | Input | None) -> Contrary | None:
        act = self.act_kind(item) if item is not None else None
        text, names = piece.shows or "", self._names_beside(piece)
        settled = self._own == "lawyer" and piece.examined_by is not None
        if sum(map(str.isalnum, text)) < LEAST_WORDS:
            if text.strip():
                return Contrary(text, False)
            is_linked = item is not None and piece.id in self._linked(item)
            if is_linked and self.files is None and not settled and self._kind_can_show(piece):
                return Contrary("", False)  # what it shows nobody says, and no file is read
        place: Place = "exhibit" if piece.id in self._shows_runs else "hand_exhibit"
        found = self._find(text, place, act, names, is_settled=settled)
        if found is not None and piece.what == "contract":
            named = self.rules.contrary.without_parties(text)
            again = self._find(named, place, act, names, is_settled=settled)
            found = found if again is not None else None  # its parties and object made nothing
        if found is not None and found.weighs:
            return found
        if not self._kind_can_show(piece):
            return None  # called a statement or a reconstruction, it counts as one
        held = self.files.files.get(piece.id) if self.files is not None else None
        in_file = self._contrary_file(held, act, names) if held is not None and item else None
        of_day = self._later_day(piece, item) if isinstance(item, Step) else None
        if in_file is not None:
            in_file = replace(in_file, of_file=True)
        return in_file if in_file is not None and in_file.weighs else found or in_file or of_day

    def _is_supposed(self, piece: Evidence) -> bool:
        """Whether a piece shows what it is to show, by a supposition and not by its file."""
        if piece.shows is not EXPECTED_SHOWN:
            return False
        held = self.files.files.get(piece.id) if self.files is not None else None
        return held is None or not held.is_plain_text

    def _kind_can_show(self, piece: Evidence) -> bool:
        """Whether an exhibit of its kind can show any act at all."""
        kind = self.rules.proof.kinds[piece.what]
        return any(kind[group] != "none" for group in self.rules.proof.groups)

    def _contrary_file(self, held: HeldFile, act: ActKind | None, names: Names) -> Contrary | None:
        """What a held text says of itself, or that there is next to nothing in it."""
        text = held.text.strip()
        if not held.is_plain_text or not text:
            return None
        ends = f"{text[:HEAD]}\n{text[-TAIL:]}" if len(text) > HEAD + TAIL else text
        found = self._find(ends, "file", act, names)
        if found is not None or act != "hand":
            return found
        if sum(map(str.isalnum, text)) < self.rules.proof.presumption.least_letters:
            return Contrary(text, False)
        said = [part.strip() for part in SENTENCE_ENDS.split(text) if part.strip()]
        if len(said) >= REPEATED and len(set(said)) == 1:
            return Contrary(said[0], False)
        return None

    def _later_day(self, piece: Evidence, item: Step) -> Contrary | None:
        """A day in the description of an exhibit that comes after the step it is to show."""
        at = item.at or self.record.created_to
        if at is None or not piece.shows or piece.made == "later":
            return None
        done = at.date() if isinstance(at, dt.datetime) else at
        words = normalise_words(piece.shows)
        if self.rules.contrary.names_later_act(words):
            return None
        days = list(days_in(words))
        return Contrary(piece.shows, False) if days and min(days) > done else None

    def _names_beside(self, piece: Evidence) -> Names:
        """The names of those whose acts or parts an exhibit is linked to, and of all others."""
        makers: set[str | None] = {*self._acting_by_exhibit.get(piece.id, ())}
        makers |= {p.id for p in self.record.parties if piece.id in p.evidence}
        if None in makers or not makers:
            makers |= {p.id for p in self._people}
        return self._names_of(makers)

    def _names_of(self, makers: set[str | None]) -> Names:
        ours = tuple(p.name for p in self._people if p.id in makers)
        others = (p for p in self._people if p.id not in makers and p.kind == "person")
        mine = _parts_of(ours)
        return Names(makers=mine, others=_parts_of(tuple(p.name for p in others)) - mine)

    @cached_property
    def _acting_by_exhibit(self) -> Mapping[str, set[str | None]]:
        """By id of an exhibit: who took the steps that it is linked to; None where nobody said."""
        found: dict[str, set[str | None]] = {}
        for step in self.record.steps:
            for name in self._linked(step):
                found.setdefault(name, set()).add(step.by)
        return found

    @of_words
    def _kinds_of_acts(self) -> Mapping[str | None, frozenset[ActKind]]:
        """By id of a party: the kinds of what it did."""
        found: dict[str | None, set[ActKind]] = {}
        for step in self.record.steps:
            found.setdefault(step.by, set()).add(self.act_kind(step))
        return {party: frozenset(kinds) for party, kinds in found.items()}

    @of_words
    def _people(self) -> Sequence[Party]:
        return [p for p in self.record.parties if p.kind != "machine"][:MAX_PEOPLE]

    @cached_property
    def _shows_runs(self) -> frozenset[str]:
        """Ids of the exhibits that are linked to a run of a tool that generates."""
        runs = (step for step in self.record.steps if self.act_kind(step) == "run")
        return frozenset(name for step in runs for name in self._linked(step))

    def _linked(self, item: Step | Input) -> tuple[str, ...]:
        return self.evidence_of(item)

    @cached_property
    def _unlinked(self) -> Sequence[Evidence]:
        """Exhibits of which nobody said what they are to show: they speak of everything."""
        used = {name for step in self.record.steps for name in self._linked(step)}
        used |= {name for item in self.record.inputs for name in self._linked(item)}
        used |= {name for party in self.record.parties for name in party.evidence}
        used |= {name for contract in self.record.contracts for name in contract.evidence}
        used |= {name for tool in self.record.tools for name in tool.terms_evidence}
        return [piece for piece in self.record.evidence if piece.id not in used]

    def is_contrary(self, piece: Evidence, item: Step | Input) -> bool:
        """Whether an exhibit speaks, or may speak, against an act or an input by itself."""
        found = self.contrary_of(piece, item)
        return (found is not None and found.weighs) or self.speaks_against(piece, item)

    def speaks_against(self, piece: Evidence, item: Step | Input) -> bool:
        """Whether an exhibit is described as showing another, or a machine, as who did it.

        That a tool generated something speaks against no run of a tool.
        """
        found = self.against(piece)
        return "others" in found or ("machine" in found and self.act_kind(item) != "run")

    def shows_less(self, piece: Evidence, item: Step | Input) -> bool:
        """Whether the words of an exhibit leave open that it shows an act or an input at all."""
        return self.contrary_of(piece, item) is not None

    def has_contrary_exhibit(self, item: Step | Input) -> bool:
        """Whether any exhibit that is linked to the item, or to nothing, weighs against it."""
        return self._own != "decider" and any(
            self.is_contrary(piece, item) for piece in self._bearing_on(item)
        )

    def items_beside(self, piece: Evidence) -> Iterator[Step | Input | None]:
        """What an exhibit is to show: its steps and inputs, all where it is linked to nothing."""
        items: tuple[Step | Input, ...] = (*self.record.steps, *self.record.inputs)
        linked = [item for item in items if piece.id in self._linked(item)]
        yield from linked or (items if piece in self._unlinked else ())
        if any(piece.id in party.evidence for party in self.record.parties):
            yield None

    def is_sole_maker(self, party: Party) -> bool:
        """Whether no other person or organisation could have made the work, by the record."""
        return [p.id for p in self._people if p.role != "tool_provider"] == [party.id]

    def _bearing_on(self, item: Step | Input) -> Iterator[Evidence]:
        linked = set(self._linked(item))
        yield from (p for p in self.record.evidence if p.id in linked)
        yield from self._unlinked

    # Acts, inputs, persons and the whole

    def act_kind(self, item: Step | Input) -> ActKind:
        """What words have to speak of to concern a step or an input."""
        if isinstance(item, Input):
            return "input"
        if item.action in GENERATING_ACTIONS or (item.tool or "") in self.generators:
            return "run"
        return "arrange" if item.action == "arrange" else "hand"

    def asked_of_step(self, step: Step) -> Iterator[tuple[str, str, str]]:
        """Fields of a step whose words or values may speak against it: field, quote, code."""
        kind = self.act_kind(step)
        if self._own == "decider" or step.action not in GENERATING_ACTIONS | RESULT_ACTIONS:
            return
        makers: set[str | None] = {step.by} if step.by else {p.id for p in self._people}
        if kind == "run" or step.extent != "technical":
            for field in ("intent", "criteria"):
                found = self._find(getattr(step, field) or "", "step", kind, self._names_of(makers))
                if found is not None:
                    yield field, found.quote, "asked_step"
        if step.action == "write" and self.is_told_as_performed(step):
            yield "intent", step.intent or step.criteria or "", "asked_step"
        if kind == "hand" and step.action in ("edit", "write"):
            named = sorted(self.rules.contrary.settings & _setting_names(step))
            if named:
                yield "parameters", ", ".join(named), "asked_settings"
            if step.outputs is not None and step.outputs > 1:
                yield "outputs", str(step.outputs), "asked_outputs"

    def asked_of_input(self, item: Input) -> Contrary | None:
        """Words of the note of an own input that may say that it is not its maker's."""
        if item.made_by != "own" or self._own == "decider":
            return None
        names = self._names_of({p.id for p in self._people})
        return self._find(item.note or "", "input", "input", names)

    def asked_of_whole(self, act: ActKind) -> Contrary | None:
        """Words of the notes that may speak against every act of a kind."""
        names = self._names_of({p.id for p in self._people})
        has_runs = any("run" in kinds for kinds in self._kinds_of_acts.values())
        place: Place = "notes" if has_runs else "hand_notes"
        return self._find(self.record.notes or "", place, act, names)

    def asked_of_party(self, party: Party) -> Contrary | None:
        """Words on what a party did that may speak against its own acts."""
        did = sorted(self._kinds_of_acts.get(party.id, ()))
        place: Place = "contribution" if "run" in did else "hand_contribution"
        names, said = self._names_of({party.id}), party.contribution or ""
        found = (self._find(said, place, act, names) for act in did)
        return next((each for each in found if each is not None), None)

    @of_words
    def named_acts_of_others(self) -> Mapping[str, frozenset[str]]:
        """By id of a party: acts that its words name, some of which are recorded as another's."""
        if self._own == "decider" or not any(step.by for step in self.record.steps):
            return {}
        found = {}
        has_source = any(item.made_by == "third_party" for item in self.record.inputs)
        for party in self._people:
            said = party.contribution or ""
            if has_source and self.rules.contrary.names_source(said):
                continue
            named = self.rules.contrary.acts_in(said)
            others = (step for step in self.record.steps if step.by != party.id)
            if any(named & acts_named(step) for step in others):
                found[party.id] = named
        return found

    def only_paid(self, party: Party) -> bool:
        """Whether a party is said to have paid or organised only (Regulations art. 3(2))."""
        said = party.contribution or ""
        return self._own != "decider" and self.rules.contrary.names_only_payment(said)

    def may_be_machine(self, party: Party) -> bool:
        """Whether a party that is called a person has the name of a program, or works by itself."""
        if party.kind != "person" or self._own == "decider":
            return False
        rules, name = self.rules.appraisal.examiner, normalise_words(party.name)
        said = normalise_words(party.contribution or "")
        is_named = self._is_generators(name) or rules.program.search(name) is not None
        return is_named or rules.works_by_itself.search(said) is not None

    def is_part_asked(self, party: Party) -> bool:
        """Whether words on a party, or on what is to show its part, may speak against it."""
        if self._own == "decider":
            return False
        if self.only_paid(party) or self.asked_of_party(party) or self.may_be_machine(party):
            return True
        pieces = (piece for piece in self.record.evidence if piece.id in party.evidence)
        found = [self.contrary_of(piece, None) for piece in pieces]
        return any(each is not None and each.weighs for each in found)

    def is_asked(self, item: Step | Input) -> bool:
        """Whether any words, besides those of exhibits, may speak against an act or an input.

        What versions change of them beside their evidence is how far an act is said to have gone.
        """
        if self._own == "decider":
            return False
        key = (type(item), item.id, isinstance(item, Step) and item.extent == "technical")
        known: dict[tuple[type, str, bool], bool] = self._asked
        if key not in known:
            known[key] = self._look_for_words(item)
        return known[key]

    @of_words
    def _asked(self) -> dict[tuple[type, str, bool], bool]:
        return {}

    def _look_for_words(self, item: Step | Input) -> bool:
        if isinstance(item, Input):
            of_whole = self.asked_of_whole("input")
            return self.asked_of_input(item) is not None or of_whole is not None
        if any(self.asked_of_step(item)):
            return True
        by = [p for p in self._people if p.id == item.by or (not item.by and len(self._people) < 2)]
        kind = self.act_kind(item)
        is_of_party = any(
            self.asked_of_party(p) or self.only_paid(p) or self.may_be_machine(p) for p in by
        )
        return is_of_party or self.asked_of_whole(kind) is not None

    def contrary_contract(self, contract: Contract, piece: Evidence) -> bool:
        """Whether the words on the exhibit of a contract deny it or doubt it."""
        if self._own == "decider":
            return False
        said = piece.shows or "", contract.clause or ""
        return any(self._find(text, "contract", None, Names()) for text in said)

    def _find(
        self,
        text: str,
        place: Place,
        act: ActKind | None,
        names: Names,
        *,
        is_settled: bool = False,
    ) -> Contrary | None:
        rules = self.rules
        kind = self.record.kind
        own_title = f"《{self.record.title.strip('《》')}》"
        return rules.contrary.find(
            text.replace(own_title, ""),
            place,
            act,
            rules.admissions,
            kind=kind,
            names=names,
            is_settled=is_settled,
        )


@lru_cache(maxsize=500)
def _parts_of(people: tuple[str, ...]) -> frozenset[str]:
    """Normalised names of people, and the parts of names of several words."""
    names = set(map(normalise_words, people))
    parts = {part for name in names for part in name.split()[:MAX_PARTS] if len(part) > 1}
    return frozenset(names | parts)


def _setting_names(step: Step) -> frozenset[str]:
    return frozenset(name.casefold().replace(" ", "_") for name in step.parameters or ())


def acts_named(step: Step) -> frozenset[str]:
    """The creating acts, as contributions name them, that a step is."""
    if step.action in GENERATING_ACTIONS:
        return frozenset({"prompt", "choose"})
    named = {"write": {"write"}, "edit": {"write", "draw"}, "arrange": {"choose"}}
    return frozenset(named.get(step.action, ()))
