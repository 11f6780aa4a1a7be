"""A record as a case: the words of its layers and of the whole, and what these turn on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from assessments.engine.codes import Basis, Conclusion
from assessments.engine.judging import RANK
from assessments.engine.layers import LayerReading, Reading
from assessments.engine.lowering import Lowering
from assessments.engine.result import TurnsOn
from cases.record import Input

LIKELY, ARGUABLE, UNLIKELY = RANK["likely"], RANK["arguable"], RANK["unlikely"]
OWN_SYSTEM = frozenset({"model", "template", "data"})  # own material by which a tool is set up
KNOWN_FROM = 2  # the level from which a known fact gives a verdict


class Case(Lowering):
    """A record read against the rules and the decided cases, and what follows for each answer."""

    # What an answer turns on

    @cached_property
    def _turns_on(self) -> Mapping[str, Sequence[TurnsOn]]:
        """By layer: self-appraised values one step down of which the answer is a refusal.

        Only what is claimed rests on such values; a value that a word, a file, a lawyer or the
        decider carries as well keeps its level.
        """
        while self._find_next_turn():
            pass
        return self._turns_found

    def _turns(self, reading: LayerReading) -> bool:
        """Whether a layer turns on any such value: no more of them are tried than tells."""
        while reading.shape.id not in self._turns_found:
            if not self._find_next_turn():
                return False
        return True

    def _find_next_turn(self) -> bool:
        found = next(self._turns_left, None)
        if found is not None:
            self._turns_found.setdefault(found[0], []).append(found[1])
        return found is not None

    @cached_property
    def _turns_found(self) -> dict[str, list[TurnsOn]]:
        return {}

    @cached_property
    def _turns_left(self) -> Iterator[tuple[str, TurnsOn]]:
        return self._try_values()

    def _try_values(self) -> Iterator[tuple[str, TurnsOn]]:
        if self.record.appraiser == "decider" or self.appraiser.is_presumed:
            return
        strong = [reading for reading in self.reading("claimed") if reading.rank >= LIKELY]
        places = {step.id: n for n, step in enumerate(self.record.steps)}
        for step in self.appraiser.steps:
            concerned = [r for r in strong if step.id in (*r.shape.steps, *r.shape.shared)]
            if not concerned or self.appraiser.by(step, "proved") != "maker":
                continue
            for field, lower in self.version.shared.lower_values(step, self.rules):
                after = self.ranks_without(step, lower)
                for reading in concerned:
                    if after[reading.shape.id] <= UNLIKELY:
                        yield (
                            reading.shape.id,
                            TurnsOn(
                                field=f"steps[{places[step.id]}].{field}",
                                value=_shown_value(getattr(step, field)),
                                by="maker",
                            ),
                        )
        for n, item in enumerate(self.record.inputs):
            concerned = [r for r in strong if item.id in r.shape.inputs]
            if item.made_by == "own" and item.what in OWN_SYSTEM:
                for name in self._owed_to_system(item, concerned):
                    yield name, TurnsOn(field=f"inputs[{n}].made_by", value="own", by="maker")
            scale = self.rules.appraisal.scales["in_output"]
            if (
                not concerned
                or item.in_output not in scale[1:]
                or self.appraiser.by(item, "proved") != "maker"
            ):
                continue
            lower_value = scale[scale.index(item.in_output) - 1]
            changed = item.model_copy(update={"in_output": lower_value})
            after = self.ranks_with_input(changed)
            for reading in concerned:
                if after[reading.shape.id] <= UNLIKELY:
                    yield (
                        reading.shape.id,
                        TurnsOn(field=f"inputs[{n}].in_output", value=item.in_output, by="maker"),
                    )

    def _owed_to_system(self, item: Input, concerned: list[LayerReading]) -> Iterator[str]:
        """Ids of the layers that would be refused if a model or template were not the makers'."""
        if not concerned or self.appraiser.by(item, "proved") != "maker":
            return
        changed = item.model_copy(update={"made_by": "public"})
        after = self.ranks_with_input(changed)
        yield from (r.shape.id for r in concerned if after[r.shape.id] <= UNLIKELY)

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
            (basis == "claimed" and self._turns(reading)) or self._unknown_supports(basis).get(name)
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
        for reading in self._speaking_for(basis):
            rank = (RANK[self.word(reading, basis)], reading.verdict.is_bound)
            if best is None or rank > best[0]:
                best = rank, reading
        return best[1] if best else None

    def _speaking_for(self, basis: Basis) -> Reading:
        """The layers asked for without those that are empty or covered by a refusal of the rest.

        Where nothing is shown of any, those of which anything is claimed.
        """
        asked = self._asked_for(basis)
        speaking = tuple(reading for reading in asked if reading.speaks)
        if speaking or basis == "claimed":
            return speaking or asked
        named = {reading.shape.id for reading in self._speaking_for("claimed")}
        return tuple(reading for reading in asked if reading.shape.id in named)

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
