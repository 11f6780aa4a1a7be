"""The case base: decided works on the same scale, and where a layer of a new case stands.

A decision binds a fortiori (Horty 2019; Prakken 2021) by the levels that its decider held, on the
layers and dimensions that it turned on. A grant binds a layer that is at least as strong on all of
them; one that turned on two layers, only where both are reached. A refusal binds a layer that is at
most as strong on all of them and on every door by which expression could come in otherwise. Where a
decision does not bind, the differences are named. Decisions from elsewhere never bind.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import ge, le
from typing import NamedTuple, get_args

from assessments.engine.codes import Basis, LayerKind, Outcome, Relation
from assessments.engine.findings import Criteria
from assessments.engine.placement import KEPT_TO_FAMILY, Levels, PlacedPrecedent, Precedent, place
from assessments.engine.rules import Rules

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
ANY_FAMILY = -1


class PlacedLayer(NamedTuple):
    """A layer of a case on one answer; a tuple, since hundreds are looked up for every value tried.

    `own` are its levels, 0 on the dimensions of other layers: a grant is reached by these alone.
    `beside` are those that a refusal looks at, on doors and on the dimensions of other layers the
    highest of the case. `is_unread`: what its words fix is not known, so that no refusal is known
    to cover it. `has_others`: others' material dominates it, as in no refusal.
    """

    kind: LayerKind
    family: int
    own: Levels
    beside: Levels
    dimensions: tuple[bool, ...]  # whether each is one of this kind of layer
    is_unread: bool = False
    has_others: bool = False

    def is_within(self, limit: Levels) -> bool:
        """Whether a refusal covers it; a fact that is not proved counts as none on what is."""
        return not (self.is_unread or self.has_others) and _is_below(self.beside, limit)

    def against(self, placed: PlacedPrecedent) -> Levels:
        """The levels that are shown beside a decision: of a joint grant those of every layer."""
        if not placed.protects:
            return self.beside
        levels = zip(self.dimensions, self.own, self.beside, strict=True)
        return tuple(own if is_own else beside for is_own, own, beside in levels)


class Binds(NamedTuple):
    """Whether decided cases bind a layer, for and against it."""

    granted: bool = False
    refused: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PrecedentComparison:
    """A layer against one precedent, over the dimensions that the precedent turned on."""

    placed: PlacedPrecedent
    relation: Relation
    binds: bool
    stronger_on: tuple[str, ...]
    weaker_on: tuple[str, ...]
    same_on: tuple[str, ...]


Key = tuple[LayerKind, int]


class CaseBase:
    """All precedents compared with, reduced once to the levels that their deciders held."""

    def __init__(
        self, placed: Sequence[PlacedPrecedent], rules: Rules, as_of: dt.date | None = None
    ) -> None:
        self.placed = tuple(sorted(placed, key=lambda p: p.slug))
        self.rules = rules
        self.as_of = as_of

    @classmethod
    def build(cls, precedents: Iterable[Precedent], rules: Rules) -> CaseBase:
        """Place precedents; the slugs must be unique."""
        return cls([place(precedent, rules) for precedent in precedents], rules)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the precedents, independent of the order in which they were given."""
        return hashlib.sha256("\n".join(p.digest for p in self.placed).encode()).hexdigest()

    @cached_property
    def criteria(self) -> Criteria:
        """The criteria of the rules, sorted once for all cases."""
        return Criteria(self.rules)

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """By slug, how each decided."""
        return {placed.slug: placed.outcome for placed in self.placed}

    def narrow(self, *, without: Iterable[str] = (), as_of: dt.date | None = None) -> CaseBase:
        """The same base without some precedents, and as it stood on a day."""
        left_out = frozenset(without)
        if not left_out and as_of is None:
            return self
        kept = [p for p in self.placed if p.slug not in left_out and _is_decided_by(p, as_of)]
        return CaseBase(kept, self.rules, as_of or self.as_of)

    def can_bind(self, placed: PlacedPrecedent) -> bool:
        """Whether a precedent can bind at all on the day of this base.

        Levels of which nobody knows more than that they sufficed bind nothing a fortiori.
        """
        return placed.reported and self._stands(placed)

    def _stands(self, placed: PlacedPrecedent) -> bool:
        if placed.jurisdiction != self.rules.precedents.home or not placed.binding:
            return False
        if placed.binds_until is None:
            return True
        return self.as_of is not None and self.as_of < placed.binds_until

    # Whether a layer is bound, without naming the cases: this runs once for every supposition

    def binds(self, layer: PlacedLayer, case: Sequence[PlacedLayer], basis: Basis) -> Binds:
        """Whether any decided case binds a layer of a case."""
        return self.with_joint_grants(self.binds_alone(layer, basis), layer, case)

    def with_joint_grants(
        self, binds: Binds, layer: PlacedLayer, case: Sequence[PlacedLayer]
    ) -> Binds:
        """What binds a layer alone, with the grants that ask for other layers of the case, too."""
        if binds.granted:
            return binds
        joint = self._fronts.joint.get(_key_of(layer), ())
        return Binds(any(_reaches(limits, layer, case) for limits in joint), binds.refused)

    def binds_alone(self, layer: PlacedLayer, basis: Basis) -> Binds:
        """Whether any decided case binds a layer, whatever other layers there are."""
        key, fronts = _key_of(layer), self._fronts
        refused = any(map(layer.is_within, fronts.refused.get(key, ())))
        if not refused and basis == "proved":
            refused = any(map(layer.is_within, fronts.unproved.get(key, ())))
        granted = any(_is_above(layer.own, limit) for limit in fronts.granted.get(key, ()))
        return Binds(granted, refused)

    @cached_property
    def _fronts(self) -> _Fronts:
        """The least that is granted and the most that is refused, by kind of layer and family."""
        refused: dict[Key, set[Levels]] = {}
        unproved: dict[Key, set[Levels]] = {}
        granted: dict[Key, set[Levels]] = {}
        joint: dict[Key, dict[tuple[tuple[LayerKind, Levels], ...], None]] = {}
        for placed in filter(self.can_bind, self.placed):
            for kind, limit in placed.limits.items():
                key: Key = (kind, placed.family if kind in KEPT_TO_FAMILY else ANY_FAMILY)
                if not placed.protects:
                    side = unproved if placed.refused_for == "proof" else refused
                    side.setdefault(key, set()).add(limit)
                elif len(placed.limits) == 1:
                    granted.setdefault(key, set()).add(limit)
                else:
                    joint.setdefault(key, {})[tuple(sorted(placed.limits.items()))] = None
        return _Fronts(
            refused={key: _highest(limits) for key, limits in refused.items()},
            unproved={key: _highest(limits) for key, limits in unproved.items()},
            granted={key: _lowest(limits) for key, limits in granted.items()},
            joint={key: list(limits) for key, limits in joint.items()},
        )

    # Which cases bind, and which are near: this runs once for an answer

    def binding_precedents(
        self, layer: PlacedLayer, case: Sequence[PlacedLayer], basis: Basis
    ) -> tuple[list[PlacedPrecedent], list[PlacedPrecedent]]:
        """The decided cases that bind a layer, for and against it; the closest ones first."""
        found: tuple[list[tuple[int, str, PlacedPrecedent]], ...] = ([], [])
        for alike in self._alike.get(layer.kind, ()):
            first = alike[0]
            if self.is_bound_by(first, layer, case, basis):
                distance = _distance(layer, first)
                side = found[0 if first.protects else 1]
                side += [(distance, placed.slug, placed) for placed in alike]
        met, not_met = ([placed for _, _, placed in sorted(side)] for side in found)
        return met, not_met

    def is_bound_by(
        self,
        placed: PlacedPrecedent,
        layer: PlacedLayer,
        case: Sequence[PlacedLayer],
        basis: Basis,
    ) -> bool:
        """Whether one precedent binds a layer."""
        if not placed.concerns(layer.kind, layer.family) or not self.can_bind(placed):
            return False
        if placed.protects:
            return _reaches(tuple(placed.limits.items()), layer, case)
        is_asked = placed.refused_for != "proof" or basis == "proved"
        return is_asked and layer.is_within(placed.limits[layer.kind])

    def nearest_on_each_side(self, layer: PlacedLayer) -> list[PlacedPrecedent]:
        """The nearest grant and refusal that could bind such a layer, if both are near."""
        sides: list[PlacedPrecedent] = []
        for outcome in OUTCOMES:
            near = [
                (distance, placed.slug, placed)
                for placed, *_ in self._alike.get(layer.kind, ())
                if placed.outcome == outcome
                and placed.concerns(layer.kind, layer.family)
                and (distance := _distance(layer, placed)) <= self.rules.precedents.near_within
                and self.can_bind(placed)
            ]
            if near:
                sides.append(min(near)[2])
        return sides if len(sides) == len(OUTCOMES) else []

    @cached_property
    def _alike(self) -> Mapping[LayerKind, list[list[PlacedPrecedent]]]:
        """By kind of layer: decisions that stand alike to every layer, each list by slug."""
        grouped: dict[LayerKind, dict[tuple[object, ...], list[PlacedPrecedent]]] = {}
        for placed in self.placed:
            stands = (
                placed.outcome,
                placed.kind,
                placed.family,
                placed.jurisdiction,
                placed.refused_for,
                placed.reported,
                self.can_bind(placed),
                tuple((axis, placed.held[axis]) for axis in placed.axes),
                tuple(sorted(placed.limits.items())),
            )
            for kind in placed.limits:
                grouped.setdefault(kind, {}).setdefault(stands, []).append(placed)
        return {kind: list(of_kind.values()) for kind, of_kind in grouped.items()}

    def nearest(
        self,
        layer: PlacedLayer,
        case: Sequence[PlacedLayer],
        basis: Basis,
        *,
        favourable: bool,
        kind: str,
    ) -> list[PrecedentComparison]:
        """A layer against the precedents on layers of its kind, as many of each outcome.

        Those that bind come first, then works of the same kind, then domestic decisions, then the
        nearest.
        """
        settings, count = self.rules.precedents, self.rules.precedents.listed_per_outcome

        def rank(placed: PlacedPrecedent) -> tuple[int, bool, bool, int]:
            relation = self._relation(placed, layer, case, basis, favourable)
            return (
                RELATIONS.index(relation),
                placed.kind != kind,
                placed.jurisdiction != settings.home,
                _distance(layer, placed),
            )

        nearest: list[tuple[tuple[int, bool, bool, int], str, PlacedPrecedent]] = []
        for outcome in OUTCOMES:
            groups = (g for g in self._alike.get(layer.kind, ()) if g[0].outcome == outcome)
            first = heapq.nsmallest(count, groups, key=lambda g: (rank(g[0]), g[0].slug))
            nearest += sorted((rank(g[0]), p.slug, p) for g in first for p in g[:count])[:count]
        return [
            self._compare(placed, layer, case, basis, favourable) for *_, placed in sorted(nearest)
        ]

    def _compare(
        self,
        placed: PlacedPrecedent,
        layer: PlacedLayer,
        case: Sequence[PlacedLayer],
        basis: Basis,
        favourable: bool,
    ) -> PrecedentComparison:
        names = self.rules.dimension_ids
        levels = layer.against(placed)
        differences = [
            (names[axis], levels[axis] - held)
            for axis in placed.axes
            if (held := placed.held[axis]) is not None
        ]
        return PrecedentComparison(
            placed=placed,
            relation=self._relation(placed, layer, case, basis, favourable),
            binds=self.is_bound_by(placed, layer, case, basis),
            stronger_on=tuple(name for name, difference in differences if difference > 0),
            weaker_on=tuple(name for name, difference in differences if difference < 0),
            same_on=tuple(name for name, difference in differences if difference == 0),
        )

    def _relation(
        self,
        placed: PlacedPrecedent,
        layer: PlacedLayer,
        case: Sequence[PlacedLayer],
        basis: Basis,
        favourable: bool,
    ) -> Relation:
        binds = self.is_bound_by(placed, layer, case, basis)
        if placed.protects is not favourable:
            return "opposed" if binds else "distinguished"
        if binds:
            return "follows"
        near = _distance(layer, placed) <= self.rules.precedents.near_within
        return "analogous" if near and placed.reported else "distinguished"


