"""The schema of a decision of the library, as it stands in a YAML file of this folder.

Every contested fact has a mark for the quality of its sources. The marks are those of the two
research notes behind the library (China: A B C D U; elsewhere: H M L) and `seed` for figures of the
seed article of the project. The module uses no Django.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from cases.library.earlier import read_turned_on
from cases.record import CreationRecord
from cases.record.field_types import Name
from cases.record.schema import Kind, Value

SchemaName = Literal["decision/1"]
SCHEMA: str = get_args(SchemaName)[0]
DECEMBER = 12

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Language = Literal["en", "zh"]
Mark = Literal["A", "B", "C", "D", "U", "H", "M", "L", "seed", "disputed"]
Status = Literal["published", "draft", "withdrawn"]
Outcome = Literal["protected", "partly", "not_protected", "undecided"]
JudgedOutcome = Literal["protected", "not_protected"]
CourtLevel = Literal[
    "supreme", "high", "intermediate", "basic", "internet", "federal", "state", "office", "police"
]
Instance = Literal["first", "appeal", "final_appeal", "administrative", "registration", "referral"]
Matter = Literal["civil", "criminal", "administrative", "registration", "investigation"]
Precision = Literal["day", "month", "year"]
FinalityState = Literal["effective", "final", "appeal_pending", "not_effective", "not_known"]
PartyRole = Literal["claimant", "defendant", "applicant", "office", "accused", "suspect"]
OwnershipBasis = Literal[
    "author", "legal_entity", "employee", "commissioned", "joint", "terms", "none", "other"
]
Right = Literal[
    "attribution",
    "integrity",
    "reproduction",
    "network_dissemination",
    "adaptation",
    "distribution",
    "other",
]
RightFinding = Literal["infringed", "not_infringed", "not_decided", "pleaded", "not_seen"]
AmountKind = Literal["claimed", "awarded", "court_fee", "expenses", "fine", "turnover", "other"]
ProofEffect = Literal["convinced", "failed", "not_decisive"]
Relation = Literal[
    "affirmed",
    "appealed",
    "followed",
    "distinguished",
    "contrasted",
    "cited",
    "reversed",
    "vacated",
    "remanded",
    "superseded",
]
Direction = Literal["received", "given"]
Element = Literal["field", "originality", "form", "intellectual_achievement"]
ElementFinding = Literal["met", "arguable", "not_met"]
LayerKind = Literal[
    "prompted_output", "own_input", "hand_editing", "human_text", "arrangement", "prompt"
]
LayerFinding = Literal["protected", "arguable", "not_protected"]
Dimension = Literal[
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
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
Level = Annotated[int, Field(ge=0, le=4, strict=True)]
RefusedFor = Literal["proof"]
QuoteLanguage = Literal["en", "zh", "cs", "de", "es", "it", "ko"]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


class LibraryValue(Value):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Bilingual(LibraryValue):
    """The same thing said in English and in Simplified Chinese."""

    en: Name
    zh: Name


class Docket(LibraryValue):
    """A docket or registration number, exactly as a source gives it."""

    number: Name
    court: Bilingual | None = None
    mark: Mark
    note: Bilingual | None = None


class DecisionDate(LibraryValue):
    """The day of the decision; of a month or year only, its first day stands in `value`."""

    value: dt.date
    precision: Precision = "day"
    mark: Mark
    note: Bilingual | None = None

    @property
    def decided_by(self) -> dt.date:
        """The last day on which the decision may have been made, given the precision."""
        if self.precision == "day":
            return self.value
        month = self.value.month if self.precision == "month" else DECEMBER
        return self.value.replace(month=month, day=calendar.monthrange(self.value.year, month)[1])


class Finality(LibraryValue):
    """Whether the decision took effect (`standing.py` says which states bind).

    `not_effective` never took effect; `not_known` was not seen in the sources.
    """

    state: FinalityState
    mark: Mark
    note: Bilingual | None = None


class DecisionParty(LibraryValue):
    role: PartyRole
    name: Bilingual


class Holding(LibraryValue):
    """What the court said on one element or layer, in our own words."""

    finding: ElementFinding
    says: Bilingual
    mark: Mark


class LayerHolding(LibraryValue):
    layer: LayerKind
    what: Bilingual
    finding: LayerFinding
    mark: Mark


class Passage(LibraryValue):
    """Where a held level is read from: one of the sources of the decision, and where in it.

    Without the address of a source, `where` names one, or a section of a research note, which is
    not public.
    """

    source: Url | None = None
    where: Bilingual

    @property
    def is_public(self) -> bool:
        """Whether others can look it up: in a linked source, or in one that is named."""
        return self.source is not None or not self.where.en.startswith("Research note")


class Quotation(LibraryValue):
    """Words of the decider in the language in which the source gives them."""

    text: Name
    language: QuoteLanguage = "zh"


class HeldLevel(LibraryValue):
    """What the decider accepted on one dimension.

    `level` is None where the decision did not reach the dimension. No table of evidence is applied:
    what a decider accepted is held, and what it found not proved is not. Where the sources do not
    say how much was accepted (`reported: false`), the level is only the least that the finding
    allows: it shows where the decision stands, and nothing is bound by it.
    """

    level: Level | None = None
    reported: bool = True
    because: Bilingual
    passage: Passage
    quote: Quotation | None = None
    mark: Mark


class JudgedRecord(LibraryValue):
    """One object that the court judged, with its facts as a creation record.

    `turned_on` names for each layer that the outcome turned on the dimensions that decided it; a
    decision that turned on two layers says nothing on a work in which only one is reached.
    `refused_for` marks a refusal for want of proof, which says nothing on the same facts once they
    are proved.
    """

    slug: Slug
    title: Bilingual
    outcome: JudgedOutcome
    elements: dict[Element, Holding] = Field(default_factory=dict)
    layers: tuple[LayerHolding, ...] = ()
    turned_on: dict[LayerKind, tuple[Dimension, ...]] = Field(default_factory=dict)
    refused_for: RefusedFor | None = None
    held: dict[Dimension, HeldLevel] = Field(default_factory=dict)
    record: CreationRecord

    @property
    def turned_on_dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions that the outcome turned on in any layer, each once, in their order."""
        named = {name for names in self.turned_on.values() for name in names}
        return tuple(name for name in DIMENSIONS if name in named)

    @property
    def unreported(self) -> tuple[Dimension, ...]:
        """What the outcome turned on though no source says how much of it was accepted.

        Such a decision binds nothing.
        """
        held = self.held
        return tuple(n for n in self.turned_on_dimensions if n in held and not held[n].reported)

    @model_validator(mode="before")
    @classmethod
    def _read_earlier_form(cls, data: Any) -> Any:
        """Read stored decisions in which `turned_on` was one list for the whole work."""
        return read_turned_on(data) if isinstance(data, dict) else data


