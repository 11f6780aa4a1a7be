"""The rules as typed values, read from the dated files in `rules/`.

The law is data: levels, weights, borders, gates and what evidence carries stand in those files.
This module reads them, refuses files that do not fit together, and computes their version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from assessments.engine.admissions import AdmissionRules
from assessments.engine.codes import LayerKind
from assessments.engine.contrary import ContraryRules
from assessments.engine.reruns import Examiners, Reruns
from assessments.engine.rules_duties import DutyRules
from assessments.engine.rules_ownership import Authorities, OwnershipRules, RuleValue
from assessments.engine.rules_proof import ProofRules, Sourced
from assessments.engine.rules_told import Told, ToldRules
from assessments.engine.trifles import AsksOfText, Trifles
from cases.record.project_yaml import read_project_yaml
from cases.record.schema import EvidenceKind, Extent, Made

RULES_FOLDER = Path(__file__).parent / "rules"
UNKNOWN = "unknown"

Group = Literal["process", "choice", "hand", "own_input"]
Expression = Literal["none", "stock", "expressive"]
Hold = Literal["not_met", "unlikely", "arguable", "likely"]


class StepCondition(RuleValue):
    """A step counts when every list given contains its value; `has`: any of these is given."""

    action: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    extent: tuple[str, ...] = ()
    expression: tuple[Expression, ...] = ()
    changed: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    tool: Literal["hand", "generative"] | None = None
    follows: bool = False


class InputCondition(RuleValue):
    made_by: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    in_output: tuple[str, ...] = ()


class DistinctChanges(RuleValue):
    """Different groups of changes among the steps, each group counted once."""

    groups: tuple[tuple[str, ...], ...]
    at_least: int


class Criterion(Sourced):
    code: str
    level: int = Field(ge=1, le=4)
    step: StepCondition | None = None
    input: InputCondition | None = None
    record: dict[str, tuple[str, ...]] | None = None
    distinct: DistinctChanges | None = None


class DimensionRule(RuleValue):
    id: str
    bears_on: tuple[str, ...]
    criteria: tuple[Criterion, ...]


class Additions(RuleValue):
    """What the values of `adds` mean."""

    expressive: frozenset[str]
    technical: frozenset[str]
    by_extent: dict[str, str]
    stock_at_most: Extent
    parts_only_at_most: Extent
    parts_named_by: frozenset[str]
    wording_of: frozenset[str]
    named_wording: tuple[str, ...]


class Lyrics(RuleValue):
    """What a record calls lyrics, and the level of the expression that they carry."""

    authority: Authorities
    fields: frozenset[str]
    sung_sections: frozenset[str]
    labels: tuple[str, ...]
    descriptions: tuple[str, ...]
    own: re.Pattern[str]
    of_others: re.Pattern[str]
    least_phrases: int
    level: int
    level_of_few: int

    @cached_property
    def label(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self.labels)})\s*[:：]", re.IGNORECASE)

    @cached_property
    def named(self) -> re.Pattern[str]:
        return re.compile("|".join(self.labels), re.IGNORECASE)

    @cached_property
    def description(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self.descriptions)})", re.IGNORECASE)


class AppraisalRules(RuleValue):
    """How far a value is accepted, by who appraised it."""

    authority: Authorities
    scales: dict[str, tuple[str, ...]]
    detail_tolerance: int
    adds: Additions
    placing: re.Pattern[str]
    performed_kinds: tuple[str, ...]
    by_lot: re.Pattern[str]
    taken_away: re.Pattern[str]
    asks_of_text: AsksOfText
    numbered_parts: re.Pattern[str]
    trifles: Trifles
    reruns: Reruns
    lyrics: Lyrics
    seed_names: frozenset[str]
    tool_names: frozenset[str]
    criteria_that_name_nothing: frozenset[str]
    settings_that_shape: frozenset[str]
    examiner: Examiners
    shows_one_step: re.Pattern[str]
    shows_nothing: tuple[str, ...]
    same_number_within: float
    settings_of_quality: frozenset[str]
    slight_number_within: float
    changes_that_are_recorded: frozenset[str]
    distinctiveness_without_exhibit: int


class ElementRule(RuleValue):
    id: str
    authority: Authorities
    gate: bool = False


class Conditions(RuleValue):
    """Levels that must be reached for a status; one of the alternatives suffices."""

    met: tuple[dict[str, int], ...] = ()
    arguable: tuple[dict[str, int], ...] = ()


class Ground(Sourced):
    """The way in which a layer's expression came in, and what makes it a work."""

    id: str
    layer: LayerKind
    claims: tuple[str, ...]
    by_statute: dict[str, int] = Field(default_factory=dict)
    elements: dict[str, Conditions]

    @cached_property
    def dimensions(self) -> Mapping[str, tuple[str, ...]]:
        """The dimensions that each element reads, in the order of the conditions."""
        return {
            element: tuple(
                dict.fromkeys(name for levels in (*stated.met, *stated.arguable) for name in levels)
            )
            for element, stated in self.elements.items()
        }


class Gate(RuleValue):
    code: str
    element: str
    holds: Hold
    layers: tuple[LayerKind, ...] = ()
    record: dict[str, tuple[str, ...]] | None = None
    input: InputCondition | None = None
    no_human: bool = False
    told: tuple[Told, ...] = ()
    untold: tuple[Told, ...] = ()
    unless: dict[str, int] = Field(default_factory=dict)
    authority: Authorities

    @property
    def asks(self) -> bool:
        """Whether the makers' own words raise or lift it, and it closes nothing."""
        return self.holds != "not_met" and bool(self.told or self.untold)


