"""The search tokens of a decision, which the full-text index of the database covers."""

from __future__ import annotations

from django.db import models

from cases.decisions.models import Decision


class SearchEntry(models.Model):
    """One row per decision, with columns of falling weight; migration 0002 has the indexes."""

    # A separate key, because the full-text index of SQLite refers to the rowid.
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
