"""The creation record, version 1, as typed and frozen values.

The schema is the interchange contract `creation-record/1`: unknown fields are refused, and a
missing field is unknown (`None`) unless the contract names a default. The rules of a record as a
whole (references, cycles, the order of dates) are in `checking.py`; `loading.py` reads files and
reports problems. The text below a field is its description in the JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
)

from cases.record.codes import (
    Action as Action,
)
from cases.record.codes import (
    Adds as Adds,
)
from cases.record.codes import (
    Appraiser as Appraiser,
)
from cases.record.codes import (
    Changed as Changed,
)
from cases.record.codes import (
    Claim as Claim,
)
from cases.record.codes import (
    ContractKind as ContractKind,
)
from cases.record.codes import (
    ContractSays as ContractSays,
)
from cases.record.codes import (
    Detail as Detail,
)
from cases.record.codes import (
    Distinctiveness as Distinctiveness,
)
from cases.record.codes import (
    Does as Does,
)
from cases.record.codes import (
    Effect as Effect,
)
from cases.record.codes import (
    EvidenceKind as EvidenceKind,
)
from cases.record.codes import (
    Extent as Extent,
)
from cases.record.codes import (
    Foreseeability as Foreseeability,
)
from cases.record.codes import (
    Freedom as Freedom,
)
from cases.record.codes import (
    InOutput as InOutput,
)
from cases.record.codes import (
    InputKind as InputKind,
)
from cases.record.codes import (
    Kind as Kind,
)
from cases.record.codes import (
    Licence as Licence,
)
from cases.record.codes import (
    Made as Made,
)
from cases.record.codes import (
    MadeBy as MadeBy,
)
from cases.record.codes import (
    OutputTerms as OutputTerms,
)
from cases.record.codes import (
    PartyKind as PartyKind,
)
from cases.record.codes import (
    Role as Role,
)
from cases.record.codes import (
    Strength as Strength,
)
from cases.record.codes import (
    SubjectMatter as SubjectMatter,
)
from cases.record.field_types import At, Count, Date, Flag, Name, Sha256, Text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SchemaName = Literal["creation-record/1"]
SCHEMA: str = get_args(SchemaName)[0]


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
    """`host`: the organisation under whose direction, will and responsibility the work was made;
    `producer`: the producer of an audiovisual work."""
    roles: tuple[Role, ...] = ()
    """Further roles of the same party."""
    contribution: Text | None = None
    """What this party did."""
    signs_work: Flag | None = None
    """Whether this party is named on the work as its author."""
    is_press: Flag | None = None
    """Whether this organisation is a newspaper, periodical, news agency, radio or television
    station (Copyright Law art. 18(2)(2))."""
    evidence: tuple[Name, ...] = ()
    """Ids of the evidence that shows the roles of this party."""


class Contract(Value):
    """An agreement on the ownership or use of the work."""

    id: Name
    """Unique in this list."""
    kind: ContractKind
    """What was agreed on; `tool_terms`: the terms of a tool, as accepted."""
    on: Date | None = None
    """Day of the agreement."""
    parties: tuple[Name, ...] = ()
    """Ids of the parties to the agreement."""
    says: ContractSays = "unknown"
    """Whose the copyright is under it; `silent`: it does not say."""
    scope: Text | None = None
    """Which works and which rights it covers."""
    clause: Text | None = None
    """The clause that says so."""
    evidence: tuple[Name, ...] = ()
    """Ids of the evidence that shows the agreement."""


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
    layer: Name | None = None
    """The part of the work that it belongs to, such as `script` or `key_frames`."""
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
    adds: tuple[Adds, ...] | None = None
    """For the same actions: what the act expresses in the result."""
    stock: Flag | None = None
    """Whether the act only placed stock material, such as stickers or a template of others."""
    layer: Name | None = None
    """The part of the work that it belongs to, such as `script` or `key_frames`."""
    repeat: Annotated[int, Field(ge=1, strict=True)] = 1
    """This step stands for so many of its kind."""
    evidence: tuple[Name, ...] = ()
    """Ids of the evidence that shows the step."""


class Examination(Value):
    """An examination of a piece of evidence by a lawyer."""

    name: Name
    """Who examined it."""
    on: Date
    """Day of the examination."""


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
    examined_by: Examination | None = None
    """The lawyer who looked at it."""
    shows_steps: tuple[Name, ...] = ()
    """Ids of the steps that it shows, beside those that name it."""


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
    appraiser: Appraiser = "maker"
    """Whose appraisals the record carries: `detail`, `changed`, `effect`, `extent`, `adds`,
    `distinctiveness`, `foreseeability`, `in_output`; records of decided cases say `decider`."""
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
    contracts: tuple[Contract, ...] = ()
    """Agreements on ownership and use."""
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
