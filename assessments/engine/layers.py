"""From accepted steps and inputs to the levels and the verdict of every layer.

A refusal that binds a prompted layer was compared with everything by which expression could come
in otherwise. The acts by hand and own inputs that it left no room for keep their own word, since
it decided nothing of them, and say nothing of the whole, of which it did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import NamedTuple

from assessments.engine.admissions import NONE, Admissions
from assessments.engine.appraisal import Act
from assessments.engine.codes import Basis, Conclusion, LayerKind
from assessments.engine.comparison import Binds, CaseBase, PlacedLayer
from assessments.engine.findings import (
    Observation,
    Whole,
    best_of,
    carry_over,
    observe_together,
    observe_whole,
)
from assessments.engine.judging import RANK, Verdict, judge, reaches
from assessments.engine.own_words import COPYING, OF_INPUT
from assessments.engine.placement import Levels
from assessments.engine.rules import Gate, Rules
from assessments.engine.structure import DIMENSIONS, Shape
from cases.record import CreationRecord

Seen = Mapping[str, tuple[Observation, ...]]  # by `step ID` and `input ID`
# What an act adds that nobody has named is taken as expression; shown it is by nobody's silence.
UNNAMED_AT_MOST: Mapping[Basis, Conclusion] = {"claimed": "likely", "proved": "arguable"}
# Layers that a refusal looks at as doors of a picture, a text or a sound that a tool made.
# An arrangement of several of them is another work (Law art. 15), of which it says nothing.
REFUSED_BESIDE: frozenset[LayerKind] = frozenset({"hand_editing", "own_input"})
BESIDE_PROMPTED: frozenset[LayerKind] = frozenset({"hand_editing", "own_input", "arrangement"})

GENERATED: frozenset[LayerKind] = frozenset({"prompted_output", "prompt"})
TRIFLING = 1  # the level of what is technical, or a trace
# The levels from which it matters that the makers' labels are all that a dimension rests on.
LABELS_FROM: Mapping[str, int] = {
    "instruction": 2, "control": 2, "refinement": 2, "conception": 4, "selection": 2, "editing": 2,
    "own_input": 2,
}  # fmt: skip


class Facts(NamedTuple):
    """What a layer is by itself on one answer, whatever other layers have and decisions say."""

    parts: tuple[object, ...]  # what it was read from, to see what is the same
    observations: Mapping[str, Observation]
    levels: Levels  # 0 on the dimensions of other layers
    at_most: Conclusion | None  # the best word where what it adds is unknown
    is_unread: bool  # whether it is not known what its words fix
    is_doubted: bool  # whether words leave open what its makers added
    is_labelled: bool  # whether its makers' labels are all that something counted rests on

    def decide_as(self, other: Facts) -> bool:
        """Whether the same is found of a layer of these facts as of others."""
        return self is other or self[2:] == other[2:]


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerReading:
    """A layer on one answer at one bound."""

    shape: Shape
    facts: Facts
    placed: PlacedLayer
    bound_by: Binds  # of these levels alone
    verdict: Verdict
    is_covered: bool = False  # whether a refusal of the prompted layer left no room for it

    @property
    def observations(self) -> Mapping[str, Observation]:
        return self.facts.observations

    @property
    def is_labelled(self) -> bool:
        return self.facts.is_labelled

    @property
    def rank(self) -> int:
        return RANK[self.verdict.word]

    @property
    def is_trifling(self) -> bool:
        """Whether it is an act by hand or an own input of which next to nothing shows."""
        levels = (o.level for name, o in self.observations.items() if name != "distinctiveness")
        return self.shape.kind in BESIDE_PROMPTED and max(levels, default=0) <= TRIFLING

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a person's own act or input is in it, on this answer.

        What a prompted layer lacks is what decisions refused; it speaks for the work all the same.
        """
        own = (o for name, o in self.observations.items() if name != "distinctiveness")
        return self.shape.kind not in GENERATED and not any(o.level for o in own)

    @property
    def speaks(self) -> bool:
        """Whether its word is one of those of which the work has the strongest."""
        return not (self.is_empty or self.is_covered)

    def level(self, dimension: str) -> int:
        seen = self.observations.get(dimension)
        return seen.level if seen else 0


Reading = tuple[LayerReading, ...]


def ranks_of(reading: Reading) -> dict[str, int]:
    """Return the rank of each layer by its id."""
    return {layer.shape.id: layer.rank for layer in reading}


