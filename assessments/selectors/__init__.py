"""What is read of works, drafts and files, and who may read it: one helper per model."""

from __future__ import annotations

from assessments.selectors.works import (
    assessment_get_for,
    assessment_summaries,
    assessments_of,
    memo_get_for,
    positions,
    work_get_for,
)

__all__ = [
    "assessment_get_for",
    "assessment_summaries",
    "assessments_of",
    "memo_get_for",
    "positions",
    "work_get_for",
]
