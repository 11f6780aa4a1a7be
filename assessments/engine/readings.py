"""The layers of a record with their levels and verdicts, on each answer and each bound.

What an unknown could be is tried by reading the same record again with it; so is what an answer
turns on. The readings share what they have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from assessments.engine.appraisal import Act, Appraiser, OwnedInput
from assessments.engine.choices import Bound
from assessments.engine.codes import Basis
from assessments.engine.comparison import CaseBase
from assessments.engine.findings import Whole, observe_lyrics
from assessments.engine.held_files import HeldFiles
from assessments.engine.judging import gates_of
from assessments.engine.lawyer_view import LawyerView
from assessments.engine.layers import LayerReader, LayerReading, Reading, Seen
from assessments.engine.result import TurnsOn
from assessments.engine.rules import Gate, Rules
from assessments.engine.structure import Shape, shapes_of
from assessments.engine.versions import Shared, Version
from cases.record import CreationRecord


class Readings:
    """A record read against the rules and the decided cases, layer by layer."""

    def __init__(
        self,
        record: CreationRecord,
        base: CaseBase,
        rules: Rules,
        files: HeldFiles | None = None,
        before: Self | None = None,
        view: LawyerView | None = None,
    ) -> None:
        self.record = record
        self.base = base
        self.rules = rules
        self.appraiser: Appraiser = Appraiser(
            record, rules, files, before.appraiser if before else None, view
        )
        self._before = before
        shared: Shared = before.version.shared if before else Shared(base.criteria)
        self.version: Version = Version(self.appraiser, shared, before.version if before else None)
        self.gates: tuple[Gate, ...]
        self._lowest_gates: tuple[Gate, ...]
        if before is not None and self.appraiser.are_inputs_as_before:
            self.gates, self._lowest_gates = before.gates, before._lowest_gates
        else:
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

    def with_answers(self, record: CreationRecord, files: HeldFiles | None) -> Self:
        """The case with other evidence, or other values of the same steps and own inputs.

        What they leave as it was is not read again.
        """
        return type(self)(record, self.base, self.rules, files, before=self)

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
            # What was read before names its own evidence, so it is read first.
            known = self._before.acts(basis, bound) if self._before is not None else {}
            version = self.version
            self._acts[key] = {
                step.id: known[step.id]
                if version.is_as_before(step, basis)
                else version.act(step, basis, bound)
                for step in self.appraiser.steps
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
