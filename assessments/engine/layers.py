"""From accepted steps and inputs to the levels and the verdict of every layer.

A refusal that binds a prompted layer was compared with everything by which expression could come
in otherwise. The acts by hand and own inputs that it left no room for keep their own word, since
it decided nothing of them, and say nothing of the whole, of which it did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_

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


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerReading:
    """A layer on one answer at one bound."""

    shape: Shape
    observations: Mapping[str, Observation]
    placed: PlacedLayer
    verdict: Verdict
    is_covered: bool = False  # whether a refusal of the prompted layer left no room for it
    is_doubted: bool = False  # whether words leave open what its makers added
    is_labelled: bool = False  # whether its makers' labels are all that something counted rests on
    # What it was read from, its levels and those of the whole case, to see what is the same.
    parts: tuple[object, ...] = field(default=(), compare=False, repr=False)
    levels: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    highest: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    bound_by: Binds = field(default=Binds(), compare=False, repr=False)  # of these levels alone

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
        self._own_only = {kind: frozenset(names) - doors for kind, names in DIMENSIONS.items()}
        self._read_from = [_keys_of(shape) for shape in shapes]
        self._of_whole: dict[Whole, tuple[Observation, ...]] = {}
        self._verdicts: dict[tuple[object, ...], Verdict] = {}

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
        parts: list[tuple[object, ...]] = [
            (of_whole, *map(seen.get, observed), *map(acts.get, steps))
            for observed, steps in self._read_from
        ]
        same = [all(map(is_, old.parts, new)) for old, new in zip(before, parts, strict=False)]
        if before and all(same):
            return before
        observed = [
            before[n].observations
            if same and same[n]
            else self._observe(shape, acts, seen, of_whole)
            for n, shape in enumerate(self.shapes)
        ]
        levels = [
            before[n].levels
            if same and same[n]
            else {name: observation.level for name, observation in best.items()}
            for n, best in enumerate(observed)
        ]
        highest: dict[str, int] = {}
        for of_layer in levels:
            for name, level in of_layer.items():
                if level >= highest.get(name, 0):
                    highest[name] = level
        if not (before and before[0].highest == highest):
            same = []
        placed = [
            before[n].placed
            if same and same[n]
            else PlacedLayer(
                kind=shape.kind,
                family=self._family,
                own=tuple([levels[n].get(name, 0) for name in self._dimensions]),
                beside=self._levels_beside(shape, levels[n], highest),
                dimensions=self._of_kind[shape.kind],
                is_unread=_is_unread(shape, acts),
                has_others=any(_is_of_input(gate, shape) for gate in gates),
            )
            for n, shape in enumerate(self.shapes)
        ]
        # Hundreds of parts may share kind and levels, which is all that decisions ask of them.
        bound_by = dict.fromkeys(placed, Binds())
        for layer in bound_by:
            bound_by[layer] = self.base.binds(layer, tuple(bound_by), basis)
        readings: list[LayerReading] = []
        for n, shape in enumerate(self.shapes):
            binds = raw = bound_by[placed[n]]
            is_same = same and same[n] and before[n].bound_by == raw
            if is_same and not before[n].is_covered:
                readings.append(before[n])
                continue
            if shape.lyrics:  # words among pictures or sounds: no decision on those speaks of them
                binds = Binds(False, False)
            needed = self.rules.precedents.grants_need
            if shape.kind == "prompted_output" and not reaches(levels[n], needed):
                binds = Binds(False, binds.refused)
            is_doubted = self._is_doubted(shape, acts)
            is_labelled = _rests_on_labels(shape, observed[n])
            if is_doubted or is_labelled:
                binds = Binds(False, binds.refused)  # nobody knows if it is as strong as a grant
            readings.append(
                LayerReading(
                    shape=shape,
                    observations=observed[n],
                    placed=placed[n],
                    verdict=self._judge(
                        shape, levels[n], binds, acts, basis, gates, is_doubted, is_labelled
                    ),
                    is_doubted=is_doubted,
                    is_labelled=is_labelled,
                    parts=parts[n],
                    levels=levels[n],
                    highest=highest,
                    bound_by=raw,
                )
            )
        if not any(map(_is_refused_output, readings)):
            return tuple(readings)
        return tuple(
            replace(reading, is_covered=True) if _goes_with_refused(reading) else reading
            for reading in readings
        )

    def _judge(
        self,
        shape: Shape,
        levels: Mapping[str, int],
        binds: Binds,
        acts: Mapping[str, Act],
        basis: Basis,
        gates: Sequence[Gate],
        is_doubted: bool,
        is_labelled: bool,
    ) -> Verdict:
        unnamed = [acts[name] for name in shape.steps if acts[name].adds_unknown]
        at_most: Conclusion | None = "likely" if is_labelled else None
        if unnamed:
            at_most = self._unnamed[basis]
        if is_doubted or any(act.action == "write" for act in unnamed):
            at_most = "arguable"  # nobody knows what was copied, or says what was made
        elif shape.kind == "arrangement" and not any(acts[n].places_parts for n in shape.steps):
            at_most = "arguable"  # whose order it is not, chose its parts at most
        of_kind = (shape.kind, binds, at_most, *map(id, gates))  # the gates of the rules
        key = (of_kind, frozenset(levels.items()))
        if key not in self._verdicts:
            self._verdicts[key] = judge(
                shape.kind, self._claim, levels, binds, gates, self.rules, at_most=at_most
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

    def _levels_beside(
        self, shape: Shape, levels: Mapping[str, int], highest: Mapping[str, int]
    ) -> Levels:
        """The layer's own levels; on the dimensions of other layers those of the whole case."""
        own = self._own_only[shape.kind]
        return tuple(
            [(levels if name in own else highest).get(name, 0) for name in self._dimensions]
        )


def _keys_of(shape: Shape) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that a layer is read from: the keys of what is seen, and the steps."""
    seen = [f"step {name}" for name in (*shape.shared, *shape.steps)]
    seen += [f"lyrics {name}" for name in shape.steps if shape.lyrics]
    return (*seen, *(f"input {name}" for name in shape.inputs)), shape.steps


def _is_unread(shape: Shape, acts: Mapping[str, Act]) -> bool:
    """Whether words that a tool was given could not be read, or no run of it is recorded at all."""
    no_run = shape.kind == "prompted_output" and not shape.steps
    return no_run or any(acts[name].is_unread for name in shape.steps)


def _is_of_input(gate: Gate, shape: Shape) -> bool:
    """Whether a gate says that what dominates a layer came from an input of others."""
    return gate.input is not None and (not gate.layers or shape.kind in gate.layers)


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
