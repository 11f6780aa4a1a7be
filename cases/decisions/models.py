"""The decision: the columns for identification, search and filters, and the canonical value."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.decisions.models_columns import code_column, code_constraints, text_column
from cases.wording import labels

SLUG_LENGTH = 80
JURISDICTION_LENGTH = 2
HASH_LENGTH = 64


class Decision(models.Model):
    """A decision of the library; its lists are in `models_parts.py` and `models_judged.py`."""

    slug = models.SlugField(
        _("slug"),
        max_length=SLUG_LENGTH,
        unique=True,
        help_text=_("Parties or subject, then the year. Links and memos name it; never change it."),
    )
    status = code_column(labels.STATUS, _("status"), default="draft")
    status_reason_en = text_column(_("reason for the status, in English"))
    status_reason_zh = text_column(_("reason for the status, in Chinese"))

    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=JURISDICTION_LENGTH,
        default="CN",
        help_text=_("Two capital letters, such as CN."),
    )
    name_en = text_column(_("name in English"))
    name_zh = text_column(_("name in Chinese"))
    short_name_en = text_column(_("short name in English"))
    short_name_zh = text_column(_("short name in Chinese"))
    court_en = text_column(_("court in English"))
    court_zh = text_column(_("court in Chinese"))
    court_level = code_column(labels.COURT_LEVEL, _("level of court"))
    matter = code_column(labels.MATTER, _("matter"), default="civil")
    court_instance = code_column(labels.INSTANCE, _("instance"), default="first")

    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_precision = code_column(
        labels.PRECISION, _("date is known"), blank=True, help_text=_("Empty: to the day.")
    )
    decided_mark = code_column(labels.MARK, _("confidence in the date"), blank=True)
    decided_note_en = text_column(_("note on the date, in English"))
    decided_note_zh = text_column(_("note on the date, in Chinese"))
    finality_state = code_column(labels.FINALITY, _("finality"), default="not_known")
    finality_mark = code_column(labels.MARK, _("confidence in the finality"), blank=True)
    finality_note_en = text_column(_("note on the finality, in English"))
    finality_note_zh = text_column(_("note on the finality, in Chinese"))

    content_kind = code_column(labels.KIND, _("kind of content"))
    content_en = text_column(_("content in English"))
    content_zh = text_column(_("content in Chinese"))
    outcome = code_column(labels.OUTCOME, _("outcome"), default="undecided")
    summary_en = text_column(_("summary in English"))
    summary_zh = text_column(_("summary in Chinese"))

    ownership_owner_en = text_column(_("owner, in English"))
    ownership_owner_zh = text_column(_("owner, in Chinese"))
    ownership_basis = code_column(labels.OWNERSHIP_BASIS, _("basis of ownership"), blank=True)
    ownership_says_en = text_column(_("what the court said on ownership, in English"))
    ownership_says_zh = text_column(_("what the court said on ownership, in Chinese"))
    ownership_mark = code_column(labels.MARK, _("confidence in the ownership"), blank=True)

    last_verified = models.DateField(
        _("last verified"), null=True, blank=True, help_text=_("When its sources were last read.")
    )

    # The decision with all its rows as canonical JSON text. It is no JSON column, because
    # PostgreSQL would reorder the keys and respell the numbers of a record.
    document = models.TextField(editable=False, default="{}")
    content_hash = models.CharField(max_length=HASH_LENGTH, editable=False, default="")
    # The hash of the file that the row was last loaded from; empty without a file.
    seed_hash = models.CharField(max_length=HASH_LENGTH, editable=False, default="", blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    # Not stored: read by simple-history when the row is saved.
    _change_reason: str
    _history_user: User | AnonymousUser
    skip_history_when_saving: bool

    history = HistoricalRecords(
        history_change_reason_field=models.TextField(null=True), user_related_name="+"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = (models.F("decided_on").desc(nulls_last=True), "slug")
        constraints = [
            *code_constraints(
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
            # A published decision has passed the rules of the library and therefore has a hash.
            models.CheckConstraint(
                condition=~models.Q(status="published") | ~models.Q(content_hash=""),
                name="decision_published_has_content",
            ),
        ]
        indexes = [
            # Public pages and the reasoning read the published decisions, newest first.
            models.Index(fields=["status", "-decided_on"], name="decision_public"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.slug

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.slug])

    @property
    def is_edited(self) -> bool:
        """Whether the decision differs from the file that it was loaded from."""
        return self.content_hash != self.seed_hash

    @property
    def short_name(self) -> str:
        return self.localized("short_name")

    @property
    def status_reason(self) -> str:
        return self.localized("status_reason")

    def localized(self, column: str) -> str:
        """Return a bilingual column in the active language, or else in the other one."""
        english: str = getattr(self, f"{column}_en")
        chinese: str = getattr(self, f"{column}_zh")
        if (get_language() or "").startswith("zh"):
            return chinese or english
        return english or chinese
