"""The services that other rooms call: to notify a user, and to send again what was given up."""

from __future__ import annotations

from datetime import datetime

from assessments.accounts.models_notifications import Notification
from assessments.jobs import JobState, retry
from assessments.notifications.email import notify

MAIL_SERVER_AWAY = "mail_server_away"

__all__ = ["MAIL_SERVER_AWAY", "emails_resend", "notify"]


def emails_resend(*, reason: str = MAIL_SERVER_AWAY, since: datetime | None = None) -> int:
    """Queue the e-mails again that failed for this reason; return how many.

    `since` leaves out those that failed before. An e-mail that was sent is never sent twice.
    """
    failed = Notification.objects.filter(state=JobState.FAILED, reason=reason)
    if since is not None:
        failed = failed.filter(finished_at__gte=since)
    return sum(retry(notification) for notification in failed.iterator())
