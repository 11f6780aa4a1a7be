"""The claim at sign-in: the drafts of a session become those of the user."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest


def connect() -> None:
    """Connect the handler; called once, when the application starts."""
    user_logged_in.connect(_claim_drafts, dispatch_uid="assessments.interview.claims")


def _claim_drafts(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    from assessments.answers.services import draft_claim
    from assessments.works.access_drafts import session_drafts

    if request is not None and hasattr(request, "session"):
        draft_claim(user=user, ids=session_drafts(request))
        request.session.pop("drafts", None)
