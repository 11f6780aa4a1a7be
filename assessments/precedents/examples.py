"""Judged works of the library whose records serve as examples."""

from __future__ import annotations

from assessments.precedents.placed_library import library_for_command_line, library_published
from cases.record import CreationRecord

EXAMPLES = ("li-v-liu-2023", "tencent-v-yingxun-2019", "zhangjiagang-butterfly-chair-2025")


def example_record(slug: str) -> CreationRecord | None:
    """Return the record of an example; None where the slug names none or the library lacks it."""
    if slug not in EXAMPLES:
        return None
    decision = library_for_command_line().by_slug.get(slug)
    if decision is None:
        return None
    return next((judged.record for judged in decision.judged if judged.slug == slug), None)


def as_taken(record: CreationRecord) -> CreationRecord:
    """Return the record as this application takes it from somebody who is no decider.

    Whoever imports or types a record is its maker, and no lawyer has examined its evidence here.
    Only the record of a published decision, unchanged, stays that of its decider.
    """
    decided = record.model_copy(update={"appraiser": "decider"})
    if any(decided == placed.record for placed in library_published().precedents):
        return decided
    pieces = (piece.model_copy(update={"examined_by": None}) for piece in record.evidence)
    return record.model_copy(update={"appraiser": "maker", "evidence": tuple(pieces)})
