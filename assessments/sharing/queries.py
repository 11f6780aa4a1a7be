"""What is read of shares and messages, and who may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from assessments.accounts.models_notifications import Notification
from assessments.accounts.queries import confirmed_addresses
from assessments.works.models import Assessment
from assessments.works.shares import Message, Share


def message_thread(assessment: Assessment) -> QuerySet[Message]:
    """What was asked and answered about an assessment, oldest first, with who wrote it."""
    return assessment.messages.select_related("by").order_by("at", "pk")


def messages_are_too_many(user: Any) -> bool:
    """True where a person has written as much in an hour as they may."""
    lately = Message.objects.filter(by=user, at__gte=timezone.now() - timedelta(hours=1))
    return lately.count() >= settings.MESSAGES_PER_HOUR


def readers_of(assessment: Assessment) -> list[Any]:
    """The accounts that opened a share of the assessment which was not revoked."""
    open_shares = assessment.shares.filter(revoked_at=None).exclude(reader=None)
    return list(
        {share.reader_id: share.reader for share in open_shares.select_related("reader")}.values()
    )


def share_get_owned(user: Any, pk: UUID) -> Share:
    """A share of one's own assessment; raises Http404 for everyone else."""
    if not user.is_authenticated:
        raise Http404
    mine = Share.objects.filter(pk=pk, assessment__work__owner=user)
    return _or_404(mine.select_related("assessment__work").first())


def share_notification_key(share: Share) -> str:
    return f"shared:{share.pk}"


def share_to_open(pk: UUID) -> Share:
    """A share that still holds, whoever asks: its letter names it; raises Http404 otherwise."""
    holds = Share.objects.filter(pk=pk, revoked_at=None)
    return _or_404(holds.select_related("assessment__work", "by").first())


def shares_are_too_many(user: Any) -> bool:
    """True where a person has shared as often in a day as they may."""
    lately = Share.objects.filter(by=user, created_at__gte=timezone.now() - timedelta(days=1))
    return lately.count() >= settings.SHARES_PER_DAY


def shares_with_notifications(assessment: Assessment) -> list[tuple[Share, Notification | None]]:
    """The shares of an assessment, newest first, each with its letter."""
    shares = list(assessment.shares.select_related("reader"))
    letters = Notification.objects.in_bulk(
        [share_notification_key(share) for share in shares], field_name="key"
    )
    return [(share, letters.get(share_notification_key(share))) for share in shares]


def shares_received_by(user: Any, addresses: Sequence[str] | None = None) -> QuerySet[Share]:
    """What others share with a person, opened or not, newest first."""
    mine = confirmed_addresses(user) if addresses is None else addresses
    theirs = Q(reader=user) | Q(reader=None, email__in=mine)
    shares = Share.objects.filter(theirs, revoked_at=None).select_related("assessment__work", "by")
    return shares.defer(
        "assessment__record",
        "assessment__library",
        "assessment__result",
        "assessment__work__record",
    )


def _or_404(row: Share | None) -> Share:
    if row is None:
        raise Http404
    return row
