"""Which evidence a step or an input is linked to: it names the piece, or the piece names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cases.record.schema import CreationRecord, Evidence, Input, Step


def evidence_by_step(evidence: Iterable[Evidence]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the evidence that says which steps it shows, by step."""
    found: dict[str, tuple[str, ...]] = {}
    for piece in evidence:
        for step in piece.shows_steps:
            found[step] = (*found.get(step, ()), piece.id)
    return found


def linked_evidence(item: Step | Input, by_step: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the evidence linked to a step or an input; `by_step` as above."""
    shown = by_step.get(item.id, ()) if isinstance(item, Step) else ()
    return tuple(dict.fromkeys((*item.evidence, *shown)))


def steps_of_evidence(record: CreationRecord, piece: Evidence) -> tuple[str, ...]:
    """Return the ids of the steps that a piece of evidence is linked to."""
    return tuple(
        step.id
        for step in record.steps
        if piece.id in step.evidence or step.id in piece.shows_steps
    )
