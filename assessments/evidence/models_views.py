"""Jobs on an uploaded file: its preview picture, the members of its archive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.evidence.models import Original, Upload
from assessments.jobs import JobRow, Lane


class Unpacking(JobRow):
    """The job that receives each member of an uploaded archive as a file of its own."""

    TASK = "assessments.evidence.tasks.archive_unpack"
    LANE = Lane.BULK
    STAGES = {"unpacking": _("Unpacking the archive")}
    REASONS = {
        "refused": _("The archive could not be unpacked. Unpack it yourself and upload the files."),
    }

    upload = models.OneToOneField(
        Upload,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="unpacking",
        verbose_name=_("file handed in"),
    )
    made = models.JSONField(_("files taken in"), default=list, editable=False)
    # Members that were left out: name, code of the reason and its parameters.
    left = models.JSONField(_("members left out"), default=list, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("unpacking of an archive")
        verbose_name_plural = _("unpackings of archives")

    def __str__(self) -> str:
        return f"{self.upload} {self.state}"


class PictureView(JobRow):
    """The job that makes the preview of an original and the fingerprint that finds relatives."""

    TASK = "assessments.evidence.tasks.picture_view"
    LANE = Lane.BULK

    original = models.OneToOneField(
        Original,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="view",
        verbose_name=_("original"),
    )
    preview = models.BinaryField(_("small picture"), null=True, editable=False)
    fingerprint = models.JSONField(_("fingerprint"), null=True, editable=False)
    # The code of the problem where there is no preview; empty otherwise.
    code = models.CharField(_("reason"), max_length=40, blank=True, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("small picture")
        verbose_name_plural = _("small pictures")

    def __str__(self) -> str:
        return f"{self.original_id[:16]} {self.state}"
