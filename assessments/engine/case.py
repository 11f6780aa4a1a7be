"""A record as a case: its layers with their levels and verdicts, on each answer and each bound.

What an unknown could be is tried by reading the same record again with it; so is what an answer
turns on. The readings share what they have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from assessments.engine.appraisal import Act, Appraiser, OwnedInput, lower_values
from assessments.engine.choices import Bound
from assessments.engine.codes import Basis, Conclusion
from assessments.engine.comparison import CaseBase
from assessments.engine.findings import Whole, observe_lyrics
from assessments.engine.held_files import HeldFiles
from assessments.engine.judging import RANK, gates_of
from assessments.engine.layers import LayerReader, LayerReading, Reading, Seen, ranks_of
from assessments.engine.result import TurnsOn
from assessments.engine.rules import Gate, Rules
from assessments.engine.structure import Shape, shapes_of
from assessments.engine.versions import Shared, Version
from cases.record import CreationRecord, Input, Step

LIKELY, ARGUABLE, UNLIKELY = RANK["likely"], RANK["arguable"], RANK["unlikely"]
OWN_SYSTEM = frozenset({"model", "template", "data"})  # own material by which a tool is set up
KNOWN_FROM = 2  # the level from which a known fact gives a verdict


class Case:
    """A record read against the rules and the decided cases."""

    def __init__(
        self,
        record: CreationRecord,
        base: CaseBase,
        rules: Rules,
        files: HeldFiles | None = None,
        before: Case | None = None,
    ) -> None:
        self.record = record
        self.base = base
        self.rules = rules
        self.appraiser: Appraiser = Appraiser(
            record, rules, files, before.appraiser if before else None
        )
        self._before = before
        shared: Shared = before.version.shared if before else Shared(base.criteria)
        self.version: Version = Version(self.appraiser, shared)
        self.gates = gates_of(self.appraiser, rules)
        self._lowest_gates = gates_of(self.appraiser, rules, "lowest")
        self.shapes: tuple[Shape, ...]
        self._reader: LayerReader
        if before is not None:
            self.shapes, self._reader = before.shapes, before._reader
        else:
            self.shapes = shapes_of(self.appraiser)
            self._reader = LayerReader(
                self.shapes, record, base, rules, self.appraiser.doubts_of_whole
            )
        self._wholes: dict[Basis, Whole] = {}
        self._readings: dict[tuple[Basis, Bound], Reading] = {}
        self._acts: dict[tuple[Basis, Bound], dict[str, Act]] = {}
        self._inputs: dict[tuple[Basis, Bound], dict[str, OwnedInput]] = {}
        self._seen: dict[tuple[Basis, Bound], Seen] = {}
        self._strongest: dict[Basis, LayerReading | None] = {}
        self._supports: dict[Basis, Mapping[str, tuple[TurnsOn, ...]]] = {}

    def with_answers(self, record: CreationRecord, files: HeldFiles | None) -> Case:
        """The case with other evidence, or other values of the same steps and own inputs.

        What they leave as it was is not read again.
        """
        return Case(record, self.base, self.rules, files, before=self)

    # Readings

    def reading(self, basis: Basis, bound: Bound = "given") -> Reading:
        """Every layer on one answer, what is unknown at a bound."""
        key = (basis, bound)
        if key not in self._readings:
            if bound != "given" and not self._differs(basis, bound):
                self._readings[key] = self.reading(basis)
            else:
                gates, before = self._gates_at(bound), self._before
                same_gates = before is not None and before._gates_at(bound) == gates
                self._readings[key] = self._reader.read(
                    basis,
                    self._whole(basis),
                    self.acts(basis, bound),
                    self._observed(key),
                    gates,
                    before.reading(basis, bound) if before and same_gates else (),
                )
        return self._readings[key]

    def _gates_at(self, bound: Bound) -> tuple[Gate, ...]:
        return self._lowest_gates if bound == "lowest" else self.gates

    def _differs(self, basis: Basis, bound: Bound) -> bool:
        return (
            self.acts(basis, bound) != self.acts(basis)
            or self.inputs(basis, bound) != self.inputs(basis)
            or self._gates_at(bound) != self.gates
            or bool(self.appraiser.lyrics)  # nobody says who wrote them
        )

    def acts(self, basis: Basis, bound: Bound = "given") -> dict[str, Act]:
        """The accepted steps by id."""
        key = (basis, bound)
        if key not in self._acts:
            if self._before is not None:
                self._before.acts(basis, bound)  # names its own evidence, so it is read first
            self._acts[key] = {
                step.id: self.version.act(step, basis, bound) for step in self.appraiser.steps
            }
        return self._acts[key]

    def inputs(self, basis: Basis, bound: Bound = "given") -> dict[str, OwnedInput]:
        """The accepted inputs by id."""
        key = (basis, bound)
        if key not in self._inputs:
            self._inputs[key] = {
                i.id: self.appraiser.owned_input(i, basis, bound) for i in self.record.inputs
            }
        return self._inputs[key]

    def _observed(self, key: tuple[Basis, Bound]) -> Seen:
        if key not in self._seen:
            basis, bound = key
            whole, shared = self._whole(basis), self.version.shared
            seen = shared.of_acts(self.acts(basis, bound), whole)
            for name, words in self.appraiser.lyrics.items():
                act = self.acts(basis, bound)[name]
                shown = basis == "claimed" or self.appraiser.are_words_shown_of(name, words)
                if shown and bound != "lowest":  # at the lowest, whoever typed them wrote none
                    is_said = bound == "highest" or self.appraiser.are_own_lyrics(name)
                    seen[f"lyrics {name}"] = observe_lyrics(act, words, is_said, self.rules)
            for name, item in self.inputs(basis, bound).items():
                seen[f"input {name}"] = shared.of_input(item)
            self._seen[key] = seen
        return self._seen[key]

    def _whole(self, basis: Basis) -> Whole:
        if basis not in self._wholes:
            self._wholes[basis] = Whole(
                distinctiveness=self.appraiser.distinctiveness(basis),
                foreseeability=self.appraiser.foreseeability(basis),
            )
        return self._wholes[basis]

    # What an answer turns on

    @cached_property
    def _turns_on(self) -> Mapping[str, tuple[TurnsOn, ...]]:
        """By layer: self-appraised values one step down of which the answer is a refusal.

        Only what is claimed rests on such values; a value that a word, a file, a lawyer or the
        decider carries as well keeps its level.
        """
        found: dict[str, list[TurnsOn]] = {}
        if self.record.appraiser == "decider" or self.appraiser.is_presumed:
            return {}
        strong = [reading for reading in self.reading("claimed") if reading.rank >= LIKELY]
        places = {step.id: n for n, step in enumerate(self.record.steps)}
        for step in self.appraiser.steps:
            concerned = [r for r in strong if step.id in (*r.shape.steps, *r.shape.shared)]
            if not concerned or self.appraiser.by(step, "proved") != "maker":
                continue
            for field, lower in lower_values(step, self.rules.appraisal.scales):
                after = self._without(step, lower)
                for reading in concerned:
                    if after[reading.shape.id] <= UNLIKELY:
                        found.setdefault(reading.shape.id, []).append(
                            TurnsOn(
                                field=f"steps[{places[step.id]}].{field}",
                                value=_shown_value(getattr(step, field)),
                                by="maker",
                            )
                        )
        for n, item in enumerate(self.record.inputs):
            concerned = [r for r in strong if item.id in r.shape.inputs]
            if item.made_by == "own" and item.what in OWN_SYSTEM:
                for name in self._owed_to_system(item, concerned):
                    of_system = TurnsOn(field=f"inputs[{n}].made_by", value="own", by="maker")
                    found.setdefault(name, []).append(of_system)
            scale = self.rules.appraisal.scales["in_output"]
            if (
                not concerned
                or item.in_output not in scale[1:]
                or self.appraiser.by(item, "proved") != "maker"
            ):
                continue
            lower_value = scale[scale.index(item.in_output) - 1]
            changed = item.model_copy(update={"in_output": lower_value})
            accepted = self.appraiser.owned_input(changed, "claimed")
            seen = {
                **self._observed(("claimed", "given")),
                f"input {item.id}": self.version.shared.of_input(accepted),
            }
            after = self._ranks(self.acts("claimed"), seen)
            for reading in concerned:
                if after[reading.shape.id] <= UNLIKELY:
                    found.setdefault(reading.shape.id, []).append(
                        TurnsOn(field=f"inputs[{n}].in_output", value=item.in_output, by="maker")
                    )
        return {name: tuple(values) for name, values in found.items()}

    def _owed_to_system(self, item: Input, concerned: list[LayerReading]) -> Iterator[str]:
        """Ids of the layers that would be refused if a model or template were not the makers'."""
        if not concerned or self.appraiser.by(item, "proved") != "maker":
            return
        changed = item.model_copy(update={"made_by": "public"})
        accepted = self.appraiser.owned_input(changed, "claimed")
        seen = {
            **self._observed(("claimed", "given")),
            f"input {item.id}": self.version.shared.of_input(accepted),
        }
        after = self._ranks(self.acts("claimed"), seen)
        yield from (r.shape.id for r in concerned if after[r.shape.id] <= UNLIKELY)

    def _without(self, step: Step, lower: Step) -> Mapping[str, int]:
        """The rank of every layer with one step's value lowered."""
        if self.appraiser.lends_other_detail(step, lower):
            steps = tuple(lower if recorded is step else recorded for recorded in self.record.steps)
            changed = self.record.model_copy(update={"steps": steps})
            return ranks_of(self.with_answers(changed, self.appraiser.files).reading("claimed"))
        act = self.version.act(lower, "claimed")
        if act == self.acts("claimed")[step.id]:
            return ranks_of(self.reading("claimed"))
        acts = {**self.acts("claimed"), step.id: act}
        seen = {
            **self._observed(("claimed", "given")),
            f"step {step.id}": self.version.shared.of_act(act, self._whole("claimed")),
        }
        return self._ranks(acts, seen)

    def _ranks(self, acts: Mapping[str, Act], seen: Seen) -> Mapping[str, int]:
        """The rank of every layer as claimed, with other accepted steps or inputs."""
        now = self.reading("claimed")
        whole = self._whole("claimed")
        return ranks_of(self._reader.read("claimed", whole, acts, seen, self.gates, now))

    def turns_on(self, reading: LayerReading, basis: Basis) -> tuple[TurnsOn, ...]:
        """The values that the answer on a layer turns on, the unknown ones first."""
        unknown = (
            *self._unknown_additions(reading, basis),
            *self._unknown_supports(basis).get(reading.shape.id, ()),
        )
        known = self._turns_on.get(reading.shape.id, ()) if basis == "claimed" else ()
        return (*unknown, *known)

    def _unknown_additions(self, reading: LayerReading, basis: Basis) -> Iterator[TurnsOn]:
        """Acts whose addition is unknown and taken as expressive."""
        if reading.rank < ARGUABLE:
            return
        places = {step.id: n for n, step in enumerate(self.record.steps)}
        acts = self.acts(basis)
        for name in reading.shape.steps:
            if acts[name].adds_unknown:
                step = self.record.steps[places[name]]
                yield TurnsOn(
                    field=f"steps[{places[name]}].adds",
                    value=None,
                    by=self.appraiser.by(step, basis),
                )

    def _unknown_supports(self, basis: Basis) -> Mapping[str, tuple[TurnsOn, ...]]:
        """By layer: facts that nobody stated, and at whose lowest value it would be refused."""
        if basis not in self._supports:
            lowest = {r.shape.id: r for r in self.reading(basis, "lowest")}
            self._supports[basis] = {
                reading.shape.id: tuple(self._unstated(reading))
                for reading in self.reading(basis)
                if reading.rank >= LIKELY and lowest[reading.shape.id].rank <= UNLIKELY
            }
        return self._supports[basis]

    def _unstated(self, reading: LayerReading) -> Iterator[TurnsOn]:
        """How much of others' material shows, and how many parts were arranged."""
        if self.record.appraiser == "decider":
            return
        if reading.shape.kind == "prompted_output":
            for n, item in enumerate(self.record.inputs):
                if self.appraiser.made_by(item) != "own" and item.in_output is None:
                    yield TurnsOn(field=f"inputs[{n}].in_output", value=None, by="maker")
        if reading.shape.kind == "arrangement":
            for n, step in enumerate(self.record.steps):
                if step.id in reading.shape.steps:
                    if self.appraiser.kept_parts is None:
                        yield TurnsOn(field=f"steps[{n}].kept", value=None, by="maker")
                    if self.appraiser.order_of(step) == "unknown":
                        yield TurnsOn(field=f"steps[{n}].criteria", value=None, by="maker")

    # Words

    def word(self, reading: LayerReading, basis: Basis) -> Conclusion:
        """The word of a layer: at most arguable where only makers, or nobody, say what it needs."""
        name = reading.shape.id
        if reading.rank >= LIKELY and (
            (basis == "claimed" and self._turns_on.get(name))
            or self._unknown_supports(basis).get(name)
        ):
            return "arguable"
        return reading.verdict.word

    def words(self, basis: Basis) -> dict[str, Conclusion]:
        """The word of every layer, by its id."""
        return {r.shape.id: self.word(r, basis) for r in self.reading(basis)}

    def strongest(self, basis: Basis) -> LayerReading | None:
        """The layer whose word is that of the work; the first one of equals that is bound."""
        if basis not in self._strongest:
            self._strongest[basis] = self._find_strongest(basis)
        return self._strongest[basis]

    def _find_strongest(self, basis: Basis) -> LayerReading | None:
        best: tuple[tuple[int, bool], LayerReading] | None = None
        for reading in self._asked_for(basis):
            rank = (RANK[self.word(reading, basis)], reading.verdict.is_bound)
            if best is None or rank > best[0]:
                best = rank, reading
        return best[1] if best else None

    def _asked_for(self, basis: Basis) -> Reading:
        """The layers for which protection is asked."""
        readings = self.reading(basis)
        if self.record.claim == "arrangement":
            return tuple(r for r in readings if r.shape.kind == "arrangement")
        return readings

    def word_of_whole(self, basis: Basis) -> Conclusion:
        """The word of the work on one answer."""
        word = self._word_of_strongest(basis)
        # A better word is never open: what is proved is not above what is claimed.
        return "open" if RANK[word] <= UNLIKELY and self.is_open else word

    def _word_of_strongest(self, basis: Basis) -> Conclusion:
        strongest = self.strongest(basis)
        if strongest is None:
            closed = any(gate.holds == "not_met" for gate in self.gates)
            return "not_protected" if closed else "unlikely"
        return self.word(strongest, basis)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {shape.id: n for n, shape in enumerate(self.shapes)}

    def range_of(self, reading: LayerReading, basis: Basis) -> tuple[Conclusion, Conclusion]:
        """The words of a layer with all unknowns at their lowest and at their highest."""
        at = self._places[reading.shape.id]
        lowest = self.reading(basis, "lowest")[at].verdict.word
        highest = self.reading(basis, "highest")[at].verdict.word
        word = self.word(reading, basis)
        return min(lowest, word, key=RANK.__getitem__), max(highest, word, key=RANK.__getitem__)

    def range_of_whole(self, basis: Basis) -> tuple[Conclusion, Conclusion]:
        """The conclusions with all unknowns at their lowest and at their highest."""
        if not self.shapes:
            word = self._word_of_strongest(basis)
            return ("not_protected", "protected") if self.is_open else (word, word)
        ranges = [self.range_of(reading, basis) for reading in self._asked_for(basis)]
        lowest = max((r[0] for r in ranges), key=RANK.__getitem__)
        word = self._word_of_strongest(basis)
        return (
            min(lowest, word, key=RANK.__getitem__),
            max((word, *(r[1] for r in ranges)), key=RANK.__getitem__),
        )

    @cached_property
    def is_open(self) -> bool:
        """Whether the record does not say enough for any verdict.

        No gate closes, the range runs from unlikely or less to likely or more, and no known fact
        reaches a level that could carry one; what is stated gives no better word by itself.
        """
        if self.record.appraiser == "decider":
            return False
        if any(reading.rank > UNLIKELY for reading in self._asked_for("claimed")):
            return False
        if any(gate.holds == "not_met" for gate in self.gates):
            return False
        if not self.shapes:
            return True
        known = any(
            observation.level >= KNOWN_FROM
            for reading in self.reading("claimed", "lowest")
            if self.record.claim != "arrangement" or reading.shape.kind == "arrangement"
            for name, observation in reading.observations.items()
            if name != "distinctiveness"
        )
        if known:
            return False
        lowest, highest = self.range_of_whole("claimed")
        return RANK[lowest] <= UNLIKELY and RANK[highest] >= LIKELY


def _shown_value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