class LayerReader:
    """Reads the layers of one record, whatever is accepted of its steps and inputs."""

    def __init__(
        self,
        shapes: Sequence[Shape],
        record: CreationRecord,
        base: CaseBase,
        rules: Rules,
        doubts: Admissions = NONE,
    ) -> None:
        """`doubts`: what words on the whole work can be read as saying of every layer."""
        self.shapes = shapes
        self._doubts = doubts
        self.base = base
        self.rules = rules
        # Every layer answers by itself; a claimed arrangement alone speaks for the work.
        self._claim = "output" if record.claim == "arrangement" else record.claim
        held = record.appraiser == "decider"  # who saw the work itself
        self._unnamed = {**UNNAMED_AT_MOST, "proved": "likely"} if held else UNNAMED_AT_MOST
        self._family = rules.precedents.family_of(record.kind)
        self._dimensions = rules.dimension_ids
        self._of_kind = {
            kind: tuple(name in names for name in self._dimensions)
            for kind, names in DIMENSIONS.items()
        }
        # A door is open to a refusal wherever in the case it is; else a layer's own stay with it.
        doors = frozenset(rules.precedents.doors)
        self._own_only = {
            kind: tuple(name in names and name not in doors for name in self._dimensions)
            for kind, names in DIMENSIONS.items()
        }
        self._read_from = [(shape, _keys_of(shape)) for shape in shapes]
        self._of_whole: dict[Whole, tuple[Observation, ...]] = {}
        self._verdicts: dict[tuple[object, ...], Verdict] = {}
        self._binds: dict[tuple[PlacedLayer, Basis], Binds] = {}

    def read(
        self,
        basis: Basis,
        whole: Whole,
        acts: Mapping[str, Act],
        seen: Seen,
        gates: Sequence[Gate],
        before: Reading = (),
    ) -> Reading:
        """Every layer with its levels and its verdict on one answer.

        `before`: the same answer with other values; what is read from the same facts is kept.
        """
        if whole not in self._of_whole:
            self._of_whole[whole] = tuple(observe_whole(whole, self.base.criteria))
        of_whole = self._of_whole[whole]
        facts: list[Facts] = []
        for n, (shape, (observed, steps)) in enumerate(self._read_from):
            parts = (of_whole, *map(seen.get, observed), *map(acts.get, steps))
            if before and all(map(is_, before[n].facts.parts, parts)):
                facts.append(before[n].facts)
            else:
                facts.append(self._facts(shape, parts, acts, seen, basis))
        if before and all(old.facts.decide_as(new) for new, old in zip(facts, before, strict=True)):
            return tuple(
                old if old.facts is new else replace(old, facts=new)
                for new, old in zip(facts, before, strict=True)
            )
        placed = self._place(facts, gates)
        # Hundreds of parts may share kind and levels, which is all that decisions ask of them.
        case = tuple(dict.fromkeys(placed))
        bound_by = {layer: self._bind(layer, case, basis) for layer in case}
        of_gates = tuple(map(id, gates))  # the gates of the rules
        readings: list[LayerReading] = []
        for n, shape in enumerate(self.shapes):
            raw = bound_by[placed[n]]
            if before and not before[n].is_covered:
                old = before[n]
                if old.facts is facts[n] and old.placed == placed[n] and old.bound_by == raw:
                    readings.append(old)
                    continue
            binds = self._limit(raw, shape, facts[n])
            readings.append(
                LayerReading(
                    shape=shape,
                    facts=facts[n],
                    placed=placed[n],
                    bound_by=raw,
                    verdict=self._judge(shape, facts[n], binds, gates, of_gates),
                )
            )
        if not any(map(_is_refused_output, readings)):
            return tuple(readings)
        return tuple(
            replace(reading, is_covered=True) if _goes_with_refused(reading) else reading
            for reading in readings
        )

    def _facts(
        self,
        shape: Shape,
        parts: tuple[object, ...],
        acts: Mapping[str, Act],
        seen: Seen,
        basis: Basis,
    ) -> Facts:
        of_whole: tuple[Observation, ...] = parts[0]  # type: ignore[assignment]
        observed = self._observe(shape, acts, seen, of_whole)
        is_doubted = self._is_doubted(shape, acts)
        is_labelled = _rests_on_labels(shape, observed)
        return Facts(
            parts=parts,
            observations=observed,
            levels=tuple(
                [observed[name].level if name in observed else 0 for name in self._dimensions]
            ),
            at_most=self._at_most(shape, acts, basis, is_doubted, is_labelled),
            is_unread=_is_unread(shape, acts),
            is_doubted=is_doubted,
            is_labelled=is_labelled,
        )

    def _at_most(
        self,
        shape: Shape,
        acts: Mapping[str, Act],
        basis: Basis,
        is_doubted: bool,
        is_labelled: bool,
    ) -> Conclusion | None:
        unnamed = [acts[name] for name in shape.steps if acts[name].adds_unknown]
        if is_doubted or any(act.action == "write" for act in unnamed):
            return "arguable"  # nobody knows what was copied, or says what was made
        if shape.kind == "arrangement" and not any(acts[n].places_parts for n in shape.steps):
            return "arguable"  # whose order it is not, chose its parts at most
        if unnamed:
            return self._unnamed[basis]
        return "likely" if is_labelled else None

    def _place(self, facts: Sequence[Facts], gates: Sequence[Gate]) -> list[PlacedLayer]:
        """The layers as decisions see them: with the highest levels of the whole case."""
        highest = [max(levels) for levels in zip(*(fact.levels for fact in facts), strict=True)]
        has_others = {kind: any(_is_of_input(g, kind) for g in gates) for kind in self._of_kind}
        return [
            PlacedLayer(
                kind=shape.kind,
                family=self._family,
                own=fact.levels,
                beside=tuple(
                    [
                        own if is_own else of_case
                        for own, of_case, is_own in zip(
                            fact.levels, highest, self._own_only[shape.kind], strict=True
                        )
                    ]
                ),
                dimensions=self._of_kind[shape.kind],
                is_unread=fact.is_unread,
                has_others=has_others[shape.kind],
            )
            for shape, fact in zip(self.shapes, facts, strict=True)
        ]

    def _bind(self, layer: PlacedLayer, case: Sequence[PlacedLayer], basis: Basis) -> Binds:
        """Whether decided cases bind a layer; of those that ask for one layer, asked once."""
        key = (layer, basis)
        if key not in self._binds:
            self._binds[key] = self.base.binds_alone(layer, basis)
        return self.base.with_joint_grants(self._binds[key], layer, case)

    def _limit(self, binds: Binds, shape: Shape, facts: Facts) -> Binds:
        """What of decisions counts for a layer."""
        if shape.lyrics:  # words among pictures or sounds: no decision on those speaks of them
            binds = Binds(False, False)
        if facts.is_doubted or facts.is_labelled:
            return Binds(False, binds.refused)  # nobody knows if it is as strong as a grant
        if shape.kind == "prompted_output" and not self._reaches_grants(facts):
            return Binds(False, binds.refused)
        return binds

    def _reaches_grants(self, facts: Facts) -> bool:
        levels = dict(zip(self._dimensions, facts.levels, strict=True))
        return reaches(levels, self.rules.precedents.grants_need)

    def _judge(
        self,
        shape: Shape,
        facts: Facts,
        binds: Binds,
        gates: Sequence[Gate],
        of_gates: tuple[int, ...],
    ) -> Verdict:
        key = (shape.kind, binds, facts.at_most, facts.levels, of_gates)
        if key not in self._verdicts:
            levels = {name: seen.level for name, seen in facts.observations.items()}
            self._verdicts[key] = judge(
                shape.kind, self._claim, levels, binds, gates, self.rules, at_most=facts.at_most
            )
        return self._verdicts[key]

    def _is_doubted(self, shape: Shape, acts: Mapping[str, Act]) -> bool:
        of_shape = OF_INPUT if shape.kind == "own_input" else NONE
        return bool(self._doubts & (COPYING | of_shape)) or any(
            acts[name].is_doubted for name in shape.steps
        )

    def _observe(
        self,
        shape: Shape,
        acts: Mapping[str, Act],
        seen: Seen,
        of_whole: tuple[Observation, ...],
    ) -> dict[str, Observation]:
        """The best observation of each dimension of a layer."""
        wanted = DIMENSIONS[shape.kind]
        found = [o for o in of_whole if o.dimension in wanted]
        is_of_machine = shape.lyrics and shape.kind == "prompted_output"
        for name in () if is_of_machine else (*shape.shared, *shape.steps):
            found += [o for o in seen[f"step {name}"] if o.dimension in wanted]
        if shape.lyrics:
            found += [o for name in shape.steps for o in seen.get(f"lyrics {name}", ())]
        for name in shape.inputs:
            found += [o for o in seen[f"input {name}"] if o.dimension in wanted]
        if "refinement" in wanted and not is_of_machine:
            found += observe_together([acts[name] for name in shape.steps], self.base.criteria)
        best = best_of(found)
        carry_over(best, self.rules)
        return best


