"""The creation record, version 1, as typed and frozen values.

The schema is the interchange contract `creation-record/1`: unknown fields are refused, and a
missing field is unknown (`None`) unless the contract names a default. The rules of a record as a
whole (references, cycles, the order of dates) are in `checking.py`; `loading.py` reads files and
reports problems. The text below a field is its description in the JSON Schema.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from cases.record.dates import MOMENT_PATTERN, Moment, read_date, read_moment

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SchemaName = Literal["creation-record/1"]
SCHEMA: str = get_args(SchemaName)[0]


def _parse_date(value: object) -> dt.date:
    date = read_date(value)
    if date is None:
        raise PydanticCustomError("not_date", "must be a date such as 2024-06-30")
    return date


def _parse_moment(value: object) -> Moment:
    moment = read_moment(value)
    if moment is None:
        raise PydanticCustomError("not_moment", "must be a date or a date and time")
    return moment


def _lower_digest(value: object) -> object:
    """Return a digest in lower case, since some tools print it in capitals."""
    return value.lower() if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strict=True)]
Name = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Sha256 = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), BeforeValidator(_lower_digest)
]
Date = Annotated[dt.date, BeforeValidator(_parse_date)]
At = Annotated[
    dt.datetime | dt.date,
    BeforeValidator(_parse_moment),
    WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN}),
]
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
    """Base of every value: frozen, unknown fields refused; validators are built at first use."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        from cases.record.descriptions import field_descriptions

        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in field_descriptions(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = text
        return schema


class Publication(Value):
    """First publication and how it was marked."""

    on: Date | None = None
    """Day of first publication."""
    where: Text | None = None
    """Site, account, newspaper or other place of publication."""
    visible_label: Flag | None = None
    """Whether a label that readers see says that a machine generated it."""
    label_text: Text | None = None
    """The words of that label."""
    metadata_label: Flag | None = None
    """Whether the file carries the label in its metadata."""
    signature: Flag | None = None
    """Whether an author's name or mark stands on the work."""


class Party(Value):
    """A person, organisation or machine that had a part in the work."""

    id: Name
    """Unique in this list; steps name it in `by`."""
    name: Name
    """Name as it should appear in a memo."""
    kind: PartyKind
    """A machine is never an author."""
    role: Role
    """`host`: the organisation under whose direction, will and responsibility the work was made."""
    contribution: Text | None = None
    """What this party did."""


class Tool(Value):
    """A tool and who may use its output under its terms."""

    id: Name
    """Unique in this list; steps name it in `tool`."""
    name: Name
    """Name of the tool."""
    version: Text | None = None
    """Version of the tool or model."""
    provider: Text | None = None
    """Who offers it."""
    does: Does
    """What the tool makes or does."""
    output_terms: OutputTerms = "unknown"
    """Whose the output is under the terms of the tool."""
    terms_evidence: tuple[Name, ...] = ()
    """Ids of the evidence that shows those terms."""


class Input(Value):
    """What went into the tool besides prompts."""

    id: Name
    """Unique in this list."""
    what: InputKind
    """What kind of thing went in."""
    made_by: MadeBy
    """Who made it."""
    licence: Licence = "unknown"
    """By what right it was used."""
    in_output: InOutput | None = None
    """How much of the input's own expression can be seen or heard in the result."""
    note: Text | None = None
    """Anything else about it."""
    evidence: tuple[Name, ...] = ()
    """Ids of the evidence that shows the input."""


class Step(Value):
    """One act of a human, or one run of the tool that a human started."""

    id: Name
    """Unique in this list."""
    parent: Name | None = None
    """Id of the earlier step that this one continues from."""
    at: At | None = None
    """Date, or date and time."""
    by: Name | None = None
    """Id of the party who acted."""
    action: Action
    """What was done."""
    tool: Name | None = None
    """Id of the tool used."""
    prompt: Text | None = None
    """The instruction, as typed."""
    negative_prompt: Text | None = None
    """What was to be left out, as typed."""
    prompt_terms: Count | None = None
    """Number of terms, where the text itself is not known."""
    detail: Detail | None = None
    """How much expression the instruction fixes: `topic`: one word or theme; `ordinary`: ordinary
    elements side by side; `specific`: several specific expressive elements; `rich`: subject,
    setting, composition, viewpoint, light and style together."""
    parameters: dict[str, Any] | None = None
    """Settings, by the names that the tool gives them."""
    changed: tuple[Changed, ...] | None = None
    """What differs from the parent."""
    intent: Text | None = None
    """What the human wanted from this step."""
    effect: Effect | None = None
    """What the step visibly did to the result."""
    outputs: Count | None = None
    """How many results there were."""
    kept: Count | None = None
    """How many of them were kept."""
    criteria: Text | None = None
    """Why those were kept."""
    extent: Extent | None = None
    """For `edit`, `write`, `arrange` and `prepare`: how far the act went."""
    repeat: Annotated[int, Field(ge=1, strict=True)] = 1
    """This step stands for so many of its kind."""
    evidence: tuple[Name, ...] = ()
    """Ids of the evidence that shows the step."""


class Evidence(Value):
    """A thing that shows how the work was made."""

    id: Name
    """Unique in this list."""
    what: EvidenceKind
    """What kind of evidence it is; a reconstruction and a bare statement prove no step."""
    made: Made
    """Whether it came into being together with the work or later."""
    sha256: Sha256 | None = None
    """SHA-256 digest of the file."""
    shows: Text | None = None
    """What it shows."""
    strength: Strength | None = None
    """The holder's or the court's appraisal; it can lower, never raise, what the kind allows."""


class Registration(Value):
    """A voluntary registration of the work."""

    authority: Text | None = None
    """Where the work was registered."""
    number: Text | None = None
    """Number of the certificate."""
    on: Date | None = None
    """Day of registration."""


class CreationRecord(Value):
    """How a work was made: a user's assessment and every precedent hold one."""

    schema_: Annotated[SchemaName, Field(alias="schema")]
    """Version of this schema."""
    title: Name
    """Title of the work."""
    kind: Kind
    """What kind of content the work is."""
    summary: Text | None = None
    """What the work is, for a reader."""
    claim: Claim = "output"
    """What protection is asked for."""
    subject_matter: SubjectMatter = "expressive"
    """`data`: a generic table, chart, calendar or formula; `official`: law or official document."""
    fixed: Flag = True
    """Whether it exists in a form that others can perceive and copy."""
    freedom: Freedom = "wide"
    """Room that the genre left for different choices; `none`: the form is dictated by its
    function."""
    distinctiveness: Distinctiveness | None = None
    """The result against works that existed before."""
    foreseeability: Foreseeability | None = None
    """How far the makers could foresee and steer the result."""
    created_from: Date | None = None
    """First day of making."""
    created_to: Date | None = None
    """Last day of making."""
    published: Publication | None = None
    """First publication and how it was marked."""
    parties: tuple[Party, ...] = ()
    """Who had a part in the work."""
    tools: tuple[Tool, ...] = ()
    """What it was made with."""
    inputs: tuple[Input, ...] = ()
    """What went into the tools besides prompts."""
    steps: tuple[Step, ...] = ()
    """In the order of time: each is one act of a human, or one run of the tool that a human
    started."""
    evidence: tuple[Evidence, ...] = ()
    """What shows how the work was made."""
    registration: Registration | None = None
    """A voluntary registration of the work."""
    notes: Text | None = None
    """Anything else."""
