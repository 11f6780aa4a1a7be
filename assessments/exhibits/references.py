"""References to the exhibits that support a fact.

Each links to its row in a schedule built from the same index: none without a row can be printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cases.record import (
    CreationRecord,
    Evidence,
    Input,
    Step,
    evidence_by_step,
    linked_evidence,
)

# A later run of the tool and a bare statement can illustrate a step, but prove none.
PROVES_NOTHING = frozenset({"reconstruction", "statement"})


@dataclass(frozen=True, kw_only=True)
class Support:
    """The codes of the exhibits that can carry a fact, that only illustrate it, or are not held."""

    carried_by: tuple[str, ...] = ()
    illustrated_by: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()  # named in the record; no file of them was read

    @property
    def is_statement_only(self) -> bool:
        return not self.carried_by

    @property
    def unproved(self) -> Support:
        """The same exhibits where they do not show the fact."""
        illustrated_by = (*self.carried_by, *self.illustrated_by)
        return Support(illustrated_by=illustrated_by, not_held=self.not_held)


class ExhibitIndex:
    """The numbers that a memo gives to evidence (E-01) and steps (1), in the record's order.

    `held` holds the ids of the evidence whose files were held and read; None: evidence is taken as
    it is described.
    """

    def __init__(self, record: CreationRecord, held: Collection[str] | None = None) -> None:
        self.record = record
        self.held = held
        self.evidence: dict[str, Evidence] = {piece.id: piece for piece in record.evidence}
        width = max(2, len(str(len(record.evidence))))
        self._codes = {
            piece.id: f"E-{number:0{width}}" for number, piece in enumerate(record.evidence, 1)
        }
        self._steps = {step.id: number for number, step in enumerate(record.steps, 1)}
        self._by_step = evidence_by_step(record.evidence)

    def code(self, evidence_id: str) -> str:
        """Return the code of an exhibit, such as E-01; raise KeyError for an unknown id."""
        return self._codes[evidence_id]

    def step_number(self, step_id: str) -> int:
        """Return the number of a step, from 1; raise KeyError for an unknown id."""
        return self._steps[step_id]

    def step_numbers(self, step_ids: Iterable[str]) -> list[int]:
        """Return the numbers of the steps in ascending order, without unknown ids."""
        return sorted(self._steps[step_id] for step_id in step_ids if step_id in self._steps)

    def support_of(self, *items: Step | Input) -> Support:
        """Return the support by all evidence that is linked to steps or inputs."""
        return self.support(e for item in items for e in linked_evidence(item, self._by_step))

    def support(self, evidence_ids: Iterable[str]) -> Support:
        """Divide evidence by whether it can carry a fact; ignore unknown ids."""
        known = [e for e in dict.fromkeys(evidence_ids) if e in self._codes]
        of_weight = [e for e in known if not self._proves_nothing(e)]
        return Support(
            carried_by=tuple(self.code(e) for e in of_weight if self._is_held(e)),
            illustrated_by=tuple(self.code(e) for e in known if self._proves_nothing(e)),
            not_held=tuple(self.code(e) for e in of_weight if not self._is_held(e)),
        )

    def unsupported_steps(self) -> list[Step]:
        """Return the steps with no held evidence but a statement or a later run of the tool."""
        return [step for step in self.record.steps if self.support_of(step).is_statement_only]

    def _is_held(self, evidence_id: str) -> bool:
        return self.held is None or evidence_id in self.held

    def _proves_nothing(self, evidence_id: str) -> bool:
        return self.evidence[evidence_id].what in PROVES_NOTHING
