"""What the versions of one record have in common: it is read once for all of them.

A version is the record with evidence added or examined, or with values of steps and own inputs
that a supposition changes. A copy has the values that nobody changed as the same objects, so that
two steps are alike where all their values but the evidence are.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from assessments.engine.appraisal import Act, Appraiser, OwnedInput
from assessments.engine.choices import Bound
from assessments.engine.codes import Basis
from assessments.engine.findings import Criteria, Observation, Whole, observe_act, observe_input
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
        self._alive: list[object] = []  # an identity stands for an object only while it exists

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

    def __init__(self, appraiser: Appraiser, shared: Shared) -> None:
        self._appraiser = appraiser
        self.shared = shared
        shared.keep(appraiser.record, appraiser.files)
        self._numbers: dict[tuple[int, Basis], int | None] = {}

    def act(self, step: Step, basis: Basis, bound: Bound = "given") -> Act:
        """The step with the values accepted for one answer, what is unknown at a bound.

        As claimed, it names the evidence of the version in which it was read first.
        """
        number = self._rests_on(step, basis)
        if number is None:
            return self._appraiser.act(step, basis, bound)
        key = (number, bound)
        if key not in self.shared.acts:
            self.shared.acts[key] = self._appraiser.act(step, basis, bound)
        return self.shared.acts[key]

    def _rests_on(self, step: Step, basis: Basis) -> int | None:
        """The number of all that the values of a step rest on.

        None for what rests on many other steps, too. Of its evidence, as claimed, it matters only
        whether there is any, and who appraised the step by it.
        """
        key = (id(step), basis)
        if key not in self._numbers:
            self._numbers[key] = self._number(step, basis)
        return self._numbers[key]

    def _number(self, step: Step, basis: Basis) -> int | None:
        appraiser, shared = self._appraiser, self.shared
        parent = appraiser.step_before(step)
        before = self._rests_on(parent, basis) if parent else -1
        if before is None or step.action == "arrange":
            return None
        proof: object = appraiser.pieces_of(step)
        if basis == "claimed":
            proof = appraiser.by(step, basis), bool(appraiser.evidence_of(step))
        level = appraiser.presumed_level
        survives = (
            appraiser.is_left_out(step, basis),
            appraiser.is_replaced_perhaps(step, basis),
        )
        taken = basis == "proved" and appraiser.is_taken_by_another(step)
        values = shared.number_of_values(step)
        return shared.number(basis, before, values, level, survives, taken, proof)
