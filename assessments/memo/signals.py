"""Memos that belong to nobody go with the account that they belonged to."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete


def connect() -> None:
    """Connect the handler; called once, when the application is ready."""
    post_delete.connect(_discard, sender=get_user_model(), dispatch_uid="assessments.memo.discard")


def _discard(**kwargs: Any) -> None:
    from assessments.memo.services import memos_discard

    memos_discard()