def _key_of(layer: PlacedLayer) -> Key:
    return layer.kind, layer.family if layer.kind in KEPT_TO_FAMILY else ANY_FAMILY


class _Fronts(NamedTuple):
    refused: Mapping[Key, list[Levels]]
    unproved: Mapping[Key, list[Levels]]  # refused for want of proof
    granted: Mapping[Key, list[Levels]]
    joint: Mapping[Key, list[tuple[tuple[LayerKind, Levels], ...]]]


def _reaches(
    limits: Iterable[tuple[LayerKind, Levels]], layer: PlacedLayer, case: Sequence[PlacedLayer]
) -> bool:
    """Whether a layer reaches its limit, and some layer of the case each of the others."""
    return all(
        _is_above(layer.own, limit)
        if kind == layer.kind
        else any(other.kind == kind and _is_above(other.own, limit) for other in case)
        for kind, limit in limits
    )


def _is_above(levels: Levels, limit: Levels) -> bool:
    return all(map(ge, levels, limit))


def _is_below(levels: Levels, limit: Levels) -> bool:
    return all(map(le, levels, limit))


def _highest(limits: Iterable[Levels]) -> list[Levels]:
    """Those that no other limit covers from above."""
    kept: list[Levels] = []
    for limit in sorted(limits, key=sum, reverse=True):
        if not any(_is_below(limit, other) for other in kept):
            kept.append(limit)
    return kept


def _lowest(limits: Iterable[Levels]) -> list[Levels]:
    """Those that no other limit covers from below."""
    kept: list[Levels] = []
    for limit in sorted(limits, key=sum):
        if not any(_is_above(limit, other) for other in kept):
            kept.append(limit)
    return kept


def _distance(layer: PlacedLayer, placed: PlacedPrecedent) -> int:
    """Sum of the differences on the dimensions that the decision turned on and reached."""
    levels = layer.against(placed)
    return sum(
        abs(levels[axis] - held) for axis in placed.axes if (held := placed.held[axis]) is not None
    )


def _is_decided_by(placed: PlacedPrecedent, as_of: dt.date | None) -> bool:
    return as_of is None or (placed.decided_on is not None and placed.decided_on <= as_of)
