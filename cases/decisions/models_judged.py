"""The works that a court judged, with its findings and the facts as a creation record."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.decisions.models import SLUG_LENGTH
from cases.decisions.models_columns import (
    DecisionPart,
    code_column,
    code_constraints,
    order_by_vocabulary,
    text_column,
)
from cases.decisions.models_parts import URL_LENGTH, web_address
from cases.wording import labels

MAX_LEVEL = 4


class Judged(DecisionPart):
    """One work that the court judged; most decisions have one, Feilin v Baidu has two."""

    # Unique in the library, because results and memos refer to precedents by it.
    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH, unique=True)
    title_en = text_column(_("title in English"))
    title_zh = text_column(_("title in Chinese"))
    outcome = code_column(labels.JUDGED_OUTCOME, _("outcome"))
    # Layer -> dimensions that decided it.
    turned_on = models.JSONField(
        _("dimensions that the outcome turned on"), default=dict, blank=True
    )
    refused_for = code_column(
        labels.REFUSED_FOR,
        _("refused for"),
        blank=True,
        help_text=_(
            "Only where the want of proof alone decided; empty for a refusal on the facts."
        ),
    )
    # YAML as the curator wrote it, with comments and order; `cases.record` parses it.
    record = models.TextField(_("creation record (YAML)"))

    class Meta(DecisionPart.Meta):
        verbose_name = _("judged work")
        verbose_name_plural = _("judged works")
        constraints = code_constraints(
            "judged",
            {"outcome": labels.JUDGED_OUTCOME},
            optional={"refused_for": labels.REFUSED_FOR},
        )

    def __str__(self) -> str:
        return self.slug


class ElementHolding(models.Model):
    """The finding of the court on one element of a work."""

    judged = models.ForeignKey(Judged, on_delete=models.CASCADE, verbose_name=_("judged work"))
    element = code_column(labels.ELEMENT, _("element"))
    finding = code_column(labels.ELEMENT_FINDING, _("finding"))
    says_en = text_column(_("what the court said, in English"))
    says_zh = text_column(_("what the court said, in Chinese"))
    mark = code_column(labels.MARK, _("confidence"))

    class Meta:
        verbose_name = _("finding on an element")
        verbose_name_plural = _("findings on the elements")
        ordering = (order_by_vocabulary("element", labels.ELEMENT),)
        constraints = [
            *code_constraints(
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
    """The finding of the court on one layer of a work."""

    judged = models.ForeignKey(Judged, on_delete=models.CASCADE, verbose_name=_("judged work"))
    position = models.PositiveSmallIntegerField(
        _("order"), null=True, blank=True, help_text=_("Empty: at the end.")
    )
    layer = code_column(labels.LAYER, _("layer"))
    what_en = text_column(_("what it is, in English"))
    what_zh = text_column(_("what it is, in Chinese"))
    finding = code_column(labels.LAYER_FINDING, _("finding"))
    mark = code_column(labels.MARK, _("confidence"))

    class Meta:
        verbose_name = _("finding on a layer")
        verbose_name_plural = _("findings on the layers")
        ordering = DecisionPart.Meta.ordering
        constraints = code_constraints(
            "layer",
            {"layer": labels.LAYER, "finding": labels.LAYER_FINDING, "mark": labels.MARK},
        )

    def __str__(self) -> str:
        return ""


class HeldLevel(models.Model):
    """What the court or office accepted on one dimension of a work."""

    judged = models.ForeignKey(Judged, on_delete=models.CASCADE, verbose_name=_("judged work"))
    dimension = code_column(labels.DIMENSION, _("dimension"))
    level = models.PositiveSmallIntegerField(
        _("level held"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_LEVEL)],
        help_text=_("From 0 to 4. Empty: not reached."),
    )
    reported = models.BooleanField(
        _("a source says how much was accepted"),
        default=True,
        help_text=_("Otherwise the level is the least that the finding allows, and binds nothing."),
    )
    because_en = text_column(_("what was held, in English"))
    because_zh = text_column(_("what was held, in Chinese"))
    passage_source = models.CharField(
        _("address of the source, one of this decision's"),
        max_length=URL_LENGTH,
        blank=True,
        validators=[web_address],
    )
    passage_where_en = text_column(_("where in it, in English"))
    passage_where_zh = text_column(_("where in it, in Chinese"))
    quote_text = text_column(_("quotation, if the source was read"))
    quote_language = code_column(labels.QUOTE_LANGUAGE, _("language of the quotation"), blank=True)
    mark = code_column(labels.MARK, _("confidence"))

    class Meta:
        verbose_name = _("level held")
        verbose_name_plural = _("levels held")
        ordering = (order_by_vocabulary("dimension", labels.DIMENSION),)
        constraints = [
            *code_constraints(
                "held",
                {"dimension": labels.DIMENSION, "mark": labels.MARK},
                optional={"quote_language": labels.QUOTE_LANGUAGE},
            ),
            models.CheckConstraint(
                condition=models.Q(level__isnull=True) | models.Q(level__lte=MAX_LEVEL),
                name="held_level_known",
            ),
            models.UniqueConstraint(
                fields=["judged", "dimension"],
                name="held_once_per_work",
                violation_error_message=_("Each dimension has one level."),
            ),
        ]

    def __str__(self) -> str:
        return ""