class PrecedentRules(RuleValue):
    home: str
    families: tuple[tuple[str, ...], ...]
    doors: dict[str, int]
    grants_need: dict[str, int]
    near_within: int
    listed_per_outcome: int

    def family_of(self, kind: str) -> int:
        """The number of the family of kinds that a kind belongs to."""
        return next(n for n, kinds in enumerate(self.families) if kind in kinds)


class EvidenceImprovement(RuleValue):
    """Evidence to secure; without a kind, the evidence that is there is examined."""

    do: str
    when: Literal["exists", "now"]
    group: Literal["process", "choice", "hand", "own_input", "all"]
    what: EvidenceKind | None = None
    made: Made = "contemporaneous"
    examined: bool = False
    held: bool = False  # only the files of evidence that is named are missing
    copy_of_work: bool = False  # a published copy with the name, which shows no step by itself
    account: bool = False  # only where a tool generated something
    of_text: bool | None = None  # only steps that wrote or changed a text, or only the others
    general: bool = False  # left out where another one names the thing to secure


class AnswerImprovement(RuleValue):
    """A field to state, with the value that helps most and the one that helps least."""

    do: str
    step: StepCondition | None = None
    input: InputCondition | None = None
    field: str
    best: str | int | tuple[str, ...]
    worst: str | int | tuple[str, ...]


class ImprovementRules(RuleValue):
    minimise_up_to: int
    secure: tuple[EvidenceImprovement, ...]
    tell: tuple[AnswerImprovement, ...]


class Rules(RuleValue):
    """All rules of one version."""

    version: str
    dated: dt.date
    generative_tools: tuple[str, ...]
    dimensions: tuple[DimensionRule, ...]
    proof: ProofRules
    elements: tuple[ElementRule, ...]
    positions: dict[str, int]
    appraisal: AppraisalRules
    admissions: AdmissionRules
    contrary: ContraryRules
    grounds: tuple[Ground, ...]
    gates: tuple[Gate, ...]
    told: ToldRules
    precedents: PrecedentRules
    duties: DutyRules
    ownership: OwnershipRules
    improvements: ImprovementRules

    def dimension(self, name: str) -> DimensionRule:
        return next(rule for rule in self.dimensions if rule.id == name)

    @property
    def dimension_ids(self) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.dimensions)

    @cached_property
    def counted(self) -> frozenset[str]:
        """Dimensions that a condition of some ground reads; the others are shown only."""
        return frozenset(n for g in self.grounds for names in g.dimensions.values() for n in names)

    @property
    def authorities(self) -> frozenset[str]:
        """Ids and slugs of everything that any rule stands on."""
        named = {*self.appraisal.authority, *self.contrary.authority}
        named.update(self.proof.presumption.authority)
        criteria = [c for dimension in self.dimensions for c in dimension.criteria]
        for source in (self.proof, *self.proof.carried_over, *self.grounds, *criteria):
            named.update(source.authority, source.illustrated_by)
        named.update(*(gate.authority for gate in self.gates))
        named.update(*(element.authority for element in self.elements))
        owning = self.ownership
        named.update(owning.used_authority)
        named.update(*owning.authority.values(), *owning.software_authority.values())
        return frozenset(named | {duty.source for duty in self.duties.duties})


class InvalidRules(ValueError):
    """The rule files do not fit together; the message names every fault."""


PARTS = (
    "dimensions",
    "appraisal",
    "admissions",
    "contrary",
    "proof",
    "elements",
    "duties",
    "ownership",
    "improvements",
)


@lru_cache(maxsize=4)
def load_rules(folder: Path = RULES_FOLDER) -> Rules:
    """Read the rules; their version is their latest date and a hash of the files."""
    files = {part: folder / f"{part}.yaml" for part in PARTS}
    parts: dict[str, dict[str, Any]] = {n: read_project_yaml(file) for n, file in files.items()}
    dates = [dt.date.fromisoformat(part.pop("dated")) for part in parts.values()]
    texts = (file.read_text(encoding="utf-8") for file in files.values())
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    rules = Rules(
        version=f"{max(dates).isoformat()}+{digest[:12]}",
        dated=max(dates),
        **parts["dimensions"],
        **parts["elements"],
        **{name: parts[name] for name in PARTS if name not in ("dimensions", "elements")},
    )
    faults = list(_faults(rules))
    if faults:
        raise InvalidRules("; ".join(faults))
    return rules


def _faults(rules: Rules) -> Iterator[str]:
    known = set(rules.dimension_ids)
    elements = {element.id for element in rules.elements}
    for ground in rules.grounds:
        named = {name for names in ground.dimensions.values() for name in names}
        for name in sorted((named | set(ground.by_statute)) - known):
            yield f"ground {ground.id}: no dimension {name!r}"
        for element in sorted(set(ground.elements) ^ {e.id for e in rules.elements if not e.gate}):
            yield f"ground {ground.id}: element {element!r}"
    for gate in rules.gates:
        if gate.element not in elements:
            yield f"gate {gate.code}: no element {gate.element!r}"
    for name in sorted(set(rules.precedents.doors) - known):
        yield f"doors: no dimension {name!r}"


def load_authorities(on: dt.date | None = None) -> Mapping[str, dict[str, Any]]:
    """Statutes, rules and guidance by their id, as they stood on a day; read only."""
    from cases.law.authorities import authorities  # reads every statute

    return authorities(on)
