"""The objects that a court judged: its findings on each, and the facts as a creation record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.decisions.models import SLUG_LENGTH
from cases.decisions.models_columns import Part, by_vocabulary, choice, closed, words
from cases.wording import labels


class Judged(Part):
    """One object that the court judged; most decisions have one, Feilin v Baidu has two."""

    # Unique in the whole library, because results and memos name precedents by it.
    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH, unique=True)
    title_en = words(_("title in English"))
    title_zh = words(_("title in Chinese"))
    outcome = choice(labels.JUDGED_OUTCOME, _("outcome"))
    turned_on = models.JSONField(
        _("dimensions that the outcome turned on"), default=list, blank=True
    )
    # YAML as the curator wrote it, comments and order kept; the record's loader reads it.
    record = models.TextField(_("creation record (YAML)"))

    class Meta(Part.Meta):
        verbose_name = _("judged work")
        verbose_name_plural = _("judged works")
        constraints = closed("judged", {"outcome": labels.JUDGED_OUTCOME})

    def __str__(self) -> str:
        return self.slug


class ElementHolding(models.Model):
    """What the court said on one element."""

    judged = models.ForeignKey(Judged, on_delete=models.CASCADE, verbose_name=_("judged work"))
    element = choice(labels.ELEMENT, _("element"))
    finding = choice(labels.ELEMENT_FINDING, _("finding"))
    says_en = words(_("what the court said, in English"))
    says_zh = words(_("what the court said, in Chinese"))
    mark = choice(labels.MARK, _("confidence"))

    class Meta:
        verbose_name = _("finding on an element")
        verbose_name_plural = _("findings on the elements")
        ordering = (by_vocabulary("element", labels.ELEMENT),)
        constraints = [
            *closed(
                "element",
                {
                    "element": labels.ELEMENT,
                    "finding": labels.ELEMENT_FINDING,
                    "mark": labels.MARK,
                },
            ),
            models.UniqueConstraint(
                fields=["judged", "element"],
                name="element_once_per_work",
                violation_error_message=_("Each element has one finding."),
            ),
        ]

    def __str__(self) -> str:
        return ""


class LayerHolding(models.Model):
    """What the court said on one layer of the work."""

    judged = models.ForeignKey(Judged, on_delete=models.CASCADE, verbose_name=_("judged work"))
    position = models.PositiveSmallIntegerField(
        _("order"), null=True, blank=True, help_text=_("Empty: at the end.")
    )
    layer = choice(labels.LAYER, _("layer"))
    what_en = words(_("what it is, in English"))
    what_zh = words(_("what it is, in Chinese"))
    finding = choice(labels.LAYER_FINDING, _("finding"))
    mark = choice(labels.MARK, _("confidence"))

    class Meta:
        verbose_name = _("finding on a layer")
        verbose_name_plural = _("findings on the layers")
        ordering = Part.Meta.ordering
        constraints = closed(
            "layer",
            {"layer": labels.LAYER, "finding": labels.LAYER_FINDING, "mark": labels.MARK},
        )

    def __str__(self) -> str:
        return ""
