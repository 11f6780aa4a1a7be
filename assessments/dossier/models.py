"""The dossier of an assessment: an archive of its evidence, made by a job."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow, Lane
from assessments.works.models import Assessment


def dossier_path(dossier: Dossier, name: str) -> str:
    """Return the path of an archive; each attempt has another `name`, so that none is shared."""
    return f"dossiers/{dossier.pk}/{name}"


class Dossier(JobRow):
    """The job that makes the archive of an assessment, as things stood at the request."""

    TASK = "assessments.dossier.tasks.dossier_make"
    LANE = Lane.LONG  # it reads and packs every file, which may be gigabytes
    REASONS = {
        "original_changed": _(
            "A stored file is no longer the one that was received, so no dossier was made. "
            "The page of the evidence names it."
        ),
    }
    STAGES = {"listing": _("Writing the evidence list"), "packing": _("Packing the files")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="dossiers",
        verbose_name=_("assessment"),
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("requested by"),
    )

    file = models.FileField(_("archive"), upload_to=dossier_path, blank=True, max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-queued_at"]
        constraints = [
            *JobRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(state__in=["queued", "running"]),
                name="dossier_one_at_a_time",
            ),
            models.CheckConstraint(
                name="dossier_ready_has_file", condition=~Q(state="ready") | ~Q(file="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} {self.queued_at:%Y-%m-%d}"
