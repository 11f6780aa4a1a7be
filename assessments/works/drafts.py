"""The row of a draft: answers as given, until they make a record that can be assessed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.works.models import Work


class Draft(models.Model):
    """The answers about one work; without an owner, the session that began it has access."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("owner"),
    )
    # The work that these answers became, once they were assessed.
    work = models.OneToOneField(
        Work,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name=_("work"),
    )
    answers = models.JSONField(_("answers as given"), default=dict)
    # How often each part was saved; a form that was rendered at another count conflicts.
    versions = models.JSONField(_("versions of the parts"), default=dict)
    # The item that was removed last and its place, for undoing.
    removed = models.JSONField(_("removed last"), null=True, blank=True)
    section = models.CharField(_("section opened last"), max_length=20, blank=True)
    # The session that began a draft without an owner; the draft is kept as long as it lives.
    session_key = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    # When a sweep first found that session gone; the draft is deleted a day later, not at once.
    orphaned_at = models.DateTimeField(null=True, blank=True, editable=False)

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["owner", "-updated_at"], name="draft_of_owner")]

    def __str__(self) -> str:
        return str(self.answers.get("title") or self.pk)


def audit_subject(draft: Draft) -> str:
    """Return the subject of a draft in the audit log: its work, once there is one."""
    return str(draft.work_id or draft.pk)
