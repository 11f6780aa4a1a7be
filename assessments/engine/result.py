"""The result of the reasoning as typed, frozen values, and the JSON that is stored and exchanged.

A result states codes, ids and numbers, never sentences. `Result.model_validate` opens every result
that was ever stored; `canonical_json` writes one. A key that a result does not have stays absent
when it is written again, so reading and writing give back the same bytes. The text below a field
is its description in the JSON Schema.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field

from assessments.engine.codes import (
    BASES,
    UNQUESTIONED,
    AppraisedBy,
    Basis,
    Column,
    Conclusion,
    DimensionName,
    Dimensions,
    DutyName,
    DutyStatus,
    ElementName,
    ElementStatus,
    EvidenceBasis,
    GroundBasis,
    Ids,
    LayerKind,
    LayerStatus,
    Level,
    Outcome,
    OwedBy,
    Relation,
    Scope,
    Score,
)
from assessments.engine.result_ownership import Ownership
from assessments.engine.result_reasons import DimensionReason, Facts, Reason
from cases.record.json_schema import schema_of
from cases.record.schema import Value

ADDRESS = "/schemas/assessment-result-1.json"


class TurnsOn(Value):
    """A value that an answer turns on: unproved, and one step less would refuse the work."""

    field: str
    """The field of the record, such as `steps[2].extent`."""
    value: str | None
    """What the record states there; null: it does not state it."""
    by: AppraisedBy
    """Who appraised it."""


class Ground(Value):
    """What an answer rests on."""

    basis: GroundBasis | None = None
    """`bound`: a statute or decided works decide it; `between`: decided works stand near on both
    sides; `scale`: none is near, the ordered rules alone give the word; `conflict`: decided works
    bind both ways. Null in results before this was said."""
    bound_by: Ids = ()
    """Ids of rules and slugs of decided works: those that bind it, or the nearest on each side."""


class ElementAnswer(Ground):
    """One of the elements that the law asks for."""

    status: ElementStatus
    """Whether the element is met."""
    score: Score
    """A position for a drawing, not a quantity: 0 bound not met, 25 not met, 50 arguable, 75 met,
    100 bound met."""
    reasons: tuple[DimensionReason | Reason, ...]
    """Why; gates and decided works first."""

    @property
    def is_unquestioned(self) -> bool:
        """Whether it is met only because no fact closes it."""
        return any(reason.code in UNQUESTIONED for reason in self.reasons)


class DimensionLevel(Value):
    """The level of one dimension, with what it stands on."""

    level: Level
    """The level."""
    of: int
    """The highest level."""
    because: str
    """The code of the criterion that gave the level."""
    steps: Ids
    """Ids of the steps that it was read from."""
    inputs: Ids
    """Ids of the inputs that it was read from."""
    fields: Ids
    """Names of the fields that it was read from."""
    evidence: Ids
    """Ids of the evidence for it."""
    authority: Ids
    """Ids of rules and slugs of decisions that the criterion rests on."""


class ComparedPrecedent(Value):
    """A decided work beside this one."""

    slug: str
    """The slug of the decided work."""
    outcome: Outcome
    """What was decided."""
    jurisdiction: str
    """Where it was decided: `CN`, `US` and the like."""
    relation: Relation
    """How this work relates to the decision."""
    stronger_on: Dimensions
    """Dimensions on which this work is stronger."""
    weaker_on: Dimensions
    """Dimensions on which this work is weaker."""
    same_on: Dimensions
    """Dimensions on which both are equal."""


class LayerAnswer(Ground):
    """One of the two answers for a layer."""

    word: Conclusion
    """The word for the layer: that of its weakest element."""
    range: tuple[Conclusion, Conclusion]
    """The word with every unknown at its lowest and at its highest value."""
    turns_on: tuple[TurnsOn, ...] = ()
    """Values without which the layer would be refused."""
    open_to: tuple[str, ...] = ()
    """Codes of the questions that would open an answer that cannot be given yet."""


class Answer(Ground):
    """One of the two answers: on what is claimed, or on what is proved."""

    conclusion: Conclusion
    """The word for the work: that of its strongest layer."""
    range: tuple[Conclusion, Conclusion] | None = None
    """The conclusion with every unknown at its lowest and at its highest value."""
    turns_on: tuple[TurnsOn, ...] = ()
    """Values without which the conclusion would be a refusal."""
    scope: Scope | None = None
    """Of what the word speaks: the work, its `layers_protected`, or a claim to something else."""
    layers_protected: Ids = ()
    """Ids of the layers that are protected at least likely."""
    layer: str = ""
    """Id of the layer whose elements are shown: the strongest one."""
    elements: Mapping[ElementName, ElementAnswer]
    """Every element."""
    findings: Mapping[DimensionName, DimensionLevel]
    """Every dimension."""
    precedents: tuple[ComparedPrecedent, ...]
    """The decided works compared with, nearest first."""


LYRICS = "layer.human_text.lyrics"
LYRICS_OF_MACHINE = "layer.prompted_output.lyrics"


class Layer(Ground):
    """A part of the work, and whether it carries protection by itself.

    `basis`, `bound_by`, `range` and `turns_on` are those of the answer on what is proved.
    """

    layer: LayerKind
    """The way in which human expression came into this part."""
    id: str = ""
    """Unique in this list."""
    name: str = ""
    """The part's own name in the record; empty where it has none."""
    status: LayerStatus
    """On what is proved."""
    claimed: LayerStatus
    """On what is claimed."""
    proved: LayerStatus | None = None
    """On what is proved; the same as `status`."""
    held: LayerStatus | None = None
    """On what a lawyer holds; absent where none wrote it down."""
    range: tuple[Conclusion, Conclusion] | None = None
    """The word with every unknown at its lowest and at its highest value."""
    turns_on: tuple[TurnsOn, ...] = ()
    """Values without which the layer would be refused."""
    as_claimed: LayerAnswer | None = None
    """The answer on what is claimed."""
    ground: str = ""
    """The ground that the layer answers on."""
    because: str
    """The code of the reason."""
    steps: Ids
    """Ids of the steps that made it."""
    inputs: Ids
    """Ids of the inputs that show in it."""
    authority: Ids
    """Ids of rules and slugs of decisions."""

    @property
    def facts(self) -> Facts:
        return Facts(steps=self.steps, inputs=self.inputs)

    @property
    def called(self) -> str:
        """What it is named by; of words typed as lyrics nobody says that a person wrote them."""
        return "lyrics" if self.because in (LYRICS, LYRICS_OF_MACHINE) else self.layer


