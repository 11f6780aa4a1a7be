"""Which storage of files the rows of the database speak of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StorageMark(models.Model):
    """The only row names a file of random bytes, which no other storage has (`own_storage`)."""

    file = models.FileField(_("file"), max_length=120, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)

    def __str__(self) -> str:
        return str(self.file.name)
