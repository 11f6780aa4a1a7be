"""The case base: decided works on the same scale, and where a new case stands among them.

A precedent binds a fortiori (Horty 2019; Prakken 2021): a case at least as strong on every
dimension that a protecting decision turned on is at least as well off; a case at most as strong
as a refused work on every dimension is at most as well off (on every one, since strength anywhere
could have rescued it). Elsewhere the decision is distinguished by naming the differences.
Domestic decisions move an element; decisions from elsewhere settle only what the rules leave
arguable. Building reads every record once; comparing is one pass over short tuples.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import sub
from typing import Literal, NamedTuple

from assessments.engine.findings import find_all
from assessments.engine.rules import Rules
from cases.record import CreationRecord

Outcome = Literal["protected", "not_protected"]
Levels = tuple[int, ...]

FAVOURABLE = {"met": True, "not_met": False}


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A record that a court or office has judged."""

    slug: str
    decided_on: dt.date | None
    jurisdiction: str
    outcome: Outcome
    elements: Mapping[str, str]  # element -> met, arguable, not_met; absent: not reached
    turned_on: tuple[str, ...]  # dimensions; empty: all of them
    record: CreationRecord


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedPrecedent:
    """A precedent reduced to its place on the scale: what its court held proved."""

    slug: str
    decided_on: dt.date | None
    jurisdiction: str
    outcome: Outcome
    claim: str
    kind: str
    elements: Mapping[str, str]
    levels: Levels
    axes: tuple[int, ...]  # positions of the dimensions on which it binds
    packed: int = field(repr=False)  # `levels` packed; on other dimensions, what never binds
    digest: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PrecedentComparison:
    """One case against one precedent; differences are over the dimensions on which it binds."""

    placed: PlacedPrecedent
    relation: str
    stronger_on: tuple[str, ...]
    weaker_on: tuple[str, ...]
    same_on: tuple[str, ...]


