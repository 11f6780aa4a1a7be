"""Comparisons of two files, the tree of outputs of a draft, and the places that a person chose."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.evidence.models import Original
from assessments.jobs import JobRow, Lane
from assessments.jobs.row import open_rows_index, turn_index
from assessments.works.drafts import Draft


class FileComparison(JobRow):
    """The job that measures what became of one original in another: by area or by words."""

    TASK = "assessments.lineage.tasks.files_compare"
    STAGES = {"comparing": _("Comparing")}

    source = models.ForeignKey(
        Original, on_delete=models.CASCADE, related_name="+", verbose_name=_("source")
    )
    final = models.ForeignKey(
        Original, on_delete=models.CASCADE, related_name="+", verbose_name=_("final work")
    )
    measure = models.JSONField(_("measure"), null=True, editable=False)
    heat_map = models.BinaryField(_("map of the changes"), null=True, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        constraints = [
            *JobRow.Meta.constraints,
            models.UniqueConstraint(fields=["source", "final"], name="comparison_once_per_pair"),
        ]
        indexes = [  # names of 30 characters at most
            open_rows_index("assessments_filecompare_open"),
            turn_index("assessments_filecompare_turn"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id[:16]} → {self.final_id[:16]}"


class Tree(JobRow):
    """The job that orders the outputs of a draft, each with its parent where the files show one."""

    TASK = "assessments.lineage.tasks.tree_grow"
    LANE = Lane.BULK
    STAGES = {"growing": _("Putting the results in order")}
    REASONS = {"too_many_items": _("There are more results than can be put in order.")}

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="trees", verbose_name=_("draft")
    )
    # The digest of the states of the files; other files make another tree.
    of = models.CharField(_("grown from"), max_length=64, editable=False)
    nodes = models.JSONField(_("nodes"), default=list, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("tree of iterations")
        verbose_name_plural = _("trees of iterations")
        constraints = [
            *JobRow.Meta.constraints,
            models.UniqueConstraint(fields=["draft", "of"], name="tree_once_per_state"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.of[:16]}"


class Placing(models.Model):
    """The parent that a person chose for a result; it prevails over the parent that was found."""

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="placings", verbose_name=_("draft")
    )
    node = models.CharField(_("result"), max_length=300)
    # Empty where the result comes from none of the others.
    parent = models.CharField(_("comes from"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("placed by"),
    )
    at = models.DateTimeField(_("placed at"), auto_now=True)

    class Meta:
        verbose_name = _("place in the tree")
        verbose_name_plural = _("places in the tree")
        constraints = [
            models.UniqueConstraint(fields=["draft", "node"], name="placing_once_per_node")
        ]

    def __str__(self) -> str:
        return f"{self.node} ← {self.parent or '–'}"
