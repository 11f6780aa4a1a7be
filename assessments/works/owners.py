"""Whose a job is, so that owners take turns in the queue (`jobs.queue`)."""

from __future__ import annotations

from typing import Any

from assessments.works.drafts import Draft
from assessments.works.models import Assessment


def account_key(user_id: Any) -> str:
    """Return the owner key of an account; of nobody's jobs it is empty."""
    return f"account:{user_id}" if user_id is not None else ""


def draft_key(draft: Draft) -> str:
    """Return the owner key of a draft: its account, or itself while nobody has claimed it."""
    return account_key(draft.owner_id) or f"draft:{draft.pk}"


def assessment_key(assessment: Assessment, by: Any = None) -> str:
    """Return the owner key of what was asked for an assessment: who asked, or whose its work is."""
    if by is not None:
        return account_key(by.pk)
    work = assessment.work
    return account_key(work.owner_id) or f"matter:{work.matter_id}"
