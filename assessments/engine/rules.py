"""The rules as typed values, read from the dated files in `rules/`.

The law is data: levels, weights, borders, gates and what evidence carries stand in those files.
This module reads them, refuses files that do not fit together, and computes their version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assessments.engine.result import (
    Conclusion,
    DutyName,
    ElementStatus,
    OwnershipBasis,
)
from cases.law.authorities import authorities

RULES_FOLDER = Path(__file__).parent / "rules"
UNKNOWN = "unknown"

Group = Literal["process", "choice", "hand", "own_input"]
Carry = Literal["none", "weak", "fair", "strong"]
Authorities = tuple[str, ...]


class RuleValue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class StepCondition(RuleValue):
    """A step counts when every list given contains its value; `has`: any of these is given."""

    action: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    extent: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    tool: Literal["hand", "generative"] | None = None


class InputCondition(RuleValue):
    made_by: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    in_output: tuple[str, ...] = ()


class DistinctChanges(RuleValue):
    """Different groups of changes among the steps, each group counted once."""

    groups: tuple[tuple[str, ...], ...]
    at_least: int


class Criterion(RuleValue):
    code: str
    level: int = Field(ge=1, le=4)
    step: StepCondition | None = None
    input: InputCondition | None = None
    record: dict[str, tuple[str, ...]] | None = None
    distinct: DistinctChanges | None = None
    proof: Literal["own", "work", "process"] = "own"
    authority: Authorities = ()


class DimensionRule(RuleValue):
    id: str
    bears_on: tuple[str, ...]
    authority: Authorities
    criteria: tuple[Criterion, ...]


class Presumption(RuleValue):
    actions: tuple[str, ...]
    tool: Literal["hand", "generative"]
    requires: Literal["signature"]
    carries: Carry
    authority: Authorities


class CarriedOverEvidence(RuleValue):
    dimension: str
    from_: str = Field(alias="from")
    authority: Authorities


class ProofRules(RuleValue):
    authority: Authorities
    carries: dict[Carry, int]
    groups: dict[str, tuple[str, ...]]
    kinds: dict[str, dict[str, Carry]]
    carried_over: tuple[CarriedOverEvidence, ...]
    presumption: Presumption

    def group_of(self, action: str) -> str | None:
        return next((group for group, actions in self.groups.items() if action in actions), None)


class ElementRule(RuleValue):
    id: str
    authority: Authorities
    gate: bool = False


class Points(RuleValue):
    """Weights of the dimensions; `border` points stand for 50 and `full` points for 100."""

    weights: dict[str, int]
    border: int
    full: int


class Ground(RuleValue):
    id: str
    layer: str
    claims: tuple[str, ...]
    authority: Authorities
    requires: dict[str, int] = Field(default_factory=dict)
    elements: dict[str, Points]


class Gate(RuleValue):
    code: str
    element: str
    at_most: int
    record: dict[str, tuple[str, ...]] | None = None
    input: InputCondition | None = None
    no_human: bool = False
    unless: dict[str, int] = Field(default_factory=dict)
    authority: Authorities


class ScoreLimits(RuleValue):
    floor: int
    ceiling: int


class PrecedentRules(RuleValue):
    home: str
    domestic: ScoreLimits
    persuasive: ScoreLimits
    analogous_within: int
    listed_per_outcome: int


class LabelText(RuleValue):
    ai_element: tuple[str, ...]
    generation_element: tuple[str, ...]


class Duty(RuleValue):
    id: DutyName
    source: str


class DutyRules(RuleValue):
    applies_from: dt.date
    label_text: LabelText
    generating_actions: tuple[str, ...]
    duties: tuple[Duty, ...]


class OwnershipRule(RuleValue):
    """The basis of ownership where a party has the role."""

    basis: OwnershipBasis
    role: str
    authority: Authorities


class OwnershipRules(RuleValue):
    order: tuple[OwnershipRule, ...]
    makers: tuple[str, ...]
    terms_in_question: tuple[str, ...]
    contract: tuple[str, ...]


class EvidenceImprovement(RuleValue):
    do: str
    group: Literal["process", "choice", "hand", "own_input", "all"]
    what: str


class AnswerImprovement(RuleValue):
    do: str
    step: StepCondition | None = None
    input: InputCondition | None = None
    record: bool = False
    field: str
    best: str | tuple[str, ...]


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
    border: int
    status: dict[ElementStatus, int]
    conclusion: dict[Conclusion, int]
    grounds: tuple[Ground, ...]
    gates: tuple[Gate, ...]
    precedents: PrecedentRules
    duties: DutyRules
    ownership: OwnershipRules
    improvements: ImprovementRules

    def dimension(self, name: str) -> DimensionRule:
        return next(rule for rule in self.dimensions if rule.id == name)

    @property
    def dimension_ids(self) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.dimensions)

    @property
    def authorities(self) -> frozenset[str]:
        """Ids and slugs of everything that any rule stands on."""
        named = {*self.proof.authority, *self.proof.presumption.authority}
        for dimension in self.dimensions:
            named.update(dimension.authority, *(c.authority for c in dimension.criteria))
        for ground in self.grounds:
            named.update(ground.authority)
        for gate in self.gates:
            named.update(gate.authority)
        for element in self.elements:
            named.update(element.authority)
        for rule in self.ownership.order:
            named.update(rule.authority)
        return frozenset(named | {duty.source for duty in self.duties.duties})

    def status_of(self, score: int) -> ElementStatus:
        """The status of an element with this score (0-100)."""
        for status, min_score in self.status.items():
            if score >= min_score:
                return status
        return "not_met"

    def conclusion_of(self, score: int) -> Conclusion:
        """The word of the ladder for the weakest element's score (0-100)."""
        for conclusion, min_score in self.conclusion.items():
            if score >= min_score:
                return conclusion
        return "not_protected"


