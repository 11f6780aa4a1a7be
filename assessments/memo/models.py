"""The row of an opinion memo, which a job makes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow
from assessments.works.models import Assessment


def memo_path(memo: Memo, name: str) -> str:
    """Return the path of a file of the memo; each attempt has a name of its own."""
    return f"memos/{memo.pk}/{name}"


class Memo(JobRow):
    """The opinion memo of an assessment in one language, at most one of each."""

    TASK = "assessments.memo.tasks.memo_make"
    STAGES = {"composing": _("Composing"), "rendering": _("Rendering")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="memos", verbose_name=_("assessment")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("requested by"),
    )

    pdf = models.FileField(
        _("PDF"),
        upload_to=memo_path,
        blank=True,
        max_length=200,
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("memo")
        verbose_name_plural = _("memos")
        constraints = [
            *JobRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["assessment", "language"], name="memo_one_per_language"
            ),
            models.CheckConstraint(
                name="memo_ready_has_pdf", condition=~Q(state="ready") | ~Q(pdf="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("assessments:memo", args=[self.pk])
