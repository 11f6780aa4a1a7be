"""The parts of a result that say why: a reason, and the facts that it stands on."""

from __future__ import annotations

from assessments.engine.codes import Bearing, DimensionName, Dimensions, Ids, Level
from cases.record.schema import Value


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
    contracts: Ids = ()
    """Ids of contracts of the record."""
    precedents: Ids = ()
    """Slugs of the decided works that bind the element, domestic and closest ones first."""
    precedent: str | None = None
    """The slug of the one decided work; only in results before `precedents` listed them."""
    moved: bool = False
    """Whether these decided works decide the element."""
    points: int | None = None
    """Points of the ground; only in results of rules that counted points."""
    border: int | None = None
    """Points that stood for a score of 50."""
    full: int | None = None
    """Points that stood for a score of 100."""
    dimensions: Dimensions = ()
    """The dimensions that the conditions of the ground read."""


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