class InvalidRules(ValueError):
    """The rule files do not fit together; the message names every fault."""


PARTS = ("dimensions", "proof", "elements", "duties", "ownership", "improvements")


@lru_cache(maxsize=4)
def load_rules(folder: Path = RULES_FOLDER) -> Rules:
    """Read the rules; their version is their latest date and a hash of the files."""
    texts = {part: (folder / f"{part}.yaml").read_text(encoding="utf-8") for part in PARTS}
    parts: dict[str, dict[str, Any]] = {
        name: yaml.load(text, Loader=yaml.CSafeLoader) for name, text in texts.items()
    }
    dates = [part.pop("dated") for part in parts.values()]
    digest = hashlib.sha256("\0".join(texts[part] for part in PARTS).encode()).hexdigest()
    rules = Rules(
        version=f"{max(dates).isoformat()}+{digest[:12]}",
        dated=max(dates),
        **parts["dimensions"],
        **parts["elements"],
        proof=parts["proof"],
        duties=parts["duties"],
        ownership=parts["ownership"],
        improvements=parts["improvements"],
    )
    faults = list(_faults(rules))
    if faults:
        raise InvalidRules("; ".join(faults))
    return rules


def _faults(rules: Rules) -> list[str]:
    known = set(rules.dimension_ids)
    elements = {element.id for element in rules.elements}
    faults = [
        f"ground {ground.id}: no dimension {name!r}"
        for ground in rules.grounds
        for points in ground.elements.values()
        for name in points.weights
        if name not in known
    ]
    faults += [
        f"ground {ground.id}: border {points.border} is not between 0 and full {points.full}"
        for ground in rules.grounds
        for points in ground.elements.values()
        if not 0 < points.border < points.full
    ]
    faults += [
        f"gate {g.code}: no element {g.element!r}" for g in rules.gates if g.element not in elements
    ]
    return faults


def load_authorities(on: dt.date | None = None) -> Mapping[str, dict[str, Any]]:
    """Statutes, rules and guidance by their id, as they stood on a day; read only."""
    return authorities(on)
