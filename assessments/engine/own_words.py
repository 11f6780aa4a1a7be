"""What a record says in its own words, beside its labels: of steps, inputs and the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Self

from assessments.engine.admissions import NONE, Admissions
from assessments.engine.codes import AppraisedBy
from assessments.engine.held_files import HeldFile, HeldFiles, normalise_words
from assessments.engine.lawyer_view import LawyerView
from assessments.engine.of_words import of_words
from assessments.engine.rules import Rules
from assessments.prompts.scanner import MAX_CHARS
from cases.record import (
    CreationRecord,
    Evidence,
    Input,
    Step,
    Tool,
    evidence_by_step,
    linked_evidence,
)

HAND_ACTIONS = frozenset({"edit", "write"})
GENERATING_ACTIONS = frozenset({"generate", "adjust"})
# Acts that make a part of the result.
RESULT_ACTIONS = frozenset({"edit", "write", "arrange"})
WITH_PROMPT = GENERATING_ACTIONS | {"prepare", "conceive", "edit"}
TEXT_KINDS = frozenset({"text", "code"})
OF_TEXT: Admissions = frozenset({"copied_text"})
DOUBTS: Admissions = frozenset({"machine", "copied", "copied_text", "copied_perhaps", "prompt"})
OF_INPUT: Admissions = frozenset(
    {"others_input", "machine_input", "nobodys_input", "trifling_input"}
)
COPYING: Admissions = frozenset({"copied", "copied_text", "copied_perhaps"})
AGAINST: Admissions = frozenset({"machine", "others", "absent"})
OTHERS_INPUT: Admissions = frozenset(
    {"others_input", "others_subject", "copied", "copied_text", "copied_perhaps"}
)
# People, and parts of a name, that are looked for in what exhibits show; no work has as many.
MAX_PEOPLE, MAX_PARTS = 100, 10
EMPTY_INPUT: Admissions = frozenset({"machine_input", "nobodys_input", "trifling_input"})


class OwnWords:
    """A record, and what its own words admit."""

    def __init__(
        self,
        record: CreationRecord,
        rules: Rules,
        files: HeldFiles | None,
        before: Self | None = None,
        view: LawyerView | None = None,
    ) -> None:
        """`before`: what read another version of the record; `view`: what a lawyer holds of it."""
        self.record = record
        self.view: LawyerView | None = before.view if before is not None else view
        self.same_words: Self | None = (
            before if before and _are_words_of(before.record, record) else None
        )
        self.rules = rules
        self.files = files
        self._own: AppraisedBy = record.appraiser
        self._evidence = {piece.id: piece for piece in record.evidence}
        no_authors = {
            p.id for p in record.parties if p.kind == "machine" or p.role == "tool_provider"
        }
        self.steps = tuple(step for step in record.steps if step.by not in no_authors)
        self._by_id = {step.id: step for step in record.steps}
        self._tools = {tool.id: tool.does for tool in record.tools}
        # Of the steps and inputs of this record, by id; a value that is lowered keeps its id.
        self._by: dict[tuple[type, str], AppraisedBy] = {}
        self._parents: dict[str, Step | None] = {}
        self._firsts: dict[str, Step] = {}  # of the steps of the record as they stand in it
        same = self.same_words
        # By what each item links: what an exhibit shows is no supposition.
        self._evidence_of: dict[tuple[type, str, tuple[str, ...]], tuple[str, ...]] = (
            same._evidence_of if same else {}
        )
        self._admitted: dict[str, Admissions] = same._admitted if same else {}
        self._against: dict[str, Admissions] = same._against if same else {}
        self._reruns: dict[tuple[str, tuple[str, ...] | None], bool] = same._reruns if same else {}
        self._trifles: dict[str, bool] = same._trifles if same else {}
        self._generative: dict[str, bool] = same._generative if same else {}
        self._shown_changes: dict[str, dict[str, bool]] = same._shown_changes if same else {}

    @of_words
    def doubts(self) -> Mapping[str, Admissions]:
        """By field: how words on the whole work can be read, which bind no step and no input."""
        record = self.record
        texts = {"title": record.title, "summary": record.summary, "notes": record.notes}
        for n, party in enumerate(record.parties):
            if party.kind != "machine" and party.role != "tool_provider":
                texts[f"parties[{n}].contribution"] = party.contribution
        found = {name: self._doubts_in(text) for name, text in texts.items()}
        return {name: admitted for name, admitted in found.items() if admitted}

    def _doubts_in(self, text: str | None) -> Admissions:
        if self.record.kind in TEXT_KINDS:
            text = self.rules.admissions.without_what_stands_beside(text)
        found = self._admissions(text) & DOUBTS
        if self._has_one_own_input and self._own != "decider":
            found |= self.rules.admissions.read_of_input(text) & OF_INPUT
        if self._is_of_tools and not self.rules.admissions.is_of_whole(text):
            found -= {"machine"}  # it is what the steps say, too
        return found - (NONE if self.record.kind in TEXT_KINDS else OF_TEXT)

    @of_words
    def _is_of_tools(self) -> bool:
        """Whether any step is recorded as a run of a tool that generates."""
        return any(
            step.action in GENERATING_ACTIONS or (step.tool or "") in self.generators
            for step in self.record.steps
        )

    @of_words
    def doubts_of_whole(self) -> Admissions:
        """How any words on the whole work can be read."""
        return NONE.union(*self.doubts.values())

    def admissions_of(self, step: Step) -> Admissions:
        """What the makers' own words admit of a step; by id, since no supposition changes words."""
        if step.id not in self._admitted:
            self._admitted[step.id] = self._read_step(step)
        return self._admitted[step.id]

    def is_told_as_performed(self, step: Step) -> bool:
        """Whether words on an act of a work that is heard tell of singing, playing or speaking."""
        is_heard = self.record.kind in self.rules.appraisal.performed_kinds
        return is_heard and "performed" in self.admissions_of(step)

    def _read_step(self, step: Step) -> Admissions:
        found = self._admissions(step.intent) | self._admissions(step.criteria)
        if step.action in WITH_PROMPT and "prompt" not in found:
            found |= NONE.union(*map(self._shown_of, self.evidence_of(step))) & {"prompt"}
            if self._asked_for_prompt(step):
                found |= {"prompt"}
        return found - (NONE if self.record.kind in TEXT_KINDS else OF_TEXT)

    def _asked_for_prompt(self, step: Step) -> bool:
        """Whether a language model was asked for the prompt just before."""
        before = self._by_id.get(step.parent or "")
        return (
            before is not None
            and self._tools.get(before.tool or "") == "language_model"
            and self._tools.get(step.tool or "") not in (None, "language_model")
            and "asks_for_prompt" in self._admissions((before.prompt or "")[:MAX_CHARS])
        )

    def admissions_of_input(self, item: Input) -> Admissions:
        """What the makers' own words admit of an input."""
        found = self._admissions(item.note).union(*map(self._shown_of, self.evidence_of(item)))
        return found | self._admissions_of_only_input if self._has_one_own_input else found

    @of_words
    def _has_one_own_input(self) -> bool:
        return sum(item.made_by == "own" for item in self.record.inputs) == 1

    @of_words
    def _admissions_of_only_input(self) -> Admissions:
        """What the words of steps admit of the one input that is own."""
        if self._own == "decider":
            return NONE
        texts = [words for step in self.record.steps for words in (step.intent, step.criteria)]
        return NONE.union(*map(self.rules.admissions.read_of_input, texts))

    def _shown_of(self, evidence: str) -> Admissions:
        piece = self._evidence.get(evidence)
        return self._admissions(piece.shows) if piece else NONE

    def is_against(self, piece: Evidence) -> bool:
        """Whether an exhibit is described as showing another maker, or not what it is to show."""
        return bool(self.against(piece))

    def against(self, piece: Evidence) -> Admissions:
        """What an exhibit is described as showing that speaks against what it is linked to."""
        if self._own == "decider" or not piece.shows:
            return NONE
        if piece.shows not in self._against:
            words = self._names_of_makers.sub("i", normalise_words(piece.shows))
            found = self.rules.admissions.read_of_exhibit(words) & AGAINST
            self._against[piece.shows] = found
        return self._against[piece.shows]

    @of_words
    def _names_of_makers(self) -> re.Pattern[str]:
        """What finds names, and parts of a name, of the people of the record, longer ones first."""
        people = [p for p in self.record.parties if p.kind != "machine"][:MAX_PEOPLE]
        names = {normalise_words(person.name) for person in people}
        parts = {part for name in names for part in name.split()[:MAX_PARTS] if len(part) > 1}
        found = sorted(names | parts, key=lambda name: (-len(name), name))
        any_name = "|".join(map(re.escape, found)) or "(?!)"  # of nobody
        return re.compile(rf"(?<![a-z])(?:{any_name})(?![a-z])")

    def _admissions(self, text: str | None) -> Admissions:
        """What a decider says is no maker's admission."""
        return NONE if self._own == "decider" else self.rules.admissions.read(text)

    def prompt_is_others(self, step: Step) -> bool:
        """Whether the makers' own words say that the words of a prompt are not theirs."""
        return "prompt" in self.admissions_of(step)

    def made_by(self, item: Input) -> str:
        """Whose an input is: another's where the makers' own words say so."""
        found = self.admissions_of_input(item) if item.made_by == "own" else NONE
        return "third_party" if found & OTHERS_INPUT else item.made_by

    def is_without_expression(self, item: Input) -> bool:
        """Whether the makers' own words say that no person expressed anything in an input."""
        return item.made_by == "own" and bool(self.admissions_of_input(item) & EMPTY_INPUT)

    @of_words
    def generators(self) -> frozenset[str]:
        """Ids of the tools that generate, by what they do or by the name that they are known by."""
        return frozenset(
            tool.id
            for tool in self.record.tools
            if tool.does in self.rules.generative_tools or self.is_known_generator(tool)
        )

    def is_known_generator(self, tool: Tool) -> bool:
        """Whether a tool generates by its name, though the record says that it does otherwise."""
        if tool.does in self.rules.generative_tools:
            return False
        return self._is_generators(normalise_words(f"{tool.name} {tool.provider or ''}"))

    def _is_generators(self, name: str) -> bool:
        return self.rules.admissions.generator.search(name) is not None

    def is_accepted(self, item: Step | Input) -> bool:
        """Whether a lawyer holds a fact, whatever is linked to it."""
        return self.view is not None and self.view.accepts(item)

    def evidence_of(self, item: Step | Input) -> tuple[str, ...]:
        """Ids of the evidence that a person linked to a step or an input."""
        key = (type(item), item.id, item.evidence)
        if key not in self._evidence_of:
            linked = linked_evidence(item, self._shown_by)
            if isinstance(item, Step) and self._own != "decider":
                linked = tuple(name for name in linked if not self._shows_others_only(name, item))
            self._evidence_of[key] = linked
        return self._evidence_of[key]

    @cached_property
    def changed_evidence(self) -> frozenset[str]:
        """Ids of the evidence that is another, or has another file, than in `same_words`."""
        before = self.same_words
        now, then = _files_of(self), _files_of(before) if before else {}
        return frozenset(
            name
            for name, piece in self._evidence.items()
            if before is None
            or before._evidence.get(name) is not piece
            or now.get(name) is not then.get(name)
        )

    @cached_property
    def steps_as_before(self) -> frozenset[str]:
        """Ids of the steps that are those of `same_words`, with all their evidence."""
        if self.same_words is None:
            return frozenset()
        changed = self.changed_evidence
        return frozenset(
            step.id
            for step, before in zip(self.record.steps, self.same_words.record.steps, strict=True)
            if step is before and changed.isdisjoint(self.evidence_of(step))
        )

    @cached_property
    def are_inputs_as_before(self) -> bool:
        """Whether all inputs and their evidence are those of `same_words`."""
        before = self.same_words
        return before is not None and all(
            item is other and self.changed_evidence.isdisjoint(self.evidence_of(item))
            for item, other in zip(self.record.inputs, before.record.inputs, strict=True)
        )

    def _shows_others_only(self, name: str, step: Step) -> bool:
        """Whether an exhibit is described as showing one step only, and that is another one."""
        piece = self._evidence.get(name)
        if piece is None or not piece.shows:
            return False
        found = self.rules.appraisal.shows_one_step.search(normalise_words(piece.shows))
        if found is None:
            return False
        place = _place_of(found["step"] or found["ordinal"] or found["zh"])
        runs = [s for s in self.record.steps if s.action in GENERATING_ACTIONS]
        rows = (self.record.steps, runs)
        return all(s.id != step.id for row in rows for s in row[place : place + 1 or None])

    @cached_property
    def _shown_by(self) -> Mapping[str, tuple[str, ...]]:
        return evidence_by_step(self.record.evidence)


def _files_of(reader: OwnWords) -> Mapping[str, HeldFile]:
    return reader.files.files if reader.files is not None else {}


def _are_words_of(record: CreationRecord, other: CreationRecord) -> bool:
    """Whether two versions have the same words: a supposition changes no others than criteria."""
    pairs = zip(record.steps, other.steps, strict=True)
    return all(a is b or a.criteria == b.criteria for a, b in pairs)


def _place_of(number: str) -> int:
    """The place in a row that a number names, counted from 0; -1 is the last one."""
    named = {"first": 0, "second": 1, "third": 2, "last": -1}
    if number in named:
        return named[number]
    return int(number) - 1 if number.isdecimal() else "一二三四五六七八九十".index(number)
