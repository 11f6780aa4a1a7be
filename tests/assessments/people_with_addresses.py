"""Accounts whose addresses are confirmed, and letters that are sent at once."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from assessments.accounts.notices import Notice
from assessments.notifications.tasks import notice_send


def person_make(name: str, *, verified: bool = True) -> Any:
    user = User.objects.create_user(name, f"{name}@law.cn", "secret")
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def letters_send() -> list[str]:
    """What a worker does when the bell rings; what became of each."""
    return [notice_send(str(notice.pk)) for notice in Notice.objects.filter(state="queued")]
