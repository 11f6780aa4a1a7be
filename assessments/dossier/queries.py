"""Reads dossiers, with access."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from assessments.dossier.models import Dossier
from assessments.works.access import shares_of_files

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def dossier_get_for(user: User, pk: UUID) -> Dossier:
    """Return a dossier of the user's own work, or of one whose files the user may open.

    Raises Http404 for all others.
    """
    with_leave = shares_of_files(user).values("assessment")
    readable = Q(assessment__work__owner_id=user.pk) | Q(assessment__in=with_leave)
    dossier = Dossier.objects.filter(readable, pk=pk).first()
    if dossier is None:
        raise Http404
    return dossier
