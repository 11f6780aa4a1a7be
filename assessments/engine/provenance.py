"""Who made each step of a record, who appraised it, and what its evidence carries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from assessments.engine.admissions import NONE as NO_ADMISSION
from assessments.engine.admissions import Admissions
from assessments.engine.codes import AppraisedBy, Basis
from assessments.engine.held_files import HeldFiles, normalise_words
from assessments.engine.rules import Rules
from cases.record import (
    CreationRecord,
    Evidence,
    Input,
    Step,
    Tool,
    evidence_by_step,
    linked_evidence,
)
from cases.record.schema import Examination

HAND_ACTIONS = frozenset({"edit", "write"})
GENERATING_ACTIONS = frozenset({"generate", "adjust"})


# Acts that make a part of the result.
RESULT_ACTIONS = frozenset({"edit", "write", "arrange"})
WITH_PROMPT = GENERATING_ACTIONS | {"prepare", "conceive", "edit"}
TEXT_KINDS = frozenset({"text", "code"})
OTHERS_INPUT: Admissions = frozenset({"others_input", "copied", "copied_text", "copied_perhaps"})
EMPTY_INPUT: Admissions = frozenset({"machine_input", "nobodys_input", "trifling_input"})
# The examination that a supposition adds: after everything that was done.
AFTER_ALL = Examination.model_validate({"name": "counsel", "on": "9999-12-31"})
BRACKETED = re.compile(r"\s*[(（\[【].*$")  # "Li (lawyer)" names Li


class Provenance:
    """A record, who made and who appraised each step, and what evidence carries for it."""

    def __init__(self, record: CreationRecord, rules: Rules, files: HeldFiles | None) -> None:
        self.record = record
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
        self._evidence_of: dict[tuple[type, str], tuple[str, ...]] = {}
        self._by: dict[tuple[type, str], AppraisedBy] = {}
        self._parents: dict[str, Step | None] = {}
        self._same: dict[str, bool] = {}

    # Who made and who appraised it

    @cached_property
    def has_machine_only(self) -> bool:
        """Whether the record names makers or acts, and all are a machine's."""
        if self.record.parties and all(p.kind == "machine" for p in self.record.parties):
            return True
        return bool(self.record.steps) and not self.steps and not self._human_makers

    @cached_property
    def _human_makers(self) -> bool:
        return any(p.kind != "machine" and p.role != "tool_provider" for p in self.record.parties)

    def is_generative(self, step: Step) -> bool:
        """Whether the step ran a tool that generates: an instruction is typed to such a tool."""
        if step.action in GENERATING_ACTIONS or (step.tool or "") in self.generators:
            return True
        if step.action in RESULT_ACTIONS and self._admits_generation(step):
            return True
        return step.action in RESULT_ACTIONS and bool((step.prompt or "").strip())

    @cached_property
    def admits_generation(self) -> bool:
        """Whether the makers' own words say of the whole that a machine made it."""
        if not self._may_admit_generation:
            return False
        shown = (self._admissions(piece.shows) for piece in self.record.evidence)
        return "machine" in self.said_of_whole.union(*shown)

    def _admits_generation(self, step: Step) -> bool:
        return self.admits_generation or "machine" in self.said_of(step)

    @cached_property
    def _may_admit_generation(self) -> bool:
        """Beside steps that ran a tool, words about the tool's output are no admission."""
        ran = any(
            s.action in GENERATING_ACTIONS or (s.tool or "") in self.generators
            for s in self.record.steps
        )
        return not ran and self._own != "decider"

    @cached_property
    def said_of_whole(self) -> Admissions:
        """What the makers' own words admit of the work as a whole."""
        return self._admissions(self.record.summary) | self._admissions(self.record.notes)

    def said_of(self, step: Step) -> Admissions:
        """What the makers' own words admit of a step."""
        said = self._admissions(step.intent) | self._admissions(step.criteria)
        if step.action in WITH_PROMPT and "prompt" not in said:
            of_all = self.said_of_whole.union(*map(self._shown_of, self.evidence_of(step)))
            said |= of_all & {"prompt"}
            if self._asked_for_prompt(step):
                said |= {"prompt"}
        if not self._may_admit_generation:
            said -= {"machine"}
        if self.record.kind not in TEXT_KINDS:
            said -= {"copied_text"}
        return said

    def _asked_for_prompt(self, step: Step) -> bool:
        """Whether a language model was asked for the prompt just before."""
        before = self._by_id.get(step.parent or "")
        return (
            before is not None
            and self._tools.get(before.tool or "") == "language_model"
            and self._tools.get(step.tool or "") not in (None, "language_model")
            and "asks_for_prompt" in self._admissions(before.prompt)
        )

    def said_of_input(self, item: Input) -> Admissions:
        """What the makers' own words admit of an input."""
        said = self._admissions(item.note).union(*map(self._shown_of, self.evidence_of(item)))
        return said | self._said_of_only_input if self._number_of_own_inputs == 1 else said

    @cached_property
    def _number_of_own_inputs(self) -> int:
        return sum(item.made_by == "own" for item in self.record.inputs)

    @cached_property
    def _said_of_only_input(self) -> Admissions:
        """What the summary, the notes and the steps admit of the one input that is own."""
        if self._own == "decider":
            return NO_ADMISSION
        texts = [self.record.summary, self.record.notes]
        texts += [words for step in self.record.steps for words in (step.intent, step.criteria)]
        return NO_ADMISSION.union(*map(self.rules.admissions.read_of_input, texts))

    def _shown_of(self, evidence: str) -> Admissions:
        piece = self._evidence.get(evidence)
        return self._admissions(piece.shows) if piece else NO_ADMISSION

    def _admissions(self, text: str | None) -> Admissions:
        """What a decider says is no maker's admission."""
        return NO_ADMISSION if self._own == "decider" else self.rules.admissions.read(text)

    def copies(self, step: Step) -> bool:
        """Whether the makers' own words say that an act copies what another made."""
        by_hand = step.action in RESULT_ACTIONS and not self.is_generative(step)
        return by_hand and bool(self.said_of(step) & {"copied", "copied_text"})

    def may_copy(self, step: Step) -> bool:
        """Whether those words leave open if an act adds anything to another's work."""
        of_whole = self.said_of_whole & {"copied", "copied_perhaps"}
        return bool(of_whole) or "copied_perhaps" in self.said_of(step)

    @cached_property
    def is_copied(self) -> bool:
        """Whether the work is a copy: by its label, or since every act that made it copies."""
        making = [s for s in self.steps if s.action in GENERATING_ACTIONS | RESULT_ACTIONS]
        of_acts = bool(making) and all(map(self.copies, making)) and not self.record.inputs
        return self.record.distinctiveness == "copied" or of_acts

    def prompt_is_others(self, step: Step) -> bool:
        """Whether the makers' own words say that the words of a prompt are not theirs."""
        return "prompt" in self.said_of(step)

    def made_by(self, item: Input) -> str:
        """Whose an input is: another's where the makers' own words say so."""
        said = self.said_of_input(item) if item.made_by == "own" else NO_ADMISSION
        return "third_party" if said & OTHERS_INPUT else item.made_by

    def is_without_expression(self, item: Input) -> bool:
        """Whether the makers' own words say that no person expressed anything in an input."""
        return item.made_by == "own" and bool(self.said_of_input(item) & EMPTY_INPUT)

    @cached_property
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

    @cached_property
    def is_generated(self) -> bool:
        """Whether a tool that generates is named, or any step ran one."""
        return bool(self.generators) or any(map(self.is_generative, self.record.steps))

    @property
    def may_be_generated(self) -> bool:
        """Whether something was done or put in where a tool that generates may have been used."""
        return bool(self.record.inputs) or (bool(self.generators) and bool(self.record.steps))

    @property
    def _is_made_by_hand(self) -> bool:
        return not self.is_generated

    def evidence_of(self, item: Step | Input) -> tuple[str, ...]:
        """Ids of the evidence that a person linked to a step or an input."""
        key = (type(item), item.id)
        if key not in self._evidence_of:
            self._evidence_of[key] = linked_evidence(item, self._shown_by)
        return self._evidence_of[key]

    @cached_property
    def _shown_by(self) -> Mapping[str, tuple[str, ...]]:
        return evidence_by_step(self.record.evidence)

    def by(self, item: Step | Input, basis: Basis) -> AppraisedBy:
        """Who appraised the values of a step or an input.

        A record that a lawyer wrote carries the lawyer's claims; what is proved by a lawyer needs
        an exhibit, with the name of who examined it and the day.
        """
        if self._own == "decider" or (self._own == "lawyer" and basis == "claimed"):
            return self._own
        key = (type(item), item.id)
        if key not in self._by:
            pieces = [self._evidence[n] for n in self.evidence_of(item) if n in self._evidence]
            examined = any(self.is_examined(p) and not self._was_before(p, item) for p in pieces)
            self._by[key] = "lawyer" if examined else "maker"
        return self._by[key]

    def is_examined(self, piece: Evidence) -> bool:
        """Whether a lawyer examined the piece who is none of the parties, and has done so."""
        if piece.examined_by is None or self.will_be_examined(piece):
            return False
        return not self.examines_own(piece)

    def will_be_examined(self, piece: Evidence) -> bool:
        """Whether the day on which the piece is said to have been examined is still to come."""
        seen = piece.examined_by
        return seen is not None and seen is not AFTER_ALL and seen.on > _latest_day()

    def was_examined_before(self, piece: Evidence) -> bool:
        """Whether the piece was examined before any step that it is linked to was done."""
        shown = [s for s in self.record.steps if piece.id in self.evidence_of(s)]
        return bool(shown) and all(self._was_before(piece, step) for step in shown)

    def _was_before(self, piece: Evidence, item: Step | Input) -> bool:
        """Whether a piece was examined before the day of the step that it is to show."""
        if piece.examined_by is None or not isinstance(item, Step):
            return False
        at = item.at or self.record.created_from
        if at is None:
            return False
        return piece.examined_by.on < (at.date() if isinstance(at, dt.datetime) else at)

    def examines_own(self, piece: Evidence) -> bool:
        """Whether a party of the record is named as who examined the piece."""
        if piece.examined_by is None:
            return False
        name = normalise_words(BRACKETED.sub("", piece.examined_by.name))
        if name in self._names_of_parties or name in self.rules.appraisal.no_examiner:
            return True
        words = sorted(name.split())  # Ming Li is Li Ming
        return self._is_generators(name) or any(
            words == sorted(other.split()) for other in self._names_of_parties
        )

    @cached_property
    def _names_of_parties(self) -> frozenset[str]:
        parties = self.record.parties
        return frozenset(normalise_words(name) for p in parties for name in (p.id, p.name))

    def is_as_in(self, step: Step, other: Provenance) -> bool:
        """Whether all that the values of a step rest on is the same in another version.

        The other version differs at most in evidence and in values of steps and own inputs.
        """
        if step.id not in self._same:
            self._same[step.id] = (
                step.action not in ("arrange", "select", "review")  # rest on other steps, too
                and self._presumed_level == other._presumed_level
                and step is other._by_id[step.id]
                and self._pieces(step) == other._pieces(step)
                and (step.parent is None or self.is_as_in(self._by_id[step.parent], other))
            )
        return self._same[step.id]

    def _pieces(self, step: Step) -> list[tuple[int, int]]:
        """The identity of the evidence linked to a step, and of what was read in its files."""
        files = self.files.files if self.files is not None else {}
        names = self.evidence_of(step)
        return [(id(self._evidence.get(name)), id(files.get(name))) for name in names]

    # What evidence carries

    def step_carries(self, step: Step) -> int:
        """The level (0-4) that evidence carries for a step."""
        group = self.rules.proof.group_of(step.action)
        carried = self._carried(self.evidence_of(step), group) if group else 0
        return max(carried, self._presumed(step))

    def input_carries(self, item: Input) -> int:
        """The level (0-4) that evidence carries for an input."""
        carried = self._carried(self.evidence_of(item), "own_input")
        return max(carried, self._presumed_level if self._is_made_by_hand else 0)

    def _carried(self, ids: Iterable[str], group: str) -> int:
        pieces = (self._evidence[i] for i in ids if i in self._evidence)
        return max((self.carries(piece, group) for piece in pieces), default=0)

    def carries(self, piece: Evidence, group: str) -> int:
        """The level (0-4) that one piece carries for a group of facts."""
        proof = self.rules.proof
        shows = normalise_words(piece.shows or "")
        if any(words in shows for words in self.rules.appraisal.shows_nothing):
            return 0
        kind = proof.kinds[piece.what]
        limits = [proof.carries[kind[group]]]
        if piece.made == "later":
            limits.append(proof.carries[kind["later"]])
        if piece.strength:
            limits.append(proof.carries[piece.strength])
        if self.files is not None:
            held = self.files.files.get(piece.id)
            if held is None:
                return 0
            if piece.what in proof.editable and not held.anchored:
                limits.append(proof.carries[proof.editable_carries])
            if held.made == "later":
                limits.append(proof.carries[kind["later"]])
            if held.made == "unknown" and piece.what in proof.kinds_of_the_time:
                limits.append(proof.carries[proof.undated_carries])
        return min(limits)

    def _presumed(self, step: Step) -> int:
        by_hand = step.action in HAND_ACTIONS or step.action == "arrange"
        return self._presumed_level if by_hand and self._is_made_by_hand else 0

    @cached_property
    def _presumed_level(self) -> int:
        """What the name on the work carries (Copyright Law art. 12), where it was not generated."""
        published = self.record.published
        if published is None or not published.signature or published.visible_label:
            return 0
        presumption = self.rules.proof.presumption
        if self._own == "decider":
            copies = True  # the decider saw the work
        elif self.files is not None:
            copies = any(map(self._shows_name, self.files.files))
        else:
            copies = any(piece.what in presumption.copies for piece in self.record.evidence)
        if not copies:
            return 0
        return self.rules.proof.carries[presumption.carries]

    def _shows_name(self, evidence: str) -> bool:
        assert self.files is not None
        piece, file = self._evidence.get(evidence), self.files.files[evidence]
        if piece is None or file.labelled_as_generated:
            return False
        names = [party.name for party in self.record.parties if party.kind != "machine"]
        if any(self.files.shows_words(evidence, name) for name in names):
            return True
        return self.is_examined(piece) and not file.normal_text.strip()  # a name in a picture

    @cached_property
    def has_others_parts(self) -> bool:
        """Whether parts of the result are a machine's own or show somebody else's expression."""
        mine = {step.id for step in self.steps}
        content = GENERATING_ACTIONS | RESULT_ACTIONS
        return any(s.id not in mine and s.action in content for s in self.record.steps) or any(
            self.made_by(item) in ("third_party", "public")
            and item.in_output in ("partial", "dominant")
            for item in self.record.inputs
        )

    @property
    def is_presumed(self) -> bool:
        """Whether what is proved rests on the name on the work."""
        return self._is_made_by_hand and bool(self._presumed_level)


def _latest_day() -> dt.date:
    """The latest day that today is anywhere."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=14))).date()
