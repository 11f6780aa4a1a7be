"""What belongs to an account, and what its deletion would take along."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from assessments.evidence.models import Upload
from assessments.memo.models import Memo
from assessments.works.drafts import Draft
from assessments.works.models import Work
from assessments.works.shares import Message, Share


def belongings(user: Any) -> dict[str, int]:
    """What goes with a person's account, counted by kind."""
    return {
        "works": Work.objects.filter(owner=user).count(),
        "drafts": Draft.objects.filter(owner=user).count(),
        "memos": Memo.objects.filter(assessment__work__owner=user).count(),
        "files": Upload.objects.filter(draft__owner=user).count(),
        "shares": Share.objects.filter(by=user, revoked_at__isnull=True).count(),
        "messages": Message.objects.filter(by=user).exclude(assessment__work__owner=user).count(),
    }


def is_last_superuser(user: Any) -> bool:
    """Whether nobody would be left who can give rights to others."""
    if not (user.is_superuser and user.is_active):
        return False
    others = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return not others.exclude(pk=user.pk).exists()
