"""The case base: decided works on the same scale, and where a new case stands among them.

A precedent binds a fortiori (Horty 2019; Prakken 2021): a case at least as strong on every
dimension that a protecting decision turned on is at least as well off; a case at most as strong
as a refused work on every dimension is at most as well off (on every one, since strength anywhere
could have rescued it). Elsewhere the decision is distinguished by naming the differences.
Domestic decisions change the score of an element; decisions from elsewhere settle only what the
rules leave arguable.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import ge, sub
from typing import NamedTuple, get_args

from assessments.engine.findings import find_all
from assessments.engine.result import ElementStatus, Outcome, Relation
from assessments.engine.rules import Rules
from cases.library.schema import FinalityState
from cases.record import CreationRecord

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
# The finding on an element that agrees with the outcome; another finding does not bind.
AGREES: Mapping[Outcome, ElementStatus] = {"protected": "met", "not_protected": "not_met"}


class Levels(tuple[int, ...]):
    """Levels (0 to 4) of one work on every dimension, in the order of the rules."""

    __slots__ = ()

    def at_least(self, other: Levels) -> bool:
        """Whether no level is below the other's on the same dimension."""
        return all(map(ge, self, other))

    def distance(self, other: Levels) -> int:
        """Sum of the differences over all dimensions."""
        return sum(map(abs, map(sub, self, other)))


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A record that a court or office has judged."""

    slug: str
    decided_on: dt.date | None
    jurisdiction: str
    outcome: Outcome
    elements: Mapping[str, ElementStatus]  # an element that the decision did not reach is absent
    turned_on: tuple[str, ...]  # dimensions; empty: all of them
    record: CreationRecord
    finality: FinalityState = "effective"
    binding: bool = True  # whether its finality lets it bind at all
    # The first day on which it does not bind any more (reversed, superseded); None: no such day;
    # `date.min`: a day that is not known, so that it binds at no time.
    binds_until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedPrecedent:
    """A precedent reduced to its levels: what its court held proved."""

    slug: str
    decided_on: dt.date | None
    jurisdiction: str
    outcome: Outcome
    claim: str
    kind: str
    elements: Mapping[str, ElementStatus]
    levels: Levels
    axes: tuple[int, ...]  # positions of the dimensions on which it binds
    limit: Levels = field(repr=False)  # the levels on these dimensions, 0 on the others
    digest: str = field(repr=False)
    finality: FinalityState = "effective"
    binding: bool = True
    binds_until: dt.date | None = None

    @property
    def protects(self) -> bool:
        return self.outcome == "protected"

    def binds_on(self, day: dt.date | None) -> bool:
        """Whether it binds at all on a day; without a day, whether nothing has ended it."""
        if not self.binding or self.binds_until is None:
            return self.binding
        return day is not None and day < self.binds_until

    def binds(self, levels: Levels) -> bool:
        """Whether a case with these levels is decided a fortiori, on a day on which it binds."""
        return levels.at_least(self.limit) if self.protects else self.limit.at_least(levels)


@dataclass(frozen=True, kw_only=True, slots=True)
class PrecedentComparison:
    """One case against one precedent; differences are over the dimensions on which it binds."""

    placed: PlacedPrecedent
    relation: Relation
    stronger_on: tuple[str, ...]
    weaker_on: tuple[str, ...]
    same_on: tuple[str, ...]


class Binds(NamedTuple):
    """Whether decided cases bind an element: for and against it, domestic and foreign."""

    home_for: bool = False
    foreign_for: bool = False
    home_against: bool = False
    foreign_against: bool = False


class Constraints(NamedTuple):
    """The precedents whose findings on one element follow their outcome."""

    protecting: list[PlacedPrecedent]
    refusing: list[PlacedPrecedent]


@dataclass(frozen=True, kw_only=True, slots=True)
class BindingPrecedents:
    """The precedents that bind one element of a case."""

    met: tuple[PlacedPrecedent, ...] = ()
    not_met: tuple[PlacedPrecedent, ...] = ()

    def closest(self, home: str, count: int) -> tuple[list[PlacedPrecedent], list[PlacedPrecedent]]:
        """The closest of each side, domestic ones first, at most `count` of each."""

        def total(placed: PlacedPrecedent) -> int:
            return sum(placed.levels)

        met = heapq.nsmallest(count, self.met, key=lambda p: (p.jurisdiction != home, -total(p)))
        not_met = heapq.nsmallest(
            count, self.not_met, key=lambda p: (p.jurisdiction != home, total(p))
        )
        return met, not_met


class CaseBase:
    """All precedents compared with, reduced once to their levels, as they bind on a day."""

    def __init__(
        self,
        placed: Sequence[PlacedPrecedent],
        rules: Rules,
        as_of: dt.date | None = None,
    ) -> None:
        self.placed = tuple(sorted(placed, key=lambda p: p.slug))
        self.rules = rules
        self.as_of = as_of

    @classmethod
    def build(cls, precedents: Iterable[Precedent], rules: Rules) -> CaseBase:
        return cls([place(precedent, rules) for precedent in precedents], rules)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the precedents, independent of the order in which they were given."""
        return hashlib.sha256("\n".join(p.digest for p in self.placed).encode()).hexdigest()

    def narrow(self, *, without: Iterable[str] = (), as_of: dt.date | None = None) -> CaseBase:
        """The same base without some precedents, and as it was on a day.

        Those decided later are left out; one that had stopped to bind stays, and binds nothing.
        """
        left_out = frozenset(without)
        if not left_out and as_of is None:
            return self
        return CaseBase(
            [p for p in self.placed if p.slug not in left_out and _decided_by(p, as_of)],
            self.rules,
            as_of or self.as_of,
        )

    def binds(self, levels: Levels, claim: str) -> dict[str, Binds]:
        """Per element, whether any decided case binds such a case, without naming the cases."""
        return {
            element: Binds(
                *(any(map(levels.at_least, limits)) for limits in sides[:2]),
                *(any(limit.at_least(levels) for limit in limits) for limits in sides[2:]),
            )
            for (of_claim, element), sides in self._limits.items()
            if of_claim == claim
        }

    @cached_property
    def _limits(self) -> dict[tuple[str, str], tuple[list[Levels], ...]]:
        """Per claim and element, the different limits in the order of the fields of `Binds`."""
        home = self.rules.precedents.home
        return {
            key: tuple(
                sorted({p.limit for p in side if (p.jurisdiction == home) is domestic})
                for side in sides
                for domestic in (True, False)
            )
            for key, sides in self._constraints.items()
        }

    def binding_precedents(self, levels: Levels, claim: str, element: str) -> BindingPrecedents:
        """The decided cases that bind an element of such a case, for and against."""
        constraints = self._constraints.get((claim, element), Constraints([], []))
        met, not_met = (tuple(p for p in side if p.binds(levels)) for side in constraints)
        return BindingPrecedents(met=met, not_met=not_met)

    @cached_property
    def _constraints(self) -> dict[tuple[str, str], Constraints]:
        grouped: dict[tuple[str, str], Constraints] = {}
        for placed in self.placed:
            if not placed.binds_on(self.as_of):
                continue
            for element, finding in placed.elements.items():
                if finding == AGREES[placed.outcome]:
                    sides = grouped.setdefault((placed.claim, element), Constraints([], []))
                    (sides.protecting if placed.protects else sides.refusing).append(placed)
        return grouped

    def nearest(
        self, levels: Levels, *, claim: str, favourable: bool, per_outcome: int
    ) -> list[PrecedentComparison]:
        """The case against the precedents with the same claim: `per_outcome` of each outcome,
        domestic ones first, then the nearest. Both outcomes are listed to the same number."""
        home = self.rules.precedents.home

        def key(placed: PlacedPrecedent) -> tuple[int, bool, int, str]:
            relation = self._relation(placed, levels, favourable)
            distance = levels.distance(placed.levels)
            return RELATIONS.index(relation), placed.jurisdiction != home, distance, placed.slug

        nearest: list[PlacedPrecedent] = []
        for outcome in OUTCOMES:
            nearest += heapq.nsmallest(
                per_outcome, self._by_claim_and_outcome.get((claim, outcome), ()), key=key
            )
        return [self._compare(placed, levels, favourable) for placed in sorted(nearest, key=key)]

    @cached_property
    def _by_claim_and_outcome(self) -> dict[tuple[str, Outcome], list[PlacedPrecedent]]:
        grouped: dict[tuple[str, Outcome], list[PlacedPrecedent]] = {}
        for placed in self.placed:
            grouped.setdefault((placed.claim, placed.outcome), []).append(placed)
        return grouped

    def _compare(
        self, placed: PlacedPrecedent, levels: Levels, favourable: bool
    ) -> PrecedentComparison:
        names = self.rules.dimension_ids
        differences = [(names[axis], levels[axis] - placed.levels[axis]) for axis in placed.axes]
        return PrecedentComparison(
            placed=placed,
            relation=self._relation(placed, levels, favourable),
            stronger_on=tuple(name for name, difference in differences if difference > 0),
            weaker_on=tuple(name for name, difference in differences if difference < 0),
            same_on=tuple(name for name, difference in differences if difference == 0),
        )

    def _relation(self, placed: PlacedPrecedent, levels: Levels, favourable: bool) -> Relation:
        binds = placed.binds_on(self.as_of) and placed.binds(levels)
        if placed.protects is not favourable:
            return "opposed" if binds else "distinguished"
        if binds:
            return "follows"
        near = levels.distance(placed.levels) <= self.rules.precedents.analogous_within
        return "analogous" if near else "distinguished"


