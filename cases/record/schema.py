"""The creation record, version 1, as typed and frozen values.

The shape is the interchange contract `creation-record/1`: unknown fields are refused, and
a field that is left out is unknown (`None`) unless the contract names a default.
This module holds the shape and the rules that concern one record as a whole (references,
cycles, order of dates); reading files and naming every problem is `loading.py`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SCHEMA = "creation-record/1"

Text = Annotated[str, StringConstraints(strict=True)]
Name = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Flag = Annotated[bool, Field(strict=True)]

Kind = Literal["text", "image", "audio", "video", "code", "model_3d", "mixed"]
Claim = Literal["output", "arrangement", "prompt", "style", "idea"]
SubjectMatter = Literal["expressive", "functional", "data", "news", "official"]
Freedom = Literal["none", "narrow", "wide"]
Distinctiveness = Literal["copied", "commonplace", "different", "striking"]
Foreseeability = Literal["random", "broad", "close"]
PartyKind = Literal["person", "organisation", "machine"]
Role = Literal[
    "author", "team", "host", "employer", "commissioner", "co_author", "tool_provider", "helper"
]
Does = Literal[
    "text_to_image",
    "image_to_image",
    "language_model",
    "audio",
    "video",
    "code",
    "template",
    "analysis",
    "other",
]
OutputTerms = Literal["user", "shared", "provider", "unclaimed", "unknown"]
InputKind = Literal[
    "sketch", "photo", "text", "audio", "video", "data", "template", "model", "reference"
]
MadeBy = Literal["own", "third_party", "public"]
Licence = Literal["own", "licensed", "unlicensed", "unknown"]
InOutput = Literal["none", "trace", "partial", "dominant"]
Action = Literal[
    "conceive", "prepare", "generate", "adjust", "select", "edit", "arrange", "review", "write"
]
Detail = Literal["none", "topic", "ordinary", "specific", "rich"]
Changed = Literal[
    "prompt",
    "negative_prompt",
    "parameters",
    "seed",
    "model",
    "weights",
    "region",
    "input",
    "order",
]
Effect = Literal["none", "random", "visible", "as_intended"]
Extent = Literal["technical", "minor", "local", "substantial"]
EvidenceKind = Literal[
    "original_file",
    "generation_metadata",
    "account_history",
    "screen_recording",
    "layered_file",
    "chat_export",
    "drafts",
    "timestamp",
    "notarised",
    "registration",
    "contract",
    "terms",
    "witness",
    "reconstruction",
    "statement",
]
Made = Literal["contemporaneous", "later"]
Strength = Literal["weak", "fair", "strong"]


class Value(BaseModel):
    """Base of every value: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Publication(Value):
    """First publication and how it was marked."""

    on: dt.date | None = None
    where: Text | None = None
    visible_label: Flag | None = None
    label_text: Text | None = None
    metadata_label: Flag | None = None
    signature: Flag | None = None


class Party(Value):
    """A person, organisation or machine that had a part in the work."""

    id: Name
    name: Name
    kind: PartyKind
    role: Role
    contribution: Text | None = None


class Tool(Value):
    """A tool and who may use its output under its terms."""

    id: Name
    name: Name
    version: Text | None = None
    provider: Text | None = None
    does: Does
    output_terms: OutputTerms = "unknown"
    terms_evidence: tuple[Name, ...] = ()


class Input(Value):
    """What went into the tool besides prompts."""

    id: Name
    what: InputKind
    made_by: MadeBy
    licence: Licence = "unknown"
    in_output: InOutput | None = None
    note: Text | None = None
    evidence: tuple[Name, ...] = ()


class Step(Value):
    """One act of a human, or one run of the tool that a human started."""

    id: Name
    parent: Name | None = None
    at: dt.datetime | dt.date | None = None
    by: Name | None = None
    action: Action
    tool: Name | None = None
    prompt: Text | None = None
    negative_prompt: Text | None = None
    prompt_terms: Count | None = None
    detail: Detail | None = None
    parameters: dict[str, Any] | None = None
    changed: tuple[Changed, ...] | None = None
    intent: Text | None = None
    effect: Effect | None = None
    outputs: Count | None = None
    kept: Count | None = None
    criteria: Text | None = None
    extent: Extent | None = None
    repeat: Annotated[int, Field(ge=1, strict=True)] = 1
    evidence: tuple[Name, ...] = ()


class Evidence(Value):
    """A thing that shows how the work was made."""

    id: Name
    what: EvidenceKind
    made: Made
    sha256: Sha256 | None = None
    shows: Text | None = None
    strength: Strength | None = None


class Registration(Value):
    """A voluntary registration of the work."""

    authority: Text | None = None
    number: Text | None = None
    on: dt.date | None = None


class CreationRecord(Value):
    """How a work was made: a user's assessment and every precedent hold one."""

    schema_: Annotated[Literal["creation-record/1"], Field(alias="schema")]
    title: Name
    kind: Kind
    summary: Text | None = None
    claim: Claim = "output"
    subject_matter: SubjectMatter = "expressive"
    fixed: Flag = True
    freedom: Freedom = "wide"
    distinctiveness: Distinctiveness | None = None
    foreseeability: Foreseeability | None = None
    created_from: dt.date | None = None
    created_to: dt.date | None = None
    published: Publication | None = None
    parties: tuple[Party, ...] = ()
    tools: tuple[Tool, ...] = ()
    inputs: tuple[Input, ...] = ()
    steps: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    registration: Registration | None = None
    notes: Text | None = None
