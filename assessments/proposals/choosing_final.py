"""Stores which file a person says is the final work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.audit.log import audit_append
from assessments.evidence.models import Upload
from assessments.evidence.uploads import user_or_none
from assessments.proposals.final_work import FIELD, PROPOSAL, SECTION
from assessments.proposals.matching import ProposedFile
from assessments.proposals.models import Confirmation
from assessments.proposals.services import evidence_keep
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

Decision = Confirmation.Decision


@transaction.atomic
def final_choose(
    draft: Draft, chosen: ProposedFile | None, proposed: Upload | None, *, by: Actor
) -> None:
    """Store that a file, or none of them, is the final work; a file becomes evidence.

    `proposed` is the file that was proposed; the decision keeps whether it was this one.
    """
    draft = draft_locked(draft)
    upload = chosen.upload if chosen else None
    if chosen is not None:
        evidence_keep(draft, chosen, step="", what=chosen.what, made="", by=by)
    decision = Decision.LEFT_OUT
    if upload is not None:
        decision = Decision.AS_READ if upload == proposed else Decision.AS_TYPED
    Confirmation.objects.create(
        draft=draft,
        proposal=PROPOSAL,
        section=SECTION,
        field=FIELD,
        decision=decision,
        as_read=proposed.name if proposed else None,
        as_typed=upload.name if upload else None,
        upload=upload,
        sha256=upload.sha256 if upload else "",
        by=user_or_none(by),
    )
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="proposal.decided",
        actor=by.pk if by else None,
        facts={"file": str(upload.pk) if upload else "", decision.value: [FIELD]},
    )
