"""Who may open a draft: its owner, or the session that began it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from assessments.answers.frame import MOST_IN_SESSION, SESSION_KEY
from assessments.answers.services import draft_claim
from assessments.works.access_drafts import draft_get_for, drafts_of_session, session_drafts
from assessments.works.drafts import Draft


def draft_or_404(request: HttpRequest, pk: UUID) -> Draft:
    """The draft; one that a session began belongs to whoever is signed in there now."""
    draft = draft_get_for(request, pk)
    if draft.owner_id is None and request.user.is_authenticated:
        draft_claim(user=request.user, ids=[str(pk)])
        draft = draft_get_for(request, pk)
    return draft


def is_full(request: HttpRequest) -> bool:
    """A stranger's browser holds only so many drafts; says so where it is full."""
    held = 0 if request.user.is_authenticated else len(drafts_of_session(request))
    if held >= MOST_IN_SESSION:
        said = gettext(
            "This browser already holds %(most)s works that were begun. "
            "Go on with one of them, delete one, or sign in."
        )
        messages.warning(request, said % {"most": MOST_IN_SESSION})
    return held >= MOST_IN_SESSION


def draft_remember(request: HttpRequest, draft: Draft) -> None:
    """Let the session of a stranger find the draft again."""
    if draft.owner_id is None:
        request.session[SESSION_KEY] = [*session_drafts(request), str(draft.pk)]


def owner_of(request: HttpRequest) -> Any | None:
    return request.user if request.user.is_authenticated else None
