"""One decision: what identifies, finds and filters it, and the whole of it as one value."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.decisions.models_columns import choice, closed, words
from cases.wording import labels

SLUG_LENGTH = 80
JURISDICTION_LENGTH = 2
HASH_LENGTH = 64


class Decision(models.Model):
    """A decision of the library; its lists are in `parts.py` and `judged.py`."""

    slug = models.SlugField(
        _("slug"),
        max_length=SLUG_LENGTH,
        unique=True,
        help_text=_("Parties or subject, then the year. Links and memos name it; never change it."),
    )
    status = choice(labels.STATUS, _("status"), default="draft")
    status_reason_en = words(_("reason for the status, in English"))
    status_reason_zh = words(_("reason for the status, in Chinese"))

    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=JURISDICTION_LENGTH,
        default="CN",
        help_text=_("Two capital letters, such as CN."),
    )
    name_en = words(_("name in English"))
    name_zh = words(_("name in Chinese"))
    short_name_en = words(_("short name in English"))
    short_name_zh = words(_("short name in Chinese"))
    court_en = words(_("court in English"))
    court_zh = words(_("court in Chinese"))
    court_level = choice(labels.COURT_LEVEL, _("level of court"))
    matter = choice(labels.MATTER, _("matter"), default="civil")
    court_instance = choice(labels.INSTANCE, _("instance"), default="first")

    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_precision = choice(
        labels.PRECISION, _("date is known"), blank=True, help_text=_("Empty: to the day.")
    )
    decided_mark = choice(labels.MARK, _("confidence in the date"), blank=True)
    decided_note_en = words(_("note on the date, in English"))
    decided_note_zh = words(_("note on the date, in Chinese"))
    finality_state = choice(labels.FINALITY, _("finality"), default="not_known")
    finality_mark = choice(labels.MARK, _("confidence in the finality"), blank=True)
    finality_note_en = words(_("note on the finality, in English"))
    finality_note_zh = words(_("note on the finality, in Chinese"))

    content_kind = choice(labels.KIND, _("kind of content"))
    content_en = words(_("content in English"))
    content_zh = words(_("content in Chinese"))
    outcome = choice(labels.OUTCOME, _("outcome"), default="undecided")
    summary_en = words(_("summary in English"))
    summary_zh = words(_("summary in Chinese"))

    ownership_owner_en = words(_("owner, in English"))
    ownership_owner_zh = words(_("owner, in Chinese"))
    ownership_basis = choice(labels.OWNERSHIP_BASIS, _("basis of ownership"), blank=True)
    ownership_says_en = words(_("what the court said on ownership, in English"))
    ownership_says_zh = words(_("what the court said on ownership, in Chinese"))
    ownership_mark = choice(labels.MARK, _("confidence in the ownership"), blank=True)

    last_verified = models.DateField(
        _("last verified"), null=True, blank=True, help_text=_("When its sources were last read.")
    )

    # The whole decision, columns and rows, as canonical JSON text. Text and not a JSON column:
    # PostgreSQL would reorder the keys and respell the numbers of a record.
    document = models.TextField(editable=False, default="{}")
    content_hash = models.CharField(max_length=HASH_LENGTH, editable=False, default="")
    # The hash of the file that the row was last loaded from; empty where no file stood behind it.
    seed_hash = models.CharField(max_length=HASH_LENGTH, editable=False, default="", blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    # Not persisted: read by simple-history when the row is saved.
    _change_reason: str
    _history_user: Any
    skip_history_when_saving: bool

    history = HistoricalRecords(
        history_change_reason_field=models.TextField(null=True), user_related_name="+"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = (models.F("decided_on").desc(nulls_last=True), "slug")
        constraints = [
            *closed(
                "decision",
                {
                    "status": labels.STATUS,
                    "court_level": labels.COURT_LEVEL,
                    "matter": labels.MATTER,
                    "court_instance": labels.INSTANCE,
                    "finality_state": labels.FINALITY,
                    "content_kind": labels.KIND,
                    "outcome": labels.OUTCOME,
                },
                optional={
                    "decided_precision": labels.PRECISION,
                    "decided_mark": labels.MARK,
                    "finality_mark": labels.MARK,
                    "ownership_basis": labels.OWNERSHIP_BASIS,
                    "ownership_mark": labels.MARK,
                },
            ),
            # What strangers can read must have passed the library's rules and so have a hash.
            models.CheckConstraint(
                condition=~models.Q(status="published") | ~models.Q(content_hash=""),
                name="decision_published_has_content",
            ),
        ]
        indexes = [
            # Every public page and the reasoning read the published ones, newest first.
            models.Index(fields=["status", "-decided_on"], name="decision_public"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.slug

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.slug])

    @property
    def edited(self) -> bool:
        """Whether a curator made it differ from the file that it was loaded from."""
        return self.content_hash != self.seed_hash

    @property
    def short_name(self) -> str:
        return self.said("short_name")

    @property
    def status_reason(self) -> str:
        return self.said("status_reason")

    def said(self, column: str) -> str:
        """A bilingual column in the reader's language, or in the other where that is empty."""
        english: str = getattr(self, f"{column}_en")
        chinese: str = getattr(self, f"{column}_zh")
        if (get_language() or "").startswith("zh"):
            return chinese or english
        return english or chinese
