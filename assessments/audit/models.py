"""Who did what, when: rows that are only ever added, each bound to the one before it.

An entry names its actor by number alone, so that it can stay when an account goes. The entries
about one subject form a chain: `hash` covers the entry and the hash of the one before, so that a
change, a removal from the middle and an insertion are seen when the chain is computed again.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyViolation(RuntimeError):
    """An entry of the audit log was to be changed or removed."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never removed.")


class AuditEntry(models.Model):
    """One act. `services.audit_append` writes it; nothing else does."""

    # What it is about: the id of a draft, a work, an account.
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
