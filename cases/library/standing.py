"""Whether a decision binds, and from which day on it does not, by its finality and treatment.

A relation between two decisions may be stated in the file of either, so the standing of a decision
follows from all published decisions, not from its own file alone. The module uses no Django.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cases.library.schema import (
    Bilingual,
    Decision,
    DecisionDate,
    Direction,
    FinalityState,
    Mark,
    Precision,
    Relation,
    Treatment,
)

# A remand ends a decision as well: the court below decides anew (Civil Procedure Law of the PRC,
# art. 177(1)(3) and (4): the judgment is set aside and the case sent back).
ENDING: frozenset[Relation] = frozenset({"reversed", "vacated", "remanded", "superseded"})
NEVER_BINDING: frozenset[FinalityState] = frozenset({"not_effective", "appeal_pending"})


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """A treatment in terms of both decisions, whichever file states it.

    `treated` and `acting` are slugs; None for a decision that has no file. `by` names the acting
    decision. `on` is the first day of the relation, None where it is not known.
    """

    relation: Relation
    treated: str | None
    acting: str | None
    by: Bilingual
    on: dt.date | None
    precision: Precision
    mark: Mark

    @property
    def first_day(self) -> dt.date | None:
        """The first day that `on` may mean, given its precision."""
        return _first_day(self.on, self.precision) if self.on else None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far a decision binds; `end` is what another decision did to it."""

    finality: FinalityState = "effective"
    end: Relationship | None = None

    @property
    def binding(self) -> bool:
        """Whether its finality lets it bind at all."""
        return self.finality not in NEVER_BINDING

    @property
    def binds_until(self) -> dt.date | None:
        """The first day on which it does not bind any more; None where it has no end.

        `date.min` where the day of its end is not known: then it binds at no time.
        """
        return (self.end.first_day or dt.date.min) if self.end else None

    def as_of(self, day: dt.date | None) -> Standing:
        """Return the standing as it was on a day: what ended the decision later is left out."""
        if day is None or self.binds_until is None or self.binds_until <= day:
            return self
        return replace(self, end=None)


def direction_of(treatment: Treatment, own: Decision, other: Decision | None) -> Direction:
    """Return who treated whom: as stated, or else as the dates of both decisions tell."""
    if treatment.direction is not None:
        return treatment.direction
    if own.date and other and other.date and is_before(other.date, own.date):
        return "given"
    return "received"


def relationships(decision: Decision, by_slug: Mapping[str, Decision]) -> Iterator[Relationship]:
    """Yield the relations that the file of a decision states."""
    for treatment in decision.treatment:
        other = by_slug.get(treatment.slug or "")
        if direction_of(treatment, decision, other) == "received":
            yield _relate(treatment, decision.slug, treatment.slug, treatment.by, other)
        else:
            yield _relate(treatment, treatment.slug, decision.slug, decision.short_name, decision)


def standings(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """Return the standing of each decision by its slug, given all that may have ended one."""
    by_slug = {decision.slug: decision for decision in decisions}
    ends: dict[str, list[Relationship]] = defaultdict(list)
    for decision in by_slug.values():
        for relationship in relationships(decision, by_slug):
            if relationship.relation in ENDING and relationship.treated in by_slug:
                ends[relationship.treated].append(relationship)
    return {
        slug: Standing(finality=decision.finality.state, end=_earliest(ends[slug]))
        for slug, decision in by_slug.items()
    }


def is_before(first: DecisionDate, second: DecisionDate) -> bool:
    """Return whether a date is certainly before another, whatever their precision."""
    return first.decided_by < _first_day(second.value, second.precision)


def _relate(
    treatment: Treatment,
    treated: str | None,
    acting: str | None,
    by: Bilingual,
    source: Decision | None,
) -> Relationship:
    """`source` is the acting decision, whose date stands in for a day that is not stated."""
    dated = source.date if source and treatment.on is None else None
    return Relationship(
        relation=treatment.relation,
        treated=treated,
        acting=acting,
        by=by,
        on=dated.value if dated else treatment.on,
        precision=dated.precision if dated else treatment.precision,
        mark=treatment.mark,
    )


def _earliest(ends: Sequence[Relationship]) -> Relationship | None:
    """Return what ended a decision first.

    An undated statement is that of a dated one with the same relation, if there is one; otherwise
    it may be the earliest of all.
    """
    dated = {end.relation for end in ends if end.on}
    told = [end for end in ends if end.on or end.relation not in dated]
    return min(told, key=lambda end: end.first_day or dt.date.min, default=None)


def _first_day(day: dt.date, precision: Precision) -> dt.date:
    if precision == "day":
        return day
    return day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)
