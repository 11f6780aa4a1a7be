"""How many drafts the session of a stranger holds, and whose a new draft is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from assessments.works.access_drafts import (
    SESSION_KEY,
    drafts_of_session,
    session_drafts,
)
from assessments.works.drafts import Draft

MAX_SESSION_DRAFTS = 20


def session_is_full(request: HttpRequest) -> bool:
    """A stranger's browser holds only so many drafts; says so where it is full."""
    held = 0 if request.user.is_authenticated else len(drafts_of_session(request))
    if held >= MAX_SESSION_DRAFTS:
        said = gettext(
            "This browser already holds %(most)s works that were begun. "
            "Go on with one of them, delete one, or sign in."
        )
        messages.warning(request, said % {"most": MAX_SESSION_DRAFTS})
    return held >= MAX_SESSION_DRAFTS


def draft_remember(request: HttpRequest, draft: Draft) -> None:
    """Let the session of a stranger find the draft again."""
    if draft.owner_id is None:
        request.session[SESSION_KEY] = [*session_drafts(request), str(draft.pk)]


def owner_of(request: HttpRequest) -> Any | None:
    return request.user if request.user.is_authenticated else None


MAX_SESSION_DRAFTS = 20
