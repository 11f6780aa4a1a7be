"""What was kept of a draft goes with it (`kept.py`)."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.db.models.signals import post_delete

ALIAS = "results"


def connect() -> None:
    """Connect the handler; called once, when the application is ready."""
    post_delete.connect(_forget, sender="assessments.Draft", dispatch_uid="assessments.results")


def _forget(*, instance: Any, **kwargs: Any) -> None:
    caches[ALIAS].delete(str(instance.pk))
