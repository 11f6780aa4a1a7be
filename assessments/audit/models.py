"""The audit log: who did what, when, in rows that are only ever added.

An entry names its actor by number alone, so that it can remain when an account is deleted. The
entries about one subject form a chain: `hash` covers the entry and the hash of the entry before, so
that recomputing the chain reveals a change, an insertion and a removal from the middle.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyViolation(RuntimeError):
    """The code tried to change or remove an entry of the audit log."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never removed.")


class AuditEntry(models.Model):
    """One act. Only `log.audit_append` writes it."""

    # The id of the draft, work or account that the act concerns.
    subject = models.CharField(_("subject"), max_length=60)
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    actor = models.PositiveBigIntegerField(_("number of the account"), null=True)
    act = models.CharField(_("act"), max_length=40)
    facts = models.JSONField(_("facts"), default=dict)
    before = models.CharField(_("hash of the entry before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("entries of the audit log")
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="audit_one_after_another")
        ]
        indexes = [models.Index(fields=["actor", "-at"], name="audit_of_actor")]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}: {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyViolation("Entries of the audit log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never removed.")
