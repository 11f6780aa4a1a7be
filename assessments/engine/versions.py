"""What the versions of one record have in common: it is read once for all of them.

A version is the record with evidence added or examined, or with values of steps and own inputs
that a supposition changes. A copy has the values that nobody changed as the same objects, so that
two steps are alike where all their values but the evidence are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from assessments.engine.appraisal import Act, Appraiser, OwnedInput
from assessments.engine.choices import Bound
from assessments.engine.codes import Basis
from assessments.engine.findings import Criteria, Observation, Whole, observe_act, observe_input
from assessments.engine.rules import Rules
from cases.record import Step

Observations = tuple[Observation, ...]
values_of = itemgetter(*(name for name in Step.model_fields if name != "evidence"))


class Shared:
    """Accepted steps, and what steps and inputs show, of all versions of one record."""

    def __init__(self, criteria: Criteria) -> None:
        self._criteria = criteria
        self.acts: dict[tuple[int, Bound], Act] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._steps: dict[int, int] = {}
        self._of_acts: dict[Whole, dict[int, Observations]] = {}
        self._of_inputs: dict[OwnedInput, Observations] = {}
        self._lower_values: dict[int, Sequence[tuple[str, Step]]] = {}
        self._alive: list[object] = []  # an identity stands for an object only while it exists

    def lower_values(self, step: Step, rules: Rules) -> Sequence[tuple[str, Step]]:
        """The step with each value that its makers appraised moved one step down, made once."""
        if id(step) not in self._lower_values:
            self.keep(step)
            self._lower_values[id(step)] = tuple(_lower_values(step, rules.appraisal.scales))
        return self._lower_values[id(step)]

    def keep(self, *compared: object) -> None:
        """Keep what is compared by identity."""
        self._alive += compared

    def number(self, *rests_on: object) -> int:
        """The number of a combination of values; equal ones have the same."""
        return self._numbers.setdefault(rests_on, len(self._numbers))

    def number_of_values(self, step: Step) -> int:
        """The number of the values of a step beside its evidence."""
        if id(step) not in self._steps:
            self.keep(step)
            self._steps[id(step)] = self.number(*map(id, values_of(step.__dict__)))
        return self._steps[id(step)]

    def of_act(self, act: Act, whole: Whole) -> Observations:
        """Everything that one step shows by itself."""
        return self.of_acts({act.id: act}, whole)[f"step {act.id}"]

    def of_acts(self, acts: Mapping[str, Act], whole: Whole) -> dict[str, Observations]:
        """Everything that steps show by themselves, by `step ID`."""
        known = self._of_acts.setdefault(whole, {})
        for act in acts.values():
            if id(act) not in known:
                self.keep(act)
                known[id(act)] = observe_act(act, whole, self._criteria)
        return {f"step {name}": known[id(act)] for name, act in acts.items()}

    def of_input(self, item: OwnedInput) -> Observations:
        """Everything that one input shows."""
        if item not in self._of_inputs:
            self._of_inputs[item] = observe_input(item, self._criteria)
        return self._of_inputs[item]


class Version:
    """One version: its accepted steps, as far as possible those of another version."""

    def __init__(self, appraiser: Appraiser, shared: Shared, before: Version | None = None) -> None:
        """`before`: the version that this one was made from."""
        self._appraiser = appraiser
        self.shared = shared
        self._before = before if before and appraiser.same_words is before._appraiser else None
        shared.keep(appraiser.record, appraiser.files)
        self._numbers: dict[tuple[int, Basis], int | None] = {}
        self._own_numbers: dict[tuple[int, Basis], int] = {}
        self._as_before: dict[tuple[str, Basis], bool] = {}

    def act(self, step: Step, basis: Basis, bound: Bound = "given") -> Act:
        """The step with the values accepted for one answer, what is unknown at a bound.

        As claimed, it names the evidence of the version in which it was read first.
        """
        number = self._rests_on(step, basis)
        if number is None:
            return self._appraiser.act(step, basis, bound)
        acts, key = self.shared.acts, (number, bound)
        if key not in acts:
            if bound != "given" and self._appraiser.is_the_same_at_bounds(step, basis):
                acts[key] = self.act(step, basis)
            else:
                acts[key] = self._appraiser.act(step, basis, bound)
        return acts[key]

    def _rests_on(self, step: Step, basis: Basis) -> int | None:
        """The number of all that the values of a step rest on.

        None for what rests on many other steps, too.
        """
        key = (id(step), basis)
        if key not in self._numbers:
            self._numbers[key] = self._number(step, basis)
        return self._numbers[key]

    def _number(self, step: Step, basis: Basis) -> int | None:
        if self._before is not None and self._is_kept(step) and self.is_as_before(step, basis):
            return self._before._rests_on(step, basis)
        appraiser = self._appraiser
        parent = appraiser.step_before(step)
        before = self._rests_on(parent, basis) if parent else -1
        if before is None or step.action == "arrange":
            return None
        lost = appraiser.may_be_lost(step, basis)
        taken = basis == "proved" and appraiser.is_taken_by_another(step)
        own = self._own_number(step, basis)
        return self.shared.number(before, own, appraiser.presumed_level, lost, taken)

    def is_as_before(self, step: Step, basis: Basis) -> bool:
        """Whether all that the values of a step of the record rest on is as in `before`."""
        key = (step.id, basis)
        if key not in self._as_before:
            self._as_before[key] = self._before is not None and self._rests_as_before(step, basis)
        return self._as_before[key]

    def _rests_as_before(self, step: Step, basis: Basis) -> bool:
        assert self._before
        now, then = self._appraiser, self._before._appraiser
        parent = now.step_before(step)
        return (
            self._is_kept(step)
            and step.action != "arrange"
            and now.presumed_level == then.presumed_level
            and (parent is None or self.is_as_before(parent, basis))
            and now.may_be_lost(step, basis) == then.may_be_lost(step, basis)
            and (
                basis == "claimed"
                or now.is_taken_by_another(step) == then.is_taken_by_another(step)
            )
        )

    def _is_kept(self, step: Step) -> bool:
        """Whether a step is the one of the record, which is that of `before` with its evidence."""
        appraiser = self._appraiser
        return step.id in appraiser.steps_as_before and appraiser.is_of_record(step)

    def _own_number(self, step: Step, basis: Basis) -> int:
        """The number of the values of a step and of its evidence.

        As claimed, of its evidence it matters only whether there is any, and who appraised the step
        by it.
        """
        key = (id(step), basis)
        if key not in self._own_numbers:
            appraiser, shared = self._appraiser, self.shared
            if self._before is not None and self._is_kept(step):
                self._own_numbers[key] = self._before._own_number(step, basis)
            else:
                proof: object = appraiser.pieces_of(step)
                if basis == "claimed":
                    proof = appraiser.by(step, basis), bool(appraiser.evidence_of(step))
                values = shared.number_of_values(step)
                self._own_numbers[key] = shared.number(basis, values, proof)
        return self._own_numbers[key]


def _lower_values(
    record_step: Step, scales: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Step]]:
    """The step with each value that its makers appraised moved one step down."""
    for name in ("detail", "effect", "extent"):
        value, scale = getattr(record_step, name), scales[name]
        if value in scale[1:]:
            lower = scale[scale.index(value) - 1]
            yield name, record_step.model_copy(update={name: lower})
    if record_step.changed:
        yield "changed", record_step.model_copy(update={"changed": ()})
