"""What is read of works, drafts and files, and who may read it: one helper per model."""

from __future__ import annotations

from assessments.selectors.audit import audit_check, audit_of
from assessments.selectors.drafts import (
    draft_get_for,
    drafts_of,
    drafts_of_session,
    session_drafts,
)
from assessments.selectors.files import (
    draft_bytes,
    duplicates,
    upload_get_for,
    uploads_of,
)
from assessments.selectors.people import (
    CHOICE_OF,
    LANGUAGE_SESSION_KEY,
    addresses_confirmed,
    belongings,
    is_last_superuser,
    language_of,
    letter_is_wanted,
    person_by_address,
    preferences_of,
    roles_of,
)
from assessments.selectors.sharing import (
    message_thread,
    messages_are_too_many,
    readers_of,
    share_get_owned,
    share_letter_key,
    share_to_open,
    shared_with,
    shares_are_too_many,
    shares_listed,
)
from assessments.selectors.works import (
    assessment_get_for,
    assessment_get_owned,
    assessment_summaries,
    assessments_beside,
    assessments_of,
    is_owner,
    may_read,
    memo_get_for,
    positions,
    work_get_for,
)

__all__ = [
    "message_thread",
    "messages_are_too_many",
    "readers_of",
    "share_get_owned",
    "share_letter_key",
    "share_to_open",
    "shared_with",
    "shares_are_too_many",
    "shares_listed",
    "may_read",
    "CHOICE_OF",
    "LANGUAGE_SESSION_KEY",
    "addresses_confirmed",
    "assessment_get_for",
    "assessment_get_owned",
    "assessment_summaries",
    "assessments_beside",
    "assessments_of",
    "audit_check",
    "audit_of",
    "belongings",
    "draft_bytes",
    "draft_get_for",
    "drafts_of",
    "drafts_of_session",
    "duplicates",
    "is_last_superuser",
    "is_owner",
    "language_of",
    "letter_is_wanted",
    "memo_get_for",
    "person_by_address",
    "positions",
    "preferences_of",
    "roles_of",
    "session_drafts",
    "upload_get_for",
    "uploads_of",
    "work_get_for",
]
