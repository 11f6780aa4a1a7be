"""Reading what belongs to an account and is deleted with it."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Q

from assessments.evidence.models import Upload
from assessments.exhibits.models import ExhibitEntry
from assessments.jobs import JobState
from assessments.matters.models_firms import Intake
from assessments.matters.models_requests import RequestMessage
from assessments.memo.models import Memo
from assessments.works.access import PAPERS
from assessments.works.drafts import Draft
from assessments.works.models import Work
from assessments.works.shares import Message, Share


def belongings(user: User) -> dict[str, int]:
    """Return how many rows of each kind are deleted with an account, or lose its name."""
    of_works = Memo.objects.filter(assessment__work__owner=user)
    asked = Memo.objects.filter(requested_by=user)
    # Working papers are nobody else's: they go with the account, also where the work is another's.
    for_others = asked.exclude(assessment=None).exclude(assessment__work__owner=user)
    kept_by_others = of_works.filter(_is_ready_for_other(user))
    return {
        "works": Work.objects.filter(owner=user).count(),
        "drafts": Draft.objects.filter(owner=user).count(),
        "memos": of_works.exclude(_is_ready_for_other(user)).count()
        + asked.filter(assessment=None).count()
        + for_others.filter(form=PAPERS).count(),
        "memos_of_others": kept_by_others.count(),
        "memos_for_others": for_others.exclude(form=PAPERS).count(),
        "exhibits": ExhibitEntry.objects.filter(by=user).count(),
        "files": Upload.objects.filter(draft__owner=user).count(),
        "shares": Share.objects.filter(by=user, revoked_at__isnull=True).count(),
        "copies": Intake.objects.filter(source__work__owner=user).count(),
        "answers": RequestMessage.objects.filter(by=user).count(),
        "messages": Message.objects.filter(by=user).exclude(assessment__work__owner=user).count(),
    }


def _is_ready_for_other(user: User) -> Q:
    """Return the condition on memos of the user's works that stay with somebody else."""
    return Q(state=JobState.READY, requested_by__isnull=False) & ~Q(requested_by=user)


def is_last_superuser(user: User) -> bool:
    """Whether no other active account could give permissions to others."""
    if not (user.is_superuser and user.is_active):
        return False
    others = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return not others.exclude(pk=user.pk).exists()
