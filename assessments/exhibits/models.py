"""The row of what a person filled in of an exhibit, beside the creation record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.exhibits.codes import EvidenceClasses, Opinions, OriginalStates, SeenCodes
from assessments.works.models import Work


class ExhibitEntry(models.Model):
    """What one account filled in of one exhibit of a work.

    The record is its maker's, and an assessment is frozen; a lawyer who reads both fills in a row
    of their own. `what` and `sha256` are those of the evidence then: where the record names another
    thing under the same id later, the row does not speak of it.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="exhibit_entries")
    evidence = models.CharField(_("evidence"), max_length=500)
    what = models.CharField(_("kind of evidence"), max_length=40)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    capacity = models.CharField(_("capacity"), max_length=10)  # when it was saved

    original = models.CharField(max_length=10, blank=True)
    held_by = models.CharField(max_length=200, blank=True)
    pages = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300, blank=True)
    obtained = models.CharField(max_length=500, blank=True)
    authenticity = models.CharField(max_length=10, blank=True)
    legality = models.CharField(max_length=10, blank=True)
    relevance = models.CharField(max_length=10, blank=True)
    remark = models.TextField(max_length=2000, blank=True)
    legal_class = models.CharField(max_length=20, blank=True)
    class_reason = models.CharField(max_length=500, blank=True)
    # A lawyer's examination: on which day, of what (`SeenCodes`), and what it showed.
    examined_on = models.DateField(null=True, blank=True)
    examined = models.CharField(max_length=10, blank=True)
    examined_shows = models.TextField(max_length=2000, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("particulars of an exhibit")
        verbose_name_plural = _("particulars of exhibits")
        constraints = [
            models.UniqueConstraint(
                fields=["work", "evidence", "by"], name="exhibit_entry_once_per_account"
            ),
            models.CheckConstraint(
                name="exhibit_entry_known_codes",
                condition=models.Q(original__in=["", *OriginalStates])
                & models.Q(authenticity__in=["", *Opinions])
                & models.Q(legality__in=["", *Opinions])
                & models.Q(relevance__in=["", *Opinions])
                & models.Q(legal_class__in=["", *EvidenceClasses]),
            ),
            models.CheckConstraint(
                name="exhibit_entry_class_has_reason",
                condition=models.Q(legal_class="") | ~models.Q(class_reason=""),
            ),
            # An examination has its day, its object and its finding, or there is none; a lawyer's.
            models.CheckConstraint(
                name="exhibit_entry_examination_whole",
                condition=models.Q(examined_on=None, examined="", examined_shows="")
                | models.Q(examined_on__isnull=False, examined__in=SeenCodes, capacity="lawyer")
                & ~models.Q(examined_shows=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} ({self.capacity})"
