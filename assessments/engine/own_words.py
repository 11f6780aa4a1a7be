"""What a record says in its own words, beside its labels: of steps, inputs and the whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from assessments.engine.admissions import NONE, Admissions
from assessments.engine.codes import AppraisedBy
from assessments.engine.held_files import HeldFiles, normalise_words
from assessments.engine.rules import Rules
from cases.record import CreationRecord, Input, Step, Tool, evidence_by_step, linked_evidence

HAND_ACTIONS = frozenset({"edit", "write"})
GENERATING_ACTIONS = frozenset({"generate", "adjust"})
# Acts that make a part of the result.
RESULT_ACTIONS = frozenset({"edit", "write", "arrange"})
WITH_PROMPT = GENERATING_ACTIONS | {"prepare", "conceive", "edit"}
TEXT_KINDS = frozenset({"text", "code"})
OTHERS_INPUT: Admissions = frozenset(
    {"others_input", "others_subject", "copied", "copied_text", "copied_perhaps"}
)
EMPTY_INPUT: Admissions = frozenset({"machine_input", "nobodys_input", "trifling_input"})


class OwnWords:
    """A record, and what its own words admit."""

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
            return NONE
        texts = [self.record.summary, self.record.notes]
        texts += [words for step in self.record.steps for words in (step.intent, step.criteria)]
        return NONE.union(*map(self.rules.admissions.read_of_input, texts))

    def _shown_of(self, evidence: str) -> Admissions:
        piece = self._evidence.get(evidence)
        return self._admissions(piece.shows) if piece else NONE

    def _admissions(self, text: str | None) -> Admissions:
        """What a decider says is no maker's admission."""
        return NONE if self._own == "decider" else self.rules.admissions.read(text)

    def prompt_is_others(self, step: Step) -> bool:
        """Whether the makers' own words say that the words of a prompt are not theirs."""
        return "prompt" in self.said_of(step)

    def made_by(self, item: Input) -> str:
        """Whose an input is: another's where the makers' own words say so."""
        said = self.said_of_input(item) if item.made_by == "own" else NONE
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

    def evidence_of(self, item: Step | Input) -> tuple[str, ...]:
        """Ids of the evidence that a person linked to a step or an input."""
        key = (type(item), item.id)
        if key not in self._evidence_of:
            self._evidence_of[key] = linked_evidence(item, self._shown_by)
        return self._evidence_of[key]

    @cached_property
    def _shown_by(self) -> Mapping[str, tuple[str, ...]]:
        return evidence_by_step(self.record.evidence)
