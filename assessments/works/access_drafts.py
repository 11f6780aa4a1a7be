"""Queries for drafts: the owner has access, or without an owner the session that began it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from assessments.works.access import Visitor, require_signed_in, row_or_404
from assessments.works.drafts import Draft

RENEWED_KEY = "renewed"


def draft_get_for(request: HttpRequest, pk: UUID) -> Draft:
    """Return the draft with its work; raise Http404 for all but its owner or its session."""
    draft = Draft.objects.filter(pk=pk).select_related("work").first()
    if draft is None or not _may_read(request, draft):
        raise Http404
    if draft.owner_id is None:
        _renew_session(request)
    return draft


def draft_locked(draft: Draft) -> Draft:
    """Return the row as it is now, locked until the transaction ends.

    Raises Http404 where the draft was deleted since the request read it.
    """
    rows = Draft.objects.select_for_update().select_related(None)
    return row_or_404(rows.filter(pk=draft.pk).first())


def drafts_of(user: Visitor) -> QuerySet[Draft]:
    """Return the user's own drafts, last changed first."""
    return Draft.objects.filter(owner=require_signed_in(user))


def drafts_of_session(request: HttpRequest) -> QuerySet[Draft]:
    """Return the drafts that this session began and nobody has claimed, last changed first."""
    key = session_key_of(request)
    return Draft.objects.filter(session_key=key, owner=None) if key else Draft.objects.none()


def session_key_of(request: HttpRequest) -> str:
    """Return the key of the visitor's session; empty where none is alive.

    The row of the draft names its session, so that requests that overlap cannot forget a draft
    by writing an older list of them.
    """
    request.session.keys()  # reads the row: the key of a session that has ended opens nothing
    return request.session.session_key or ""


def _renew_session(request: HttpRequest) -> None:
    """Let the session live anew, once a day: whatever is done with a draft keeps it."""
    today = timezone.now().date().isoformat()
    if request.session.get(RENEWED_KEY) != today:
        request.session[RENEWED_KEY] = today


def _may_read(request: HttpRequest, draft: Draft) -> bool:
    if draft.owner_id is not None:
        return bool(request.user.pk == draft.owner_id)
    return bool(draft.session_key) and draft.session_key == session_key_of(request)