class OwnershipHolding(LibraryValue):
    owner: Bilingual
    basis: OwnershipBasis
    says: Bilingual
    mark: Mark


class Infringement(LibraryValue):
    right: Right
    finding: RightFinding
    note: Bilingual | None = None
    mark: Mark


class Amount(LibraryValue):
    """Money in whole units and hundredths of the currency; a range of doubt goes into `note`."""

    what: AmountKind
    value: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d{1,2})?$")]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    note: Bilingual | None = None
    mark: Mark


class Fact(LibraryValue):
    says: Bilingual
    mark: Mark


class ProofFinding(LibraryValue):
    """Evidence that convinced the court, or failed to."""

    what: Bilingual
    effect: ProofEffect
    mark: Mark


class Treatment(LibraryValue):
    """What another decision or authority did to this one, or this one to another.

    `by` names the other, `slug` does where it is in the library. `relation` is what happened to
    the decision that was treated. `direction` says which of the two that is: `received`, this one
    was treated by the other; `given`, this one treated the other. Left out, the dates tell: an
    other that was certainly decided before this one was treated by it; any other treated this one.
    A relation may stand in either file, or in both.

    `on` is the first day of the relation; of a month or year only, its first day. From then on a
    decision that was reversed, vacated, remanded or superseded does not bind; without `on`, from
    the date of the decision that did it; without either, at no time.
    """

    relation: Relation
    by: Bilingual
    slug: Slug | None = None
    direction: Direction | None = None
    on: dt.date | None = None
    precision: Precision = "day"
    mark: Mark


class Source(LibraryValue):
    url: Url
    what: Bilingual | None = None
    official: bool = False


class Decision(LibraryValue):
    """A decision of the library; the file's name is its slug."""

    schema_: Annotated[SchemaName, Field(alias="schema")]
    slug: Slug
    status: Status
    status_reason: Bilingual | None = None
    jurisdiction: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Bilingual
    short_name: Bilingual
    court: Bilingual
    court_level: CourtLevel
    matter: Matter
    instance: Instance
    dockets: tuple[Docket, ...] = ()
    date: DecisionDate | None = None
    finality: Finality
    parties: tuple[DecisionParty, ...] = ()
    content_kind: Kind
    content: Bilingual
    tools: tuple[Bilingual, ...] = ()
    outcome: Outcome
    summary: Bilingual
    facts: tuple[Fact, ...] = ()
    holdings: tuple[Fact, ...] = ()
    judged: tuple[JudgedRecord, ...] = ()
    ownership: OwnershipHolding | None = None
    infringement: tuple[Infringement, ...] = ()
    amounts: tuple[Amount, ...] = ()
    remedies: tuple[Fact, ...] = ()
    proof: tuple[ProofFinding, ...] = ()
    treatment: tuple[Treatment, ...] = ()
    discrepancies: tuple[Bilingual, ...] = ()
    sources: tuple[Source, ...]
    last_verified: dt.date
