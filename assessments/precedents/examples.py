"""Judged works of the library whose records serve as examples."""

from __future__ import annotations

from assessments.precedents.placed_library import library_for_command_line
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