def _keys_of(shape: Shape) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that a layer is read from: the keys of what is seen, and the steps."""
    seen = [f"step {name}" for name in (*shape.shared, *shape.steps)]
    seen += [f"lyrics {name}" for name in shape.steps if shape.lyrics]
    return (*seen, *(f"input {name}" for name in shape.inputs)), shape.steps


def _is_unread(shape: Shape, acts: Mapping[str, Act]) -> bool:
    """Whether words that a tool was given could not be read, or no run of it is recorded at all."""
    no_run = shape.kind == "prompted_output" and not shape.steps
    return no_run or any(acts[name].is_unread for name in shape.steps)


def _is_of_input(gate: Gate, kind: LayerKind) -> bool:
    """Whether a gate says that what dominates a layer came from an input of others."""
    return gate.input is not None and (not gate.layers or kind in gate.layers)


def _rests_on_labels(shape: Shape, observed: Mapping[str, Observation]) -> bool:
    """Whether labels alone carry what counts: they are below the statute and every decision."""
    return any(
        name in LABELS_FROM and seen.level >= LABELS_FROM[name]
        for name, seen in observed.items()
        if seen.is_bare and name in DIMENSIONS[shape.kind]
    )


def _is_refused_output(reading: LayerReading) -> bool:
    binds = reading.verdict.binds
    return reading.shape.kind == "prompted_output" and binds.refused and not binds.granted


def _goes_with_refused(reading: LayerReading) -> bool:
    """Whether it has so little that a refusal of the prompted layer leaves no room for it."""
    binds = reading.verdict.binds
    return (
        reading.shape.kind in REFUSED_BESIDE
        and reading.rank <= RANK["unlikely"]
        and not (binds.granted or binds.refused or reading.verdict.is_closed)
    )
