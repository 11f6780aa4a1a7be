"""Markers in the text: what supports a fact, and where an authority is cited.

A marker is never decoration: each leads to its row in a schedule, and the schedules are built
from the same index, so that a marker without a row cannot be printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.record import CreationRecord, Evidence, Step

# They may illustrate a step, but prove none: a later run of the tool, and a bare statement.
PROVES_NOTHING = frozenset({"reconstruction", "statement"})


@dataclass(frozen=True, kw_only=True)
class Support:
    """What a fact rests on: evidence that can carry it, evidence that cannot, or nothing."""

    carried_by: tuple[str, ...] = ()
    merely: tuple[str, ...] = ()

    @property
    def statement_only(self) -> bool:
        return not self.carried_by


class ExhibitIndex:
    """Evidence and steps by the numbers that the memo gives them."""

    def __init__(self, record: CreationRecord) -> None:
        self.record = record
        self.evidence: dict[str, Evidence] = {piece.id: piece for piece in record.evidence}
        width = max(2, len(str(len(record.evidence))))
        self._codes = {
            piece.id: f"E-{number:0{width}}" for number, piece in enumerate(record.evidence, 1)
        }
        self._steps = {step.id: number for number, step in enumerate(record.steps, 1)}

    def code(self, evidence_id: str) -> str:
        return self._codes[evidence_id]

    def step_number(self, step_id: str) -> int:
        return self._steps[step_id]

    def step_numbers(self, step_ids: Iterable[str]) -> list[int]:
        return sorted(self._steps[step_id] for step_id in step_ids if step_id in self._steps)

    def support(self, evidence_ids: Iterable[str]) -> Support:
        """Sort evidence by whether its kind can carry a fact at all."""
        known = [e for e in dict.fromkeys(evidence_ids) if e in self._codes]
        return Support(
            carried_by=tuple(self.code(e) for e in known if not self._empty(e)),
            merely=tuple(self.code(e) for e in known if self._empty(e)),
        )

    def of_kind(self, *kinds: str) -> Support:
        return self.support(piece.id for piece in self.record.evidence if piece.what in kinds)

    def unsupported(self) -> list[Step]:
        """Steps for which nothing but a statement or a later run of the tool is at hand."""
        return [step for step in self.record.steps if self.support(step.evidence).statement_only]

    def _empty(self, evidence_id: str) -> bool:
        return self.evidence[evidence_id].what in PROVES_NOTHING


@dataclass
class Citations:
    """Remembers, as the pages are written, in which section each authority is mentioned.

    Counting what is written rather than what is prepared keeps the table of authorities true:
    a citation that a template leaves out is not in it.
    """

    seen: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def mention(self, key: str, section: str) -> str:
        """The anchor of the first mention of this authority in this section; else nothing."""
        places = self.seen.setdefault(key, [])
        if any(where == section for where, _ in places):
            return ""
        anchor = f"c-{section}-{key}"
        places.append((section, anchor))
        return anchor


@dataclass(frozen=True, kw_only=True)
class Cited:
    """An authority as a section names it."""

    key: str
    text: str
    section: str
    citations: Citations
