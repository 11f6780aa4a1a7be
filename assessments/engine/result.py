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
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from cases.record.json_schema import schema_of
from cases.record.schema import Value

Basis = Literal["claimed", "proved"]
BASES: tuple[Basis, ...] = ("claimed", "proved")

Conclusion = Literal["protected", "likely", "arguable", "unlikely", "not_protected"]
ElementName = Literal["field", "originality", "form", "intellectual_achievement"]
ElementStatus = Literal["met", "arguable", "not_met"]
DimensionName = Literal[
    "conception",
    "instruction",
    "control",
    "refinement",
    "selection",
    "editing",
    "own_input",
    "distinctiveness",
    "foreseeability",
]
Bearing = Literal["for", "against", "neutral"]
Outcome = Literal["protected", "not_protected"]
Relation = Literal["follows", "opposed", "analogous", "distinguished"]
LayerName = Literal["prompted_output", "own_input", "hand_editing", "human_text", "arrangement"]
LayerStatus = Literal["protected", "arguable", "not_protected"]
OwnershipBasis = Literal[
    "legal_entity_work", "employee_work", "commissioned_work", "joint_work", "author", "none"
]
DutyName = Literal[
    "visible_label", "label_wording", "metadata_label", "keep_records", "third_party_input"
]
DutyStatus = Literal["met", "missing", "unknown"]

FULL_LEVEL = 4
FULL_SCORE = 100

Ids = tuple[str, ...]
Dimensions = tuple[DimensionName, ...]
Level = Annotated[int, Field(ge=0, le=FULL_LEVEL)]
Score = Annotated[int, Field(ge=0, le=FULL_SCORE)]

ADDRESS = "/schemas/assessment-result-1.json"


class Facts(Value):
    """What a reason or a question stands on; keys that its code has no use for are absent."""

    steps: Ids = ()
    """Ids of steps of the record."""
    inputs: Ids = ()
    """Ids of inputs of the record."""
    fields: Ids = ()
    """Names of fields of the record, or of the dimension that a level is carried over from."""
    evidence: Ids = ()
    """Ids of evidence of the record."""
    tools: Ids = ()
    """Ids of tools of the record."""
    parties: Ids = ()
    """Ids of parties of the record."""
    precedents: Ids = ()
    """Slugs of the decided works that bind the element, domestic and closest ones first."""
    precedent: str | None = None
    """The slug of the one decided work; only in results before `precedents` listed them."""
    moved: bool = False
    """Whether these decided works changed the score of the element."""
    points: int | None = None
    """Points of the ground that the element rests on."""
    border: int | None = None
    """Points that stand for a score of 50."""
    full: int | None = None
    """Points that stand for a score of 100."""
    dimensions: Dimensions = ()
    """The dimensions that the points are counted from."""


class Reason(Value):
    """A reason that concerns an element as a whole: a gate, decided works, a ground."""

    code: str
    """What the reason is; sentences are made from it."""
    bears: Bearing
    """Whether it speaks for the element or against it."""
    facts: Facts
    """What it stands on."""
    authority: Ids
    """Ids of rules and slugs of decisions that it rests on."""


class DimensionReason(Reason):
    """A reason that states the level of one dimension."""

    dimension: DimensionName
    """The dimension."""
    level: Level
    """Its level."""
    of: int
    """The highest level."""


class ElementAnswer(Value):
    """One of the elements that the law asks for."""

    status: ElementStatus
    """Whether the element is met."""
    score: Score
    """A position with the border at 50; a share of nothing."""
    reasons: tuple[DimensionReason | Reason, ...]
    """Why; gates and decided works first."""


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


class Answer(Value):
    """One of the two answers: on what is claimed, or on what is proved."""

    conclusion: Conclusion
    """The word for the whole work: that of its weakest element."""
    elements: Mapping[ElementName, ElementAnswer]
    """Every element."""
    findings: Mapping[DimensionName, DimensionLevel]
    """Every dimension."""
    precedents: tuple[ComparedPrecedent, ...]
    """The decided works compared with, nearest first."""


class Layer(Value):
    """A part of the work, and whether it carries protection by itself."""

    layer: LayerName
    """The way in which human expression came into this part."""
    status: LayerStatus
    """On what is proved."""
    claimed: LayerStatus
    """On what is claimed."""
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


class OpenQuestion(Value):
    """A question on ownership that the record leaves open."""

    code: str
    """Which question it is."""
    facts: Facts
    """What gives rise to it."""


class Ownership(Value):
    """Who owns the work, if it is one."""

    owner: str
    """Names of the owners; empty where nobody who could own it is named."""
    basis: OwnershipBasis
    """The rule that decides."""
    because: str
    """The code of the reason."""
    parties: Ids
    """Ids of the owners."""
    authority: Ids
    """Ids of rules and slugs of decisions."""
    open_questions: tuple[OpenQuestion, ...]
    """What the record leaves open."""


class DutyAnswer(Value):
    """A duty that goes with publishing generated content."""

    what: DutyName
    """Which duty it is."""
    status: DutyStatus
    """Whether it is met."""
    because: str
    """The code of the reason."""
    source: str
    """The id of the rule, or the slug of the decision, that it comes from."""


class ConclusionChange(Value):
    """A conclusion before and after a change of the record."""

    from_: Conclusion = Field(alias="from")
    """The conclusion as it is."""
    to: Conclusion
    """The conclusion after the change."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)


class Improvement(ConclusionChange):
    """Something to secure or to state that would raise an answer."""

    do: str
    """The code of what to do."""
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

    def answer(self, basis: Basis) -> Answer:
        return self.claimed if basis == "claimed" else self.proved

    def plain(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def canonical_json(result: Result) -> str:
    """The one text form of a result: sorted keys, readable Unicode, indented by two spaces."""
    return json.dumps(result.plain(), ensure_ascii=False, indent=2, sort_keys=True)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a result, for other programs."""
    return schema_of(Result, ADDRESS, "Assessment result, version 1")
