"""The searchable tokens of a decision; the database's own index stands on these columns."""

from __future__ import annotations

from django.db import models

from cases.decisions.models import Decision


class SearchEntry(models.Model):
    """One row per decision; the columns are of falling weight. Migration 0002 has the indexes."""

    # A key of its own, since SQLite's full-text index follows the rowid.
    id = models.BigAutoField(primary_key=True)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="search_entry")
    names = models.TextField()
    dockets = models.TextField()
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.decision_id)
