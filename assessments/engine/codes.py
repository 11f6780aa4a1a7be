"""The vocabularies of a result: codes, never sentences."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

Basis = Literal["claimed", "proved"]
BASES: tuple[Basis, ...] = ("claimed", "proved")
# The answers beside each other; the third only where a lawyer wrote down what they hold.
Column = Literal["claimed", "proved", "held"]

Conclusion = Literal["protected", "likely", "arguable", "unlikely", "not_protected", "open"]
ElementName = Literal["field", "originality", "form", "intellectual_achievement"]
ElementStatus = Literal["met", "arguable", "not_met", "open"]
GroundBasis = Literal["bound", "between", "scale", "conflict"]
Scope = Literal["part", "whole", "style", "arrangement"]
AppraisedBy = Literal["file", "record", "measured", "decider", "lawyer", "maker"]
EvidenceBasis = Literal["held", "described"]
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
# Met because no fact closes it; nobody has proved it.
UNQUESTIONED = frozenset({"field.open", "form.open"})
Bearing = Literal["for", "against", "neutral"]
Outcome = Literal["protected", "not_protected"]
Relation = Literal["follows", "opposed", "analogous", "distinguished"]
LayerKind = Literal[
    "prompted_output", "own_input", "hand_editing", "human_text", "arrangement", "prompt"
]
LayerStatus = Conclusion
OwnershipBasis = Literal[
    "author",
    "presumption",
    "legal_entity_work",
    "employee_work",
    "special_employee_work",
    "commissioned_work",
    "ghost_written",
    "autobiographical_work",
    "joint_work",
    "compilation",
    "adaptation",
    "film_work",
    "audiovisual_work",
    "assignment",
    "succession",
    "none",
]
ConditionStatus = Literal["met", "open", "not_met"]
DutyName = Literal[
    "visible_label", "label_wording", "metadata_label", "keep_records", "third_party_input"
]
DutyStatus = Literal["met", "missing", "unknown", "not_applicable"]
OwedBy = Literal["user", "provider"]

FULL_LEVEL = 4
FULL_SCORE = 100

Ids = tuple[str, ...]
Dimensions = tuple[DimensionName, ...]
Level = Annotated[int, Field(ge=0, le=FULL_LEVEL)]
Score = Annotated[int, Field(ge=0, le=FULL_SCORE)]
