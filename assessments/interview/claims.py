"""Drafts of a stranger become theirs when they sign in; what nobody came back for is forgotten."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in


def connect() -> None:
    """Called once, when the application starts."""
    user_logged_in.connect(_claim, dispatch_uid="assessments.interview.claims")


def _claim(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    from assessments.answers.services import draft_claim
    from assessments.works.access_drafts import session_drafts

    if request is not None and hasattr(request, "session"):
        draft_claim(user=user, ids=session_drafts(request))
        request.session.pop("drafts", None)
