"""The library of decisions as a Django app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Case library")

    def ready(self) -> None:
        from cases.decisions import checks  # noqa: F401  registers the check of the library's files

        post_migrate.connect(_ensure_curators, sender=self)


def _ensure_curators(**kwargs: Any) -> None:
    """Update the group of curators after a migration, which creates the permissions."""
    from cases.decisions.curators import curator_group_ensure

    curator_group_ensure()