class DutyAnswer(Value):
    """A duty that goes with publishing generated content."""

    what: DutyName
    """Which duty it is."""
    owed_by: OwedBy = "user"
    """Who owes it; what a provider owes is not the client's unless the client is the provider."""
    status: DutyStatus
    """Whether it is met."""
    because: str
    """The code of the reason."""
    source: str
    """The id of the rule, or the slug of the decision, that it comes from."""


class Appraisal(Value):
    """Who appraised a value, and what of it is accepted."""

    field: str
    """The field of the record, such as `steps[2].detail`."""
    value: str | None
    """What the record states; null: it does not state it."""
    by: AppraisedBy
    """Who appraised it: `file`: read from a held file; `record`: from the words and values
    recorded; `measured`: from two results compared."""
    on: Ids
    """Ids of the evidence that it was appraised on."""
    accepted_as_claimed: str | None
    """The value that counts in the answer on what is claimed; null: none."""
    accepted_as_proved: str | None
    """The value that counts in the answer on what is proved; null: none."""
    because: str
    """The code of the reason."""


class Contradiction(Value):
    """A statement of the record that its own words, values or files contradict."""

    field: str
    """The field of the record."""
    value: str
    """What the record states."""
    shown: str
    """What its words, values or files show."""
    code: str
    """The code of the contradiction."""

    @property
    def is_question(self) -> bool:
        """Whether words are only asked about, as they may speak against the record."""
        return self.code.startswith("contradiction.asked_")