class CaseBase:
    """All precedents compared with, reduced once to their places on the scale."""

    def __init__(self, placed: Sequence[PlacedPrecedent], rules: Rules) -> None:
        self.placed = tuple(sorted(placed, key=lambda p: p.slug))
        self.rules = rules

    @classmethod
    def build(cls, precedents: Iterable[Precedent], rules: Rules) -> CaseBase:
        return cls([place(precedent, rules) for precedent in precedents], rules)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the precedents, whatever order they came in."""
        return hashlib.sha256("\n".join(p.digest for p in self.placed).encode()).hexdigest()

    def narrowed(self, *, without: Iterable[str] = (), as_of: dt.date | None = None) -> CaseBase:
        """The same base less some precedents, and less those decided after a day."""
        left_out = frozenset(without)
        if not left_out and as_of is None:
            return self
        return CaseBase(
            [p for p in self.placed if p.slug not in left_out and _decided_by(p, as_of)], self.rules
        )

    def binding(self, levels: Levels, claim: str) -> dict[str, BindingSides]:
        """Whether any decided case binds each element of such a case; the cheap question."""
        guard, packed = _guard(len(levels)), _pack(levels)
        above = packed | guard
        found: dict[str, BindingSides] = {}
        for (of_claim, element), sides in self._packed_constraints.items():
            if of_claim == claim:
                found[element] = BindingSides(
                    *(any((above - p) & guard == guard for p in side) for side in sides[:2]),
                    *(
                        any(((p | guard) - packed) & guard == guard for p in side)
                        for side in sides[2:]
                    ),
                )
        return found

    @cached_property
    def _packed_constraints(self) -> dict[tuple[str, str], tuple[list[int], ...]]:
        home = self.rules.precedents.home
        return {
            key: tuple(
                sorted({p.packed for p in side if (p.jurisdiction == home) is domestic})
                for side in sides
                for domestic in (True, False)
            )
            for key, sides in self._constraints.items()
        }

    def bounds(self, levels: Levels, claim: str, element: str) -> BindingPrecedents:
        """The decided cases that bind an element of such a case, for and against."""
        guard, packed = _guard(len(levels)), _pack(levels)
        protecting, refusing = self._constraints.get((claim, element), ([], []))
        met = [p for p in protecting if ((packed | guard) - p.packed) & guard == guard]
        not_met = [p for p in refusing if ((p.packed | guard) - packed) & guard == guard]
        return BindingPrecedents(met=tuple(met), not_met=tuple(not_met))

    @cached_property
    def _constraints(
        self,
    ) -> dict[tuple[str, str], tuple[list[PlacedPrecedent], list[PlacedPrecedent]]]:
        """Per claim and element, the findings that follow their outcome: for, and against."""
        grouped: dict[tuple[str, str], tuple[list[PlacedPrecedent], list[PlacedPrecedent]]] = {}
        for placed in self.placed:
            protects = placed.outcome == "protected"
            for element, finding in placed.elements.items():
                if FAVOURABLE.get(finding) is protects:
                    pair = grouped.setdefault((placed.claim, element), ([], []))
                    pair[0 if protects else 1].append(placed)
        return grouped

    def nearest(
        self, levels: Levels, *, claim: str, favourable: bool, per_outcome: int
    ) -> list[PrecedentComparison]:
        """The case against the precedents with the same claim: so many of each outcome, domestic
        ones first, then the nearest. What speaks against is told as fully as what speaks for."""
        guard, packed = _guard(len(levels)), _pack(levels)

        home = self.rules.precedents.home

        def key(placed: PlacedPrecedent) -> tuple[int, bool, int, str]:
            protects = placed.outcome == "protected"
            high, low = (packed, placed.packed) if protects else (placed.packed, packed)
            binds = ((high | guard) - low) & guard == guard
            distance = _distance(levels, placed)
            relation = self._relation(protects, binds, favourable, distance)
            return _ORDER[relation], placed.jurisdiction != home, distance, placed.slug

        found: list[PlacedPrecedent] = []
        for outcome in ("protected", "not_protected"):
            found += heapq.nsmallest(
                per_outcome, self._by_claim_and_outcome.get((claim, outcome), ()), key=key
            )
        return [self._compare(placed, levels, favourable) for placed in sorted(found, key=key)]

    @cached_property
    def _by_claim_and_outcome(self) -> dict[tuple[str, str], list[PlacedPrecedent]]:
        grouped: dict[tuple[str, str], list[PlacedPrecedent]] = {}
        for placed in self.placed:
            grouped.setdefault((placed.claim, placed.outcome), []).append(placed)
        return grouped

    def _compare(
        self, placed: PlacedPrecedent, levels: Levels, favourable: bool
    ) -> PrecedentComparison:
        names = self.rules.dimension_ids
        differences = [(names[axis], levels[axis] - placed.levels[axis]) for axis in placed.axes]
        stronger = tuple(name for name, difference in differences if difference > 0)
        weaker = tuple(name for name, difference in differences if difference < 0)
        protects = placed.outcome == "protected"
        binds = not weaker if protects else not stronger
        return PrecedentComparison(
            placed=placed,
            relation=self._relation(protects, binds, favourable, _distance(levels, placed)),
            stronger_on=stronger,
            weaker_on=weaker,
            same_on=tuple(name for name, difference in differences if difference == 0),
        )

    def _relation(self, protects: bool, binds: bool, favourable: bool, distance: int) -> str:
        if protects == favourable:
            if binds:
                return "follows"
            near = distance <= self.rules.precedents.analogous_within
            return "analogous" if near else "distinguished"
        return "opposed" if binds else "distinguished"


RELATIONS = ("follows", "opposed", "analogous", "distinguished")
_ORDER = {relation: place for place, relation in enumerate(RELATIONS)}


class BindingSides(NamedTuple):
    """Whether decided cases bind an element: for and against, domestic and from elsewhere."""

    home_for: bool = False
    foreign_for: bool = False
    home_against: bool = False
    foreign_against: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BindingPrecedents:
    """The precedents that bind one element of a case, for and against."""

    met: tuple[PlacedPrecedent, ...] = ()
    not_met: tuple[PlacedPrecedent, ...] = ()

    def closest(
        self, home: str, max_precedents: int
    ) -> tuple[list[PlacedPrecedent], list[PlacedPrecedent]]:
        """The closest of each side, domestic ones first."""

        def total(placed: PlacedPrecedent) -> int:
            return sum(placed.levels)

        met = heapq.nsmallest(
            max_precedents, self.met, key=lambda p: (p.jurisdiction != home, -total(p))
        )
        against = heapq.nsmallest(
            max_precedents, self.not_met, key=lambda p: (p.jurisdiction != home, total(p))
        )
        return met, against


def place(precedent: Precedent, rules: Rules) -> PlacedPrecedent:
    """Reduce a precedent to what its court held proved on every dimension."""
    levels = find_all(precedent.record, rules).levels("proved")
    names = rules.dimension_ids
    protects = precedent.outcome == "protected"
    turned_on = (precedent.turned_on if protects else ()) or names
    axes = tuple(index for index, name in enumerate(names) if name in turned_on)
    never_binds = 0 if protects else _NEVER_ABOVE
    content = json.dumps(
        [
            precedent.slug,
            str(precedent.decided_on),
            precedent.jurisdiction,
            precedent.outcome,
            dict(sorted(precedent.elements.items())),
            list(precedent.turned_on),
            precedent.record.model_dump(mode="json", by_alias=True),
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
        levels=tuple(levels[name] for name in names),
        axes=axes,
        packed=_pack(levels[name] if i in axes else never_binds for i, name in enumerate(names)),
        digest=hashlib.sha256(content.encode()).hexdigest(),
    )


def _decided_by(placed: PlacedPrecedent, as_of: dt.date | None) -> bool:
    return as_of is None or (placed.decided_on is not None and placed.decided_on <= as_of)


def _distance(levels: Levels, placed: PlacedPrecedent) -> int:
    """Sum of the differences over all dimensions."""
    return sum(map(abs, map(sub, levels, placed.levels)))


# Levels are packed four bits each, so that one subtraction compares all of them: a bit of the guard
# survives in every place where the left side is at least the right side.
_BITS = 4
_NEVER_ABOVE = 7


def _pack(levels: Iterable[int]) -> int:
    packed = 0
    for level in levels:
        packed = packed << _BITS | level
    return packed


def _guard(places: int) -> int:
    return _pack([1 << (_BITS - 1)] * places)
