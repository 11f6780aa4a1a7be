"""What is read of works, drafts and files, and who may read it: one helper per model."""

from __future__ import annotations

from assessments.selectors.drafts import draft_get_for, drafts_of, session_drafts
from assessments.selectors.files import (
    draft_bytes,
    duplicates,
    upload_get_for,
    uploads_of,
)
from assessments.selectors.people import (
    addresses_confirmed,
    language_of,
    letter_is_wanted,
    person_by_address,
    preferences_of,
)
from assessments.selectors.works import (
    assessment_get_for,
    assessment_summaries,
    assessments_of,
    memo_get_for,
    positions,
    work_get_for,
)

__all__ = [
    "draft_get_for",
    "drafts_of",
    "session_drafts",
    "addresses_confirmed",
    "assessment_get_for",
    "assessment_summaries",
    "assessments_of",
    "draft_bytes",
    "duplicates",
    "language_of",
    "letter_is_wanted",
    "memo_get_for",
    "person_by_address",
    "positions",
    "preferences_of",
    "upload_get_for",
    "uploads_of",
    "work_get_for",
]
