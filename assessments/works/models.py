"""The rows of works and their assessments.

A work holds the creation record that its owner changes. An assessment is a frozen snapshot: record,
decisions, version of the rules and result; a new run is a new row.
"""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from assessments.engine import Result


class Work(models.Model):
    """A work with the creation record that its owner maintains, or that a matter received.

    It belongs to an account or to a matter, never to both: what a matter received is a copy, which
    stays when the client deletes the work it was made of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="works",
        verbose_name=_("owner"),
    )
    matter = models.ForeignKey(
        "matters.Matter",
        on_delete=models.CASCADE,
        null=True,
        related_name="works",
        verbose_name=_("matter"),
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
        constraints = [
            models.CheckConstraint(
                name="work_of_account_or_matter",
                condition=Q(owner__isnull=False, matter=None) | Q(owner=None, matter__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class FrozenRowChanged(RuntimeError):
    """Raised where an assessment would be changed; a new run is a new row."""


class Assessment(models.Model):
    """A run of the reasoning, frozen with everything that it stands on."""

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
            raise FrozenRowChanged("An assessment is never changed; run a new one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("assessments:detail", args=[self.pk])

    @cached_property
    def typed_result(self) -> Result:
        """Return the column `result` as a typed value, whichever version stored it."""
        from assessments.engine import Result  # its schema is not needed to start

        return Result.model_validate(self.result)
