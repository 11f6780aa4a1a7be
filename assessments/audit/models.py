"""The audit log: who did what, when, in rows that are only ever added.

An entry names its actor by number alone, so that it can remain when an account is deleted. The
entries about one subject form a chain: `hash` covers the entry and the hash of the entry before, so
that recomputing the chain reveals a change, an insertion and a removal from the middle. A root for
each day covers the heads of the chains and the root before it: whoever keeps one can show a later
change of anything that it covers.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.audit.roots import RootStatement, head_leaf

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyViolation(RuntimeError):
    """The code tried to change or remove an entry of the audit log."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never removed.")


class AppendOnlyRow(models.Model):
    """A row that is never changed nor removed; triggers hold the database itself to it."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyViolation("Entries of the audit log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolation("Entries of the audit log are never removed.")


class AuditEntry(AppendOnlyRow):
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

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("entries of the audit log")
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="audit_one_after_another")
        ]
        indexes = [
            models.Index(fields=["actor", "-at"], name="audit_of_actor"),
            # The chains that grew within a day.
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}: {self.act}"


class LogRoot(AppendOnlyRow):
    """The root of a day, in UTC. Only `services.root_make` writes it, with its leaves."""

    day = models.DateField(_("day"), unique=True)
    since = models.DateField(_("day of the root before"), null=True)
    leaves = models.PositiveIntegerField(_("number of chains that grew"))
    tree = models.CharField(_("hash of the tree"), max_length=64)
    previous = models.CharField(_("root before"), max_length=64, blank=True)
    made_at = models.DateTimeField(_("made at"))
    hash = models.CharField(_("root"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("daily root of the audit log")
        verbose_name_plural = _("daily roots of the audit log")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.hash[:16]}"

    @property
    def statement(self) -> RootStatement:
        """What the root is computed from."""
        return RootStatement(
            day=self.day,
            since=self.since,
            leaves=self.leaves,
            tree=self.tree,
            previous=self.previous,
            made_at=self.made_at,
        )


class LogLeaf(AppendOnlyRow):
    """The head of a chain in the tree of a root."""

    root = models.ForeignKey(
        LogRoot,
        on_delete=models.PROTECT,
        related_name="heads",
        verbose_name=_("root"),
        db_index=False,  # both constraints below have one
    )
    # From 0, by the code points of the subjects: databases sort text in orders of their own.
    position = models.PositiveIntegerField(_("position"))
    subject = models.CharField(_("subject"), max_length=60)
    number = models.PositiveIntegerField(_("number of the last entry"))
    hash = models.CharField(_("hash of the last entry"), max_length=64)

    class Meta:
        verbose_name = _("leaf of a daily root")
        verbose_name_plural = _("leaves of a daily root")
        ordering = ["root", "position"]
        constraints = [
            models.UniqueConstraint(fields=["root", "position"], name="leaf_one_after_another"),
            # The subject first: a plan that PostgreSQL makes while the table is empty must not take
            # this index for the root alone, and go through all its leaves for each position.
            models.UniqueConstraint(fields=["subject", "root"], name="leaf_once_a_root"),
        ]
        indexes = [models.Index(fields=["subject", "number"], name="leaf_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"

    @property
    def leaf_hash(self) -> bytes:
        """The hash of the leaf in the tree."""
        return head_leaf(subject=self.subject, number=self.number, entry_hash=self.hash)