def place(precedent: Precedent, rules: Rules) -> PlacedPrecedent:
    """Reduce a precedent to what its court held proved on every dimension."""
    names = rules.dimension_ids
    proved = find_all(precedent.record, rules).levels("proved")
    protects = precedent.outcome == "protected"
    turned_on = (precedent.turned_on if protects else ()) or names
    content = json.dumps(
        [
            precedent.slug,
            str(precedent.decided_on),
            precedent.jurisdiction,
            precedent.outcome,
            dict(sorted(precedent.elements.items())),
            list(precedent.turned_on),
            precedent.record.model_dump(mode="json", by_alias=True),
            precedent.finality,
            precedent.binding,
            str(precedent.binds_until),
        ],
        ensure_ascii=False,
        sort_keys=True,
    )
    return PlacedPrecedent(
        slug=precedent.slug,
        decided_on=precedent.decided_on,
        jurisdiction=precedent.jurisdiction,
        outcome=precedent.outcome,
        claim=precedent.record.claim,
        kind=precedent.record.kind,
        elements=precedent.elements,
        levels=Levels(proved[name] for name in names),
        axes=tuple(axis for axis, name in enumerate(names) if name in turned_on),
        limit=Levels(proved[name] if name in turned_on else 0 for name in names),
        digest=hashlib.sha256(content.encode()).hexdigest(),
        finality=precedent.finality,
        binding=precedent.binding,
        binds_until=precedent.binds_until,
    )


def _decided_by(placed: PlacedPrecedent, as_of: dt.date | None) -> bool:
    return as_of is None or (placed.decided_on is not None and placed.decided_on <= as_of)
