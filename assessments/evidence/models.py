"""Uploaded files: the bytes of a draft; each upload of them; the report of the readers."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow, Lane
from assessments.works.drafts import Draft


class ReadableJSONEncoder(json.JSONEncoder):
    """Writes text as it is: an escape would take up to four times the bytes of a character."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False})


def original_key(draft: Draft, sha256: str) -> str:
    """Return the key of the bytes with this digest in a draft: 64 hexadecimal digits.

    Drafts share no bytes, so that nobody learns that another person has the same file.
    """
    return hashlib.sha256(f"{draft.pk} {sha256}".encode()).hexdigest()


def original_path(original: Original, name: str) -> str:
    """Return the path of an original by its key; a chosen name never becomes a path."""
    return f"originals/{original.key[:2]}/{original.key}"


class Original(models.Model):
    """The bytes of a file of one draft, stored once however often they are uploaded to it."""

    key = models.CharField(_("key"), max_length=64, primary_key=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    file = models.FileField(_("file"), upload_to=original_path, max_length=120, editable=False)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    # The last time that the stored bytes were read and their digest was computed again.
    checked_at = models.DateTimeField(_("checked at"), null=True, editable=False)
    intact = models.BooleanField(_("unchanged when last checked"), default=True, editable=False)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return self.sha256


class Upload(models.Model):
    """One upload of a file: its name, by whom, when, and which piece of evidence it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="uploads", verbose_name=_("draft")
    )
    original = models.ForeignKey(
        Original, on_delete=models.PROTECT, related_name="uploads", verbose_name=_("original")
    )
    name = models.CharField(_("name of the file"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    # The piece of evidence in the record that this file is; empty until it is one.
    evidence = models.CharField(_("evidence"), max_length=100, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    # The earlier file of which the owner named this one as a better original file; both are kept.
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="later_versions"
    )

    class Meta:
        verbose_name = _("file handed in")
        verbose_name_plural = _("files handed in")
        ordering = ["received_at"]
        constraints = [
            models.CheckConstraint(
                name="upload_replaces_another", condition=~models.Q(replaces=models.F("id"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes in hexadecimal."""
        return self.original.sha256


class FileReading(JobRow):
    """The job that reads an original once, and the report of the readers."""

    TASK = "assessments.evidence.tasks.file_read"
    LANE = Lane.BULK
    STAGES = {"reading": _("Reading the file")}

    original = models.OneToOneField(
        Original,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="reading",
        verbose_name=_("original"),
    )
    # As `read_evidence --json` prints it; the name is that of the upload that was read. A long
    # report stands in a file of its own, and the row keeps what lists need (`reports`).
    found = models.JSONField(
        _("what was found"), null=True, editable=False, encoder=ReadableJSONEncoder
    )
    report_file = models.CharField(
        _("file of the whole report"), max_length=200, blank=True, db_index=True, editable=False
    )
    report_digest = models.CharField(
        _("SHA-256 of the whole report"), max_length=64, blank=True, editable=False
    )
    report_bytes = models.PositiveBigIntegerField(
        _("size of the whole report in bytes"), default=0, editable=False
    )

    class Meta(JobRow.Meta):
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")

    def __str__(self) -> str:
        return f"{self.original_id[:16]} {self.state}"
