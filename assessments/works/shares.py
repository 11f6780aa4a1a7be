"""The rows of shares and of the messages about a shared assessment."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.works.models import Assessment


class Share(models.Model):
    """Leave for the holder of one confirmed e-mail address to read one assessment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="shares", verbose_name=_("assessment")
    )
    email = models.EmailField(_("e-mail address"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("shared by"),
    )
    # Who opened it: the account whose confirmed address it is.
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="shares_read",
        verbose_name=_("opened by"),
    )
    # Whether it is leave for the files as well: originals, previews, times, dossier and log.
    files = models.BooleanField(_("files are open"), default=False)
    created_at = models.DateTimeField(_("shared at"), auto_now_add=True)
    seen_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "email"],
                condition=Q(revoked_at__isnull=True),
                name="share_once_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.email


class Message(models.Model):
    """A question about an assessment, or the answer to one."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="messages", verbose_name=_("assessment")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    text = models.TextField(_("text"), max_length=5000)
    at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
