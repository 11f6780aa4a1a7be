"""Who may read and change a draft: its owner, or without one the session that began it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from assessments.works.drafts import Draft

SESSION_KEY = "drafts"


def draft_get_for(request: HttpRequest, pk: UUID) -> Draft:
    """The draft, with its work; raises Http404 for everyone but its owner or its session."""
    draft = Draft.objects.filter(pk=pk).select_related("work").first()
    if draft is None or not _may(request, draft):
        raise Http404
    return draft


def drafts_of(user: Any) -> QuerySet[Draft]:
    """One's own drafts, changed last first."""
    return Draft.objects.filter(owner=user)


def drafts_of_session(request: HttpRequest) -> list[Draft]:
    """What this session began and nobody has claimed, changed last first."""
    ids = session_drafts(request)
    return list(Draft.objects.filter(pk__in=ids, owner=None)) if ids else []


def session_drafts(request: HttpRequest) -> list[str]:
    """The ids that this session has begun and nobody has claimed."""
    return list(request.session.get(SESSION_KEY, []))


def _may(request: HttpRequest, draft: Draft) -> bool:
    if draft.owner_id is not None:
        return bool(request.user.pk == draft.owner_id)
    return str(draft.pk) in session_drafts(request)
