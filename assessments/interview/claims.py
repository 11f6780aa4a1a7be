"""The claim at sign-in: the drafts of a session become those of the user."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from assessments.accounts.signing_in import before_sign_in


def connect() -> None:
    """Connect the handler; called once, when the application starts."""
    before_sign_in.connect(_claim_drafts, dispatch_uid="assessments.interview.claims")


def _claim_drafts(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    from assessments.answers.services import draft_claim
    from assessments.works.access_drafts import session_key_of

    draft_claim(user=user, session_key=session_key_of(request))
