"""Timestamps of third parties (RFC 3161): over files of a draft, over daily roots of the log."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.audit.models import LogRoot
from assessments.jobs import JobRow
from assessments.works.drafts import Draft

TIMESTAMP_REASONS = {
    "authority_away": _(
        "The timestamping authority did not answer. Nothing is lost; please try again later."
    ),
    "authority_refused": _("The timestamping authority refused the request."),
    "not_verified": _(
        "The answer of the timestamping authority could not be verified: it does not belong "
        "to these files, or its signer is not one that this server was told to trust."
    ),
    "not_configured": _("No timestamping authority is set up on this server."),
}
TIMESTAMP_STAGES = {"asking": _("Asking the authority"), "verifying": _("Verifying its answer")}


class TokenColumns(models.Model):
    """The answer of an authority, and what it states."""

    response = models.BinaryField(_("answer as received"), null=True, editable=False)
    at = models.DateTimeField(_("time by the third party's clock"), null=True, editable=False)
    authority = models.CharField(_("third party"), max_length=300, blank=True, editable=False)
    serial = models.CharField(_("serial number"), max_length=80, blank=True, editable=False)
    # Whether the chain of the signer's certificate ends at a root that the operator configured.
    trusted = models.BooleanField(_("signer trusted"), default=False, editable=False)

    class Meta:
        abstract = True


class Timestamp(TokenColumns, JobRow):
    """A third party's statement (RFC 3161) that it had a digest at a moment of its own time."""

    TASK = "assessments.dossier.tasks.timestamp_get"
    REASONS = TIMESTAMP_REASONS
    STAGES = TIMESTAMP_STAGES

    class Source(models.TextChoices):
        AUTHORITY = "authority", _("asked for by this application")
        IMPORTED = "imported", _("imported receipt of another service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="timestamps", verbose_name=_("draft")
    )
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    # The sorted digests of the files covered; a single one where the timestamp covers a file.
    digests = models.JSONField(_("digests"), editable=False)
    # The message imprint (RFC 3161, 2.4.1): the digest of the list, or of the single file.
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("requested by"),
    )

    class Meta(JobRow.Meta):
        verbose_name = _("timestamp")
        verbose_name_plural = _("timestamps")
        ordering = ["queued_at"]
        constraints = [
            *JobRow.Meta.constraints,
            models.CheckConstraint(
                name="timestamp_ready_has_answer",
                condition=~Q(state="ready") | Q(response__isnull=False, at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:16]} {self.at or self.state}"


class RootTimestamp(TokenColumns, JobRow):
    """A third party's statement that it had a daily root of the log at a moment of its own time."""

    TASK = "assessments.evidence.tasks.root_timestamp_get"
    REASONS = TIMESTAMP_REASONS
    STAGES = TIMESTAMP_STAGES

    # The message imprint (RFC 3161, 2.4.1) is the root: the SHA-256 of its statement.
    root = models.OneToOneField(
        LogRoot,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="timestamp",
        verbose_name=_("daily root of the audit log"),
    )

    class Meta(JobRow.Meta):
        verbose_name = _("timestamp of a daily root")
        verbose_name_plural = _("timestamps of daily roots")
        ordering = ["queued_at"]
        constraints = [
            *JobRow.Meta.constraints,
            models.CheckConstraint(
                name="root_timestamp_ready_has_answer",
                condition=~Q(state="ready") | Q(response__isnull=False, at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.root} {self.at or self.state}"
