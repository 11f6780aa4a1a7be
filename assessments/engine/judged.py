"""A judged work at the levels that its decider held, and what is found of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.engine.appraisal import Appraiser
from assessments.engine.codes import (
    Basis,
    Conclusion,
    ElementStatus,
    GroundBasis,
    LayerKind,
    Outcome,
)
from assessments.engine.comparison import CaseBase, PlacedLayer
from assessments.engine.judging import RANK, Verdict, gates_of, judge
from assessments.engine.placement import Levels, PlacedPrecedent, Precedent
from assessments.engine.rules import Gate, Rules
from assessments.engine.structure import DIMENSIONS

SIGNS: Mapping[Conclusion, Outcome] = {
    "protected": "protected",
    "likely": "protected",
    "unlikely": "not_protected",
    "not_protected": "not_protected",
}
BASIS: Basis = "proved"  # a court decides on what was proved


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What a decider held, and what is found of the same work."""

    slug: str
    court: Outcome
    word: Conclusion
    basis: GroundBasis
    bound_by: tuple[str, ...]
    layer: LayerKind
    statuses: Mapping[str, ElementStatus]

    @property
    def sign(self) -> Outcome | None:
        return SIGNS.get(self.word)

    @property
    def agrees(self) -> bool:
        return self.sign == self.court


class Judged:
    """A judged work at the levels that its decider held."""

    def __init__(self, precedent: Precedent, placed: PlacedPrecedent, rules: Rules) -> None:
        self.placed = placed
        self.rules = rules
        self.claim = precedent.record.claim
        self.gates: Sequence[Gate] = gates_of(Appraiser(precedent.record, rules, None), rules)
        self.levels: Levels = tuple(level or 0 for level in self._levels())
        self.layers = [self._layer(kind) for kind in placed.limits]

    def _layer(self, kind: LayerKind) -> PlacedLayer:
        names = self.rules.dimension_ids
        dimensions = tuple(name in DIMENSIONS[kind] for name in names)
        held = zip(dimensions, self.levels, strict=True)
        return PlacedLayer(
            kind=kind,
            family=self.placed.family,
            own=tuple(level if is_own else 0 for is_own, level in held),
            beside=self.levels,
            dimensions=dimensions,
        )

    def _levels(self) -> list[int | None]:
        """What was not reached is at the lowest level; nothing spoke against independent making."""
        names = self.rules.dimension_ids
        limit = self.rules.appraisal.distinctiveness_without_exhibit
        return [
            limit if level is None and name == "distinctiveness" else level
            for name, level in zip(names, self.placed.held, strict=True)
        ]

    @property
    def court(self) -> Outcome:
        return self.placed.outcome

    def level(self, name: str) -> int:
        return self.levels[self.rules.dimension_ids.index(name)]

    @property
    def is_closed(self) -> bool:
        return any(gate.holds == "not_met" for gate in self.gates)

    def run(self, base: CaseBase) -> Run:
        """The strongest layer that the decision turned on, on what was held."""
        best: tuple[int, PlacedLayer, Verdict] | None = None
        for layer in self.layers:
            verdict = self._verdict(layer, base)
            if best is None or RANK[verdict.word] > best[0]:
                best = RANK[verdict.word], layer, verdict
        assert best is not None, f"{self.placed.slug} turned on no layer"
        _, layer, verdict = best
        met, not_met = base.binding_precedents(layer, self.layers, BASIS)
        basis: GroundBasis = "scale"
        bound_by: tuple[str, ...] = ()
        if verdict.is_conflict:
            basis, bound_by = "conflict", tuple(p.slug for p in (*met, *not_met))
        elif verdict.is_bound:
            basis, bound_by = "bound", tuple(p.slug for p in (*met, *not_met))
        elif near := base.nearest_on_each_side(layer):
            basis, bound_by = "between", tuple(p.slug for p in near)
        return Run(
            slug=self.placed.slug,
            court=self.court,
            word=verdict.word,
            basis=basis,
            bound_by=bound_by,
            layer=layer.kind,
            statuses=verdict.statuses,
        )

    def _verdict(self, layer: PlacedLayer, base: CaseBase) -> Verdict:
        own = dict(zip(self.rules.dimension_ids, self.levels, strict=True))
        levels = {name: own[name] for name in DIMENSIONS[layer.kind]}
        binds = base.binds(layer, self.layers, BASIS)
        return judge(layer.kind, self.claim, levels, binds, self.gates, self.rules)
