"""The table of the cache that takes over while Redis is away."""

from __future__ import annotations

from django.db import models


class CacheRow(models.Model):
    """One entry, as `django.core.cache.backends.db` keeps it; nothing else reads or writes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
