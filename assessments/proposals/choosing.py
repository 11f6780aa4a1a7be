"""Stores which conversations of an export belong to the work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from assessments.audit.log import audit_append
from assessments.evidence.models import Upload
from assessments.evidence.reports import report_of
from assessments.evidence.uploads import user_or_none
from assessments.proposals.conversations import (
    FIELD,
    SECTION,
    ListedConversation,
    choice_of,
    proposal_of,
)
from assessments.proposals.models import Confirmation
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor


@transaction.atomic
def conversations_choose(
    draft: Draft,
    upload: Upload,
    shown: Sequence[ListedConversation],
    chosen: Collection[str],
    *,
    by: Actor,
) -> int:
    """Store which of the conversations shown belong to the work; return how many changed.

    `chosen` has the keys of those that belong; what was not shown stays as it was decided.
    """
    draft = draft_locked(draft)
    belonging = choice_of(draft, upload, report_of(upload.original)).chosen or frozenset()
    changed = [
        conversation
        for conversation in shown
        if (conversation.id in belonging) != (conversation.key in chosen)
    ]
    taken, left = Confirmation.Decision.AS_READ, Confirmation.Decision.LEFT_OUT
    for conversation in changed:
        Confirmation.objects.create(
            draft=draft,
            proposal=proposal_of(upload, conversation.key),
            section=SECTION,
            field=FIELD,
            decision=taken if conversation.key in chosen else left,
            as_read={"title": conversation.title, "first_words": conversation.first_words},
            upload=upload,
            sha256=upload.sha256,
            by=user_or_none(by),
        )
    if changed:
        facts = {
            "file": str(upload.pk),
            "as_read": sum(conversation.key in chosen for conversation in changed),
            "left_out": sum(conversation.key not in chosen for conversation in changed),
        }
        audit_append(
            subject=str(draft.work_id or draft.pk),
            act="conversations.chosen",
            actor=by.pk if by else None,
            facts=facts,
        )
    return len(changed)