class ConclusionChange(Value):
    """A conclusion before and after a change of the record."""

    from_: Conclusion = Field(alias="from")
    """The conclusion as it is."""
    to: Conclusion
    """The conclusion after the change; of an answer, after the one that helps most."""
    lowest: Conclusion | None = None
    """Of an answer: the conclusion after the one that helps least; null where none is given."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)


class Improvement(ConclusionChange):
    """Something to secure or to state that would raise an answer."""

    do: str
    """The code of what to do."""
    when: Literal["exists", "now"] | None = None
    """`exists`: only if it still exists from the time of making; `now`: it can be made today."""
    evidence: Ids = ()
    """Ids of the evidence concerned."""
    changes: Basis
    """The answer that it raises."""
    elements: tuple[ElementName, ...]
    """The elements whose status it changes."""
    steps: Ids
    """Ids of the steps concerned."""
    inputs: Ids
    """Ids of the inputs concerned."""
    fields: Ids
    """Names of the fields concerned."""

    @property
    def facts(self) -> Facts:
        return Facts(steps=self.steps, inputs=self.inputs, fields=self.fields)


class Unknown(Value):
    """An answer that the record leaves open, and what the best value would change."""

    code: str
    """Which answer is open."""
    steps: Ids
    """Ids of the steps concerned."""
    inputs: Ids
    """Ids of the inputs concerned."""
    fields: Ids
    """Names of the fields concerned."""
    matters: bool
    """Whether it could change the status of an element or a conclusion."""
    raises: bool = False
    """Whether an answer could raise a conclusion or an element."""
    lowers: bool = False
    """Whether an answer could lower a conclusion or an element."""
    together: bool = False
    """Whether it moves an answer only together with other open answers."""
    opens: bool = False
    """Whether it is what to tell first, so that an answer can be given at all."""
    claimed: ConclusionChange
    """What it could change of the answer on what is claimed."""
    proved: ConclusionChange
    """What it could change of the answer on what is proved."""

    @property
    def facts(self) -> Facts:
        return Facts(steps=self.steps, inputs=self.inputs, fields=self.fields)

    def change(self, basis: Basis) -> ConclusionChange:
        return self.claimed if basis == "claimed" else self.proved


class Result(Value):
    """The result of assessing one record."""

    record: Literal["creation-record/1"]
    """The schema of the record that was assessed."""
    rubric: str
    """The version of the rules."""
    library: str
    """SHA-256 digest over the decided works compared with."""
    as_of: dt.date | None
    """Decisions of later days were left out; null where no day was given."""
    claimed: Answer
    """The answer if everything stated is accepted."""
    proved: Answer
    """The answer on what can be shown today."""
    held: Answer | None = None
    """The answer on what a lawyer holds; absent where none wrote it down."""
    layers: tuple[Layer, ...]
    """Which parts of the work carry protection."""
    precedents: tuple[ComparedPrecedent, ...]
    """The decided works compared with, on what is proved."""
    ownership: Ownership
    """Who owns the work."""
    duties: tuple[DutyAnswer, ...]
    """Duties that go with publishing it."""
    improvements: tuple[Improvement, ...]
    """What would raise an answer, the greatest effect first."""
    unknowns: tuple[Unknown, ...]
    """What the record leaves open."""
    evidence_basis: EvidenceBasis | None = None
    """`held`: evidence counts where its file is held and read; `described`: as the record
    describes it. Null in results before this was said."""
    appraisals: tuple[Appraisal, ...] = ()
    """Who appraised each value, and what of it is accepted."""
    contradictions: tuple[Contradiction, ...] = ()
    """Where the record contradicts itself, and which of its words need to be cleared up."""

    def answer(self, column: Column) -> Answer:
        found: Answer = getattr(self, column)
        return found

    @property
    def columns(self) -> tuple[Column, ...]:
        return BASES if self.held is None else (*BASES, "held")

    def plain(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def canonical_json(result: Result) -> str:
    """The one text form of a result: sorted keys, readable Unicode, indented by two spaces."""
    return json.dumps(result.plain(), ensure_ascii=False, indent=2, sort_keys=True)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a result, for other programs."""
    return schema_of(Result, ADDRESS, "Assessment result, version 1")
