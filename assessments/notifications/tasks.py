"""Celery tasks that send e-mail."""

from __future__ import annotations

from celery import shared_task

from assessments.accounts.models_notifications import Notification
from assessments.jobs import run
from assessments.notifications.email import notification_work


@shared_task(name="assessments.notice_send", ignore_result=True)
def notice_send(notice_id: str) -> str:
    """Send an e-mail; the row becomes ready or failed, or is deferred."""
    return run(Notification, notice_id, notification_work)
