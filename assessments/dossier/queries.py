"""Which dossier a person may download."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from assessments.dossier.models import Dossier


def dossier_get_owned(user: Any, pk: UUID) -> Dossier:
    """A dossier of one's own work; raises Http404 for everyone else, readers too."""
    mine = Dossier.objects.filter(pk=pk, assessment__work__owner_id=user.pk)
    dossier = mine.first()
    if dossier is None:
        raise Http404
    return dossier
