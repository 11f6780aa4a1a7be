"""The row of a memo, which a job makes: the opinion, or another form of it."""

from __future__ import annotations

import uuid
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Coalesce, Length
from django.db.models.lookups import GreaterThan
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow
from assessments.works.access import OPINION, PAPERS
from assessments.works.models import Assessment

Form = Literal["opinion", "papers", "creator"]
CREATOR: Form = "creator"
LONG_RECORD = 30_000  # characters of the record as it is stored
FORMS: dict[Form, Any] = {
    OPINION: _("Opinion memo"),
    PAPERS: _("Working papers"),
    CREATOR: _("In brief"),
}


def memo_path(memo: Memo, name: str) -> str:
    """Return the path of a file of the memo; each attempt has a name of its own."""
    return f"memos/{memo.pk}/{name}"


def series_of(
    work_id: UUID | str, language: str, user_id: int | None, form: Form = OPINION
) -> UUID:
    """Return the number that all versions of a memo have in common.

    They are those of one work in one language and form for one account.
    """
    of_form = "" if form == OPINION else f"/{form}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"memo/{work_id}/{language}/{user_id or ''}{of_form}")


class Memo(JobRow):
    """One version of a memo of a work in one form and language, for whoever asked for it.

    It stays theirs where the work is deleted; then it has no assessment. A version that is ready
    is never changed: what changes later is another version.
    """

    TASK = "assessments.memo.tasks.memo_make"
    # The layout of a memo takes about as long as its record is; this long it takes some ten seconds
    # (50 steps with prompts of 500 characters). SQLite keeps a Chinese character as six.
    IS_LONG = GreaterThan(
        Coalesce(Length(Cast("assessment__record", models.TextField())), 0), LONG_RECORD
    )
    STAGES = {"composing": _("Composing"), "rendering": _("Rendering")}
    REASONS = {
        "work_deleted": _("The work was deleted before the memo was made."),
        "no_decisions": _(
            "This site has no decisions at the moment, so no memo can be made. Nothing you entered "
            "is lost. Try again later, or tell whoever runs this site."
        ),
        "access_ended": _("The assessment is not shared with whoever asked for the memo any more."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.SET_NULL,
        null=True,
        related_name="memos",
        verbose_name=_("assessment"),
    )
    title = models.CharField(_("title of the work"), max_length=500, blank=True, editable=False)
    form = models.CharField(
        _("form"), max_length=10, choices=FORMS.items(), default=OPINION, editable=False
    )
    series = models.UUIDField(_("series"), editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    # Client and firm as asked for (`matters.matter_from`).
    matter = models.JSONField(_("matter"), default=dict, blank=True, editable=False)
    # Digests of what the PDF stands on (`sources.sources_of`); empty before it is made.
    sources = models.JSONField(_("sources"), default=dict, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("requested by"),
    )

    pdf = models.FileField(
        _("PDF"),
        upload_to=memo_path,
        blank=True,
        max_length=200,
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("memo")
        verbose_name_plural = _("memos")
        constraints = [
            *JobRow.Meta.constraints,
            models.UniqueConstraint(fields=["series", "version"], name="memo_version_once"),
            models.CheckConstraint(name="memo_known_form", condition=Q(form__in=list(FORMS))),
            models.CheckConstraint(
                name="memo_ready_has_pdf", condition=~Q(state="ready") | ~Q(pdf="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.version})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.series is None and self.assessment is not None:
            work = self.assessment.work_id
            self.series = series_of(work, self.language, self.requested_by_id, self.form)
            self.title = self.title or self.assessment.work.title
        super().save(*args, **kwargs)

    @property
    def log_subject(self) -> str:
        """The subject of the log: the work, or where it is gone the memo itself."""
        return str(self.assessment.work_id) if self.assessment else f"memo:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:memo", args=[self.pk])
