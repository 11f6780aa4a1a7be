"""The ranks of the layers of a record with one value lowered; what stays as it was is not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from assessments.engine.appraisal import Act, Appraiser
from assessments.engine.choices import Bound
from assessments.engine.codes import Basis
from assessments.engine.findings import Observation, act_meets, is_at_most
from assessments.engine.layers import LayerReading, Reading, ranks_of
from assessments.engine.readings import Readings
from cases.record import Input, Step

NOW: tuple[Basis, Bound] = ("claimed", "given")


class Lowering(Readings):
    """A record read again as claimed, with one value of a step or of an own input lowered."""

    def ranks_without(self, step: Step, lower: Step) -> Mapping[str, int]:
        """The rank of every layer with one step's value lowered, by the id of the layer."""
        acts = self.acts("claimed")
        changed = {n: act for n, act in self._lowered(step, lower).items() if act != acts[n]}
        whole = self._whole("claimed")
        seen = {f"step {n}": self.version.shared.of_act(a, whole) for n, a in changed.items()}
        if all(self._keeps_levels(acts[n], act, seen[f"step {n}"]) for n, act in changed.items()):
            return self._ranks_now
        return self._ranks({**acts, **changed}, seen)

    def ranks_with_input(self, changed: Input) -> Mapping[str, int]:
        """The rank of every layer with another value of one input, by the id of the layer."""
        key = f"input {changed.id}"
        accepted = self.appraiser.owned_input(changed, "claimed")
        seen = self.version.shared.of_input(accepted)
        if self._stays_below(key, changed.id, seen):
            return self._ranks_now
        return self._ranks(self.acts("claimed"), {key: seen})

    def _ranks(
        self, acts: Mapping[str, Act], seen: Mapping[str, tuple[Observation, ...]]
    ) -> Mapping[str, int]:
        whole, now = self._whole("claimed"), self.reading("claimed")
        all_seen = {**self._observed(NOW), **seen}
        return ranks_of(self._reader.read("claimed", whole, acts, all_seen, self.gates, now))

    @cached_property
    def _ranks_now(self) -> Mapping[str, int]:
        return ranks_of(self.reading("claimed"))

    # Which steps it concerns

    def _lowered(self, step: Step, lower: Step) -> Mapping[str, Act]:
        """By id, the accepted values of the step, and of the runs that have its words."""
        appraiser = self.appraiser
        if not appraiser.lends_other_detail(step, lower):
            return {step.id: self.version.act(lower, "claimed")}
        if lower.changed != step.changed:  # other runs now have the words of an earlier one
            steps = tuple(lower if recorded is step else recorded for recorded in self.record.steps)
            record = self.record.model_copy(update={"steps": steps})
            after = Appraiser(record, self.rules, appraiser.files, appraiser)
            later = () if self.record.claim == "prompt" else self._going_on.get(step.id, ())
            concerned = (lower, *later) if later else after.steps
            return {each.id: after.act(each, "claimed") for each in concerned}
        act, acts = self.version.act(lower, "claimed"), self.acts("claimed")
        borrowing = (other.id for other in self._borrowing.get(step.id, ()))
        return {step.id: act} | {n: replace(acts[n], detail=act.detail) for n in borrowing}

    @cached_property
    def _borrowing(self) -> Mapping[str, list[Step]]:
        """By run, the later ones that are appraised by what is said of its words."""
        found: dict[str, list[Step]] = {}
        for step in self.appraiser.steps:
            first = self.appraiser.first_with_these_words(step)
            if first is not step:
                found.setdefault(first.id, []).append(step)
        return found

    @cached_property
    def _going_on(self) -> Mapping[str, list[Step]]:
        """By run of unrecorded words, the later ones that do not say that these changed."""
        found: dict[str, list[Step]] = {}
        heads: dict[str, str] = {}
        for step in self.appraiser.steps:
            parent = self.appraiser.generating_parent(step)
            if parent is None or step.prompt or not self.appraiser.is_generative(step):
                continue
            head = heads.get(parent.id, parent.id)
            if "prompt" in (step.changed or ()):
                continue
            heads[step.id] = head
            found.setdefault(head, []).append(step)
        return found

    # Whether the levels of a layer can be others

    def _keeps_levels(self, now: Act, act: Act, seen: tuple[Observation, ...]) -> bool:
        """Whether no layer has other levels, or another bound on its word, by a lowered step."""
        return (
            _flags_of(now) == _flags_of(act)
            and act.effective <= now.effective
            and act.changed <= now.changed
            and all(
                act_meets(now, condition) or not act_meets(act, condition)
                for _, _, condition in self.base.criteria.distinct
            )
            and self._stays_below(f"step {now.id}", now.id, seen)
        )

    def _stays_below(self, key: str, name: str, seen: tuple[Observation, ...]) -> bool:
        """Whether no layer's levels come from a step or an input, neither before nor after."""
        before = self._observed(NOW)[key]
        is_lower = all(any(is_at_most(after, each) for each in before) for after in seen)
        return is_lower and not any(_rests_on(r, name) for r in self._layers_of.get(key, ()))

    @cached_property
    def _layers_of(self) -> Mapping[str, Reading]:
        found: dict[str, list[LayerReading]] = {}
        for reading in self.reading("claimed"):
            for key in _keys_of(reading):
                found.setdefault(key, []).append(reading)
        return {key: tuple(readings) for key, readings in found.items()}


def _keys_of(reading: LayerReading) -> Iterator[str]:
    shape = reading.shape
    yield from (f"step {name}" for name in dict.fromkeys((*shape.shared, *shape.steps)))
    yield from (f"input {name}" for name in shape.inputs)


def _rests_on(reading: LayerReading, name: str) -> bool:
    return any(name in (*seen.steps, *seen.inputs) for seen in reading.observations.values())


def _flags_of(act: Act) -> tuple[object, ...]:
    """What of an act bounds the word of its layer, whatever its levels."""
    return act.adds_unknown, act.is_doubted, act.is_unread, act.is_bare, act.places_parts
