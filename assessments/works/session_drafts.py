"""Drafts of a session without an account: their number, and the owner of a new draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
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
    """Return whether a session without an account holds all the drafts it may, with a message."""
    held = 0 if request.user.is_authenticated else len(drafts_of_session(request))
    if held >= MAX_SESSION_DRAFTS:
        message = gettext(
            "This browser already has %(most)s drafts. Continue one, delete one, or sign in."
        )
        messages.warning(request, message % {"most": MAX_SESSION_DRAFTS})
    return held >= MAX_SESSION_DRAFTS


def draft_remember(request: HttpRequest, draft: Draft) -> None:
    """Store the id of a draft without an owner in the session, and the session in the draft.

    The draft is kept as long as its session; `draft_get_for` renews that.
    """
    if draft.owner_id is not None:
        return
    request.session[SESSION_KEY] = [*session_drafts(request), str(draft.pk)]
    if not request.session.session_key:
        request.session.create()
    draft.session_key = str(request.session.session_key)
    draft.save(update_fields=["session_key"])


def owner_of(request: HttpRequest) -> User | None:
    """Return the signed-in user, who owns what is made by the request; None without one."""
    return request.user if request.user.is_authenticated else None
