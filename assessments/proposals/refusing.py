"""Storing that a proposed step is none of this work, or that this is taken back.

Nothing of a refused step enters the answers; which are refused is in `refused`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.audit.log import audit_append
from assessments.evidence.uploads import user_or_none
from assessments.proposals.matching import ProposedStep
from assessments.proposals.models import Confirmation
from assessments.proposals.refused import REFUSED, SECTION
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

FIELD = "step"
TAKEN_BACK = Confirmation.Decision.AS_READ


@transaction.atomic
def step_refuse(draft: Draft, step: ProposedStep, *, refused: bool, by: Actor) -> bool:
    """Store that a step is none of the work, or that this is taken back; return what changed.

    A step that stands in the answers is removed there, not here.
    """
    draft = draft_locked(draft)
    if step.item or step.is_refused == refused:
        return False
    decision = REFUSED if refused else TAKEN_BACK
    upload = step.uploads[0]
    Confirmation.objects.create(
        draft=draft,
        proposal=step.key,
        section=SECTION,
        field=FIELD,
        decision=decision,
        upload=upload,
        sha256=upload.sha256,
        by=user_or_none(by),
    )
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="proposal.decided",
        actor=by.pk if by else None,
        facts={"file": str(upload.pk), "part": "steps", decision.value: [FIELD]},
    )
    return True
