"""The decisions of a person about the statements of files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.db.models.functions import Cast, Length
from django.utils.translation import gettext_lazy as _

from assessments.evidence.models import Upload
from assessments.works.bounds import MIB, DraftFull, size_of
from assessments.works.drafts import Draft

MAX_DECISIONS_MIB = 48  # of one draft
UNCOUNTED_BYTES = 64 * 1024  # of one decision: what most are far below


class Confirmation(models.Model):
    """A person's decision about one statement of a file. Rows never change; the newest counts."""

    class Decision(models.TextChoices):
        AS_READ = "as_read", _("as read from the file")
        AS_TYPED = "as_typed", _("as typed")
        LEFT_OUT = "left_out", _("left out")

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="confirmations", verbose_name=_("draft")
    )
    # The key of the proposal, and the item and field of the answers that received the value.
    proposal = models.CharField(_("proposal"), max_length=300)
    section = models.CharField(_("section"), max_length=20)
    item = models.CharField(_("item"), max_length=100, blank=True)
    field = models.CharField(_("field"), max_length=100, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    as_read = models.JSONField(_("as read"), null=True)
    as_typed = models.JSONField(_("as typed"), null=True)
    # The file and the place in it; the digest remains when the file is removed.
    upload = models.ForeignKey(
        Upload, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("file")
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    where = models.CharField(_("place in the file"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["draft", "proposal"], name="confirmation_of_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.decision}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a decision; raises `DraftFull`: what a large file says is repeated in each."""
        own = size_of([self.as_read, self.as_typed])
        if own > UNCOUNTED_BYTES and own + self._bytes_stored() > MAX_DECISIONS_MIB * MIB:
            raise DraftFull("decisions", MAX_DECISIONS_MIB)
        super().save(*args, **kwargs)

    def _bytes_stored(self) -> int:
        rows = Confirmation.objects.filter(draft=self.draft_id)
        read, typed = (
            Sum(Length(Cast(name, models.TextField())), default=0)
            for name in ("as_read", "as_typed")
        )
        return sum(rows.aggregate(read=read, typed=typed).values())
