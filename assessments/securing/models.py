"""What a person ticked of the things to secure, and when they want to be reminded."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.works.drafts import Draft


class SecuringItem(models.Model):
    """One thing to secure of one work; its answers are those of the draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="securing", verbose_name=_("draft")
    )
    what = models.CharField(_("what to secure"), max_length=20)
    # When the person said that it is done; what files show is not stored here.
    done_at = models.DateTimeField(_("ticked at"), null=True, blank=True)
    remind_on = models.DateField(_("reminder on"), null=True, blank=True)
    remind_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)

    class Meta:
        verbose_name = _("thing to secure")
        verbose_name_plural = _("things to secure")
        constraints = [
            models.UniqueConstraint(fields=["draft", "what"], name="securing_once_per_draft"),
            models.CheckConstraint(
                name="securing_reminder_has_account",
                condition=Q(remind_on__isnull=True) | Q(remind_user__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on"],
                name="securing_due",
                condition=Q(remind_on__isnull=False, reminded_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} · {self.draft_id}"
