"""Works, their assessments and the memos made of them.

A work holds the creation record that its owner changes. An assessment is a frozen snapshot: record,
decided cases, rules version and result; a new run is a new row. A memo reads its snapshot only.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow


class Work(models.Model):
    """Something that its owner wants to have assessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="works",
        verbose_name=_("owner"),
    )
    title = models.CharField(_("title"), max_length=500)
    record = models.JSONField(_("creation record"))

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ["-updated_at"]
        # The list of one's own works, newest first.
        indexes = [models.Index(fields=["owner", "-updated_at"], name="work_of_owner")]

    def __str__(self) -> str:
        return self.title


class FrozenRow(RuntimeError):
    """An assessment was to be changed; a new run is a new row."""


class Assessment(models.Model):
    """One run of the reasoning, frozen with everything that it stood on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.ForeignKey(
        Work, on_delete=models.CASCADE, related_name="assessments", verbose_name=_("work")
    )
    record = models.JSONField(_("creation record"))
    as_of = models.DateField(_("decisions up to"))
    rubric = models.CharField(_("version of the rules"), max_length=60)
    library_hash = models.CharField(_("hash of the library"), max_length=64)
    result = models.JSONField(_("result"))
    # The decisions that the result names, as they stood, and their levels on every dimension.
    library = models.JSONField(_("decisions as they stood"))

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["work", "-created_at"], name="assessment_of_work")]

    def __str__(self) -> str:
        return f"{self.work.title} ({self.as_of.isoformat()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenRow("An assessment is never changed; run a new one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("assessments:detail", args=[self.pk])


def memo_path(memo: Memo, name: str) -> str:
    """One file per attempt, so that two attempts never write to the same one."""
    return f"memos/{memo.pk}/{name}"


class Memo(JobRow):
    """The opinion memo of an assessment in one language; asking twice makes one."""

    TASK = "assessments.tasks.memo_make"
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
