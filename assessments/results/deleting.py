"""Deleting a saved work: what goes with it, and what stays with others."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import transaction

from assessments.audit.log import audit_append
from assessments.evidence.models import Upload
from assessments.works.access import work_locked
from assessments.works.models import Assessment, Work
from assessments.works.shares import Message, Share


@dataclass(frozen=True, kw_only=True)
class GoesWithIt:
    """How many rows of each kind are deleted with a work."""

    assessments: int
    files: int
    shares: int  # that are not revoked
    messages: int


def goes_with(work: Work) -> GoesWithIt:
    """Count what is deleted with a work; memos that are ready stay with whoever asked for them."""
    return GoesWithIt(
        assessments=Assessment.objects.filter(work=work).count(),
        files=Upload.objects.filter(draft__work=work).count(),
        shares=Share.objects.filter(assessment__work=work, revoked_at__isnull=True).count(),
        messages=Message.objects.filter(assessment__work=work).count(),
    )


@transaction.atomic
def work_delete(*, work: Work, by: User) -> None:
    """Delete a work with its assessments, answers, files, shares and dossiers, and log it.

    Raises Http404 where it was deleted meanwhile.
    """
    work = work_locked(work.pk)
    facts = asdict(goes_with(work))
    audit_append(subject=str(work.pk), act="work.deleted", actor=by.pk, facts=facts)
    work.delete()
