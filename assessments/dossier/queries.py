"""Reads dossiers, with access."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from assessments.dossier.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def dossier_get_owned(user: User, pk: UUID) -> Dossier:
    """Return a dossier of the user's own work; raises Http404 for all others, readers included."""
    dossier = Dossier.objects.filter(pk=pk, assessment__work__owner_id=user.pk).first()
    if dossier is None:
        raise Http404
    return dossier
