"""Steps that files propose and of which a person says that they are none of this work.

Nothing of them enters the answers. The decisions are confirmations like those about fields: the
newest counts, and none is deleted, so that it can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from assessments.audit.log import audit_append
from assessments.evidence.uploads import user_or_none
from assessments.proposals.models import Confirmation
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor
    from assessments.proposals.matching import ProposedStep

SECTION, FIELD = "refused", "step"
REFUSED, TAKEN_BACK = Confirmation.Decision.LEFT_OUT, Confirmation.Decision.AS_READ


def refused_steps(decisions: Iterable[Confirmation]) -> set[str]:
    """Return the keys of the proposed steps that are refused; `decisions` are in their order."""
    newest = {row.proposal: row.decision for row in decisions if row.section == SECTION}
    return {key for key, decision in newest.items() if decision == REFUSED}


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
