"""Deleting drafts that nobody can open any more: their session is gone, and a day has passed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assessments.answers.services import draft_log
from assessments.works.drafts import Draft

GRACE: Final = timedelta(days=1)


def drafts_forget() -> int:
    """Delete drafts without an owner whose session has been gone for a day; return how many.

    A session lives as long as anything is done with its drafts, reading included. That its row is
    missing is marked first: whatever else removes rows of sessions destroys no work at once. A
    draft whose session is not known, as before that was stored, is kept by answers and files.
    """
    now = timezone.now()
    orphans = _orphans()
    found_again = Draft.objects.filter(orphaned_at__isnull=False)
    found_again.exclude(pk__in=orphans.values("pk")).update(orphaned_at=None)
    orphans.filter(orphaned_at=None).update(orphaned_at=now)
    due = orphans.filter(orphaned_at__lte=now - GRACE).values_list("pk", flat=True)
    return sum(_forget(pk) for pk in list(due.order_by()))


def sessions_forget() -> int:
    """Delete the sessions that have expired; return how many."""
    count, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return count


def _orphans() -> QuerySet[Draft]:
    """Return the drafts that have neither an owner nor a session that is alive."""
    now = timezone.now()
    limit = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    recent = Q(updated_at__gte=limit) | Q(uploads__received_at__gte=limit)
    kept = Draft.objects.filter(recent).values("pk")
    known = ~Q(session_key="") & ~Exists(alive)
    return Draft.objects.filter(known | (Q(session_key="") & ~Q(pk__in=kept)), owner=None)


@transaction.atomic
def _forget(pk: UUID) -> bool:
    """Delete one draft, unless it was claimed or changed since it was found; with an entry."""
    locked = Draft.objects.select_for_update(of=("self",)).filter(pk=pk, owner=None)
    draft = locked.filter(orphaned_at__isnull=False).first()
    if draft is None or not _orphans().filter(pk=pk).exists():
        return False
    draft_log(draft, "draft.forgotten")
    draft.delete()
    return True
