"""Reading shares and messages, with access."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.http import Http404

from assessments.accounts.models_notifications import Notification
from assessments.accounts.queries import confirmed_addresses
from assessments.works.models import Assessment
from assessments.works.shares import Message, Share


def message_thread(assessment: Assessment) -> QuerySet[Message]:
    """Return the messages about an assessment with their authors, oldest first."""
    return assessment.messages.select_related("by").order_by("at", "pk")


def readers_of(assessment: Assessment) -> list[User]:
    """Return the users who opened a share of the assessment that was not revoked."""
    open_shares = assessment.shares.filter(revoked_at=None).exclude(reader=None)
    readers = (share.reader for share in open_shares.select_related("reader"))
    return list({reader.pk: reader for reader in readers if reader is not None}.values())


def share_get_owned(user: User | AnonymousUser, pk: UUID) -> Share:
    """Return a share of an assessment of the user; raises Http404 otherwise."""
    if not user.is_authenticated:
        raise Http404
    mine = Share.objects.filter(pk=pk, assessment__work__owner=user)
    return _get_or_404(mine.select_related("assessment__work").first())


def share_notification_key(share: Share) -> str:
    """Return the key of the notification about a share."""
    return f"shared:{share.pk}"


def share_to_open(pk: UUID) -> Share | None:
    """Return a share that is not revoked, whoever asks; `share_open` decides who may open it."""
    unrevoked = Share.objects.filter(pk=pk, revoked_at=None)
    return unrevoked.select_related("assessment__work", "by").first()


def shares_with_notifications(assessment: Assessment) -> list[tuple[Share, Notification | None]]:
    """Return the shares of an assessment, newest first, each with its notification."""
    shares = list(assessment.shares.select_related("reader"))
    notifications = Notification.objects.in_bulk(
        [share_notification_key(share) for share in shares], field_name="key"
    )
    return [(share, notifications.get(share_notification_key(share))) for share in shares]


def shares_received_by(
    user: User | AnonymousUser, addresses: Sequence[str] | None = None
) -> QuerySet[Share]:
    """Return the unrevoked shares for a user, opened or not, newest first.

    `addresses` are the confirmed addresses of the user, where the caller has them.
    """
    mine = confirmed_addresses(user) if addresses is None else addresses
    theirs = Q(reader=user) | Q(reader=None, email__in=mine)
    shares = Share.objects.filter(theirs, revoked_at=None).select_related("assessment__work", "by")
    return shares.defer(
        "assessment__record",
        "assessment__library",
        "assessment__result",
        "assessment__work__record",
    )


def _get_or_404(row: Share | None) -> Share:
    if row is None:
        raise Http404
    return row
