"""Accounts whose addresses are confirmed, and letters that are sent at once."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from assessments.accounts.models_notifications import Notification
from assessments.notifications.tasks import notice_send


def confirmed_user(name: str, *, verified: bool = True) -> Any:
    user = User.objects.create_user(name, f"{name}@law.cn", "secret")
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def letters_send() -> list[str]:
    """What a worker does when the bell rings; what became of each."""
    return [notice_send(str(notice.pk)) for notice in Notification.objects.filter(state="queued")]
