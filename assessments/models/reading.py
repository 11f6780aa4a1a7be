"""What is made of the files of a draft: small pictures, comparisons, the tree of iterations, and
what a person confirmed or placed otherwise. Originals and their readings stand in `files`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow
from assessments.models.drafts import Draft
from assessments.models.files import Original, Upload


class Unpacking(JobRow):
    """The members of an archive that was handed in, each taken in as a file of its own."""

    TASK = "assessments.reading_tasks.archive_unpack"
    STAGES = {"unpacking": _("Unpacking the archive")}
    REASONS = {
        "refused": _("The archive could not be unpacked. Unpack it and hand in the files."),
    }

    upload = models.OneToOneField(
        Upload,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="unpacking",
        verbose_name=_("file handed in"),
    )
    made = models.JSONField(_("files taken in"), default=list, editable=False)
    # Members that were left out: their names and why, as codes.
    left = models.JSONField(_("members left out"), default=list, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("unpacking of an archive")
        verbose_name_plural = _("unpackings of archives")

    def __str__(self) -> str:
        return f"{self.upload} {self.state}"


class PictureView(JobRow):
    """A small picture made anew from the pixels of an original, and what finds its relatives."""

    TASK = "assessments.reading_tasks.picture_view"

    original = models.OneToOneField(
        Original,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="view",
        verbose_name=_("original"),
    )
    preview = models.BinaryField(_("small picture"), null=True, editable=False)
    fingerprint = models.JSONField(_("fingerprint"), null=True, editable=False)
    # Why there is no small picture; empty where there is one.
    code = models.CharField(_("reason"), max_length=40, blank=True, editable=False)

    class Meta(JobRow.Meta):
        verbose_name = _("small picture")
        verbose_name_plural = _("small pictures")

    def __str__(self) -> str:
        return f"{self.original_id[:16]} {self.state}"


class Comparison(JobRow):
    """What became of one original in another: pictures by area, texts by words."""

    TASK = "assessments.reading_tasks.files_compare"
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

    def __str__(self) -> str:
        return f"{self.source_id[:16]} → {self.final_id[:16]}"


class Tree(JobRow):
    """The outputs of a draft in the order of making, each with its parent where one is shown."""

    TASK = "assessments.reading_tasks.tree_grow"
    STAGES = {"growing": _("Putting the results in order")}
    REASONS = {"too_many_items": _("There are more results than can be put in order.")}

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="trees", verbose_name=_("draft")
    )
    # The digest of what it was grown from: with other files there is another tree.
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
    """Where a person put a result in the tree, whatever was found."""

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="placings", verbose_name=_("draft")
    )
    node = models.CharField(_("result"), max_length=300)
    # Empty: it comes from none of the others.
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


class Confirmation(models.Model):
    """What a person decided about one statement of a file. Never changed: the newest counts."""

    class Decision(models.TextChoices):
        AS_READ = "as_read", _("as read from the file")
        AS_TYPED = "as_typed", _("as typed")
        LEFT_OUT = "left_out", _("left out")

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="confirmations", verbose_name=_("draft")
    )
    # The proposal that it answers, and the item and field of the answers that it went to.
    proposal = models.CharField(_("proposal"), max_length=300)
    section = models.CharField(_("section"), max_length=20)
    item = models.CharField(_("item"), max_length=100, blank=True)
    field = models.CharField(_("field"), max_length=100, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    as_read = models.JSONField(_("as read"), null=True)
    as_typed = models.JSONField(_("as typed"), null=True)
    # Which file said so and where in it; the digest stays when the file is taken out.
    upload = models.ForeignKey(
        Upload, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("file")
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    where = models.CharField(_("place in the file"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["draft", "proposal"], name="confirmation_of_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.decision}"
