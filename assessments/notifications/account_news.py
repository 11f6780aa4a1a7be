"""News of an account, such as a second factor that was turned off, as e-mails of their own."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import User

from assessments.accounts.models_notifications import ACCOUNT_NEWS
from assessments.accounts.signing_in import account_news
from assessments.notifications.email import notify


def connect() -> None:
    """Queue an e-mail for all news of accounts."""
    account_news.connect(_queue, dispatch_uid="assessments.notifications.account_news")


def _queue(
    *, user: User | None, email: str, language: str, subject: str, text: str, **_: Any
) -> None:
    notify(
        kind=ACCOUNT_NEWS,
        key=f"account-news:{uuid.uuid4()}",
        facts={"subject": subject, "text": text},
        user=user,
        email=email,
        language=language,
    )
