"""Queries for drafts: the owner has access, or without an owner the session that began it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from assessments.works.access import Visitor, require_signed_in, row_or_404
from assessments.works.drafts import Draft

SESSION_KEY = "drafts"
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


def drafts_of_session(request: HttpRequest) -> list[Draft]:
    """Return the drafts that this session began and nobody has claimed, last changed first."""
    ids = session_drafts(request)
    return list(Draft.objects.filter(pk__in=ids, owner=None)) if ids else []


def session_drafts(request: HttpRequest) -> list[str]:
    """Return the ids of the drafts that this session began; some may be claimed by now."""
    return list(request.session.get(SESSION_KEY, []))


def _renew_session(request: HttpRequest) -> None:
    """Let the session live anew, once a day: whatever is done with a draft keeps it."""
    today = timezone.now().date().isoformat()
    if request.session.get(RENEWED_KEY) != today:
        request.session[RENEWED_KEY] = today


def _may_read(request: HttpRequest, draft: Draft) -> bool:
    if draft.owner_id is not None:
        return bool(request.user.pk == draft.owner_id)
    return str(draft.pk) in session_drafts(request)
