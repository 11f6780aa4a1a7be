"""Columns that several tables of the library share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.wording import labels

CODE_LENGTH = 32


def code_column(
    table: labels.Labels, verbose_name: Any, *, blank: bool = False, **options: Any
) -> models.CharField[str, str]:
    """Return a column for a code of a vocabulary; `code_constraints` restricts its values."""
    return models.CharField(
        verbose_name, max_length=CODE_LENGTH, choices=list(table.items()), blank=blank, **options
    )


def code_constraints(
    table: str,
    vocabularies: Mapping[str, labels.Labels],
    *,
    optional: Mapping[str, labels.Labels] | None = None,
) -> list[models.CheckConstraint]:
    """Return a constraint for each column to the codes of its vocabulary.

    Columns in `optional` may also be empty.
    """
    allowed = {column: list(codes) for column, codes in vocabularies.items()}
    allowed |= {column: ["", *codes] for column, codes in (optional or {}).items()}
    return [
        models.CheckConstraint(
            condition=models.Q(**{f"{column}__in": codes}), name=f"{table}_{column}_known"
        )
        for column, codes in allowed.items()
    ]


def order_by_vocabulary(column: str, table: labels.Labels) -> models.Case:
    """Return an expression that orders rows by the order of a vocabulary."""
    places = (models.When(**{column: code, "then": n}) for n, code in enumerate(table))
    return models.Case(*places, output_field=models.SmallIntegerField())


def text_column(verbose_name: Any) -> models.TextField[str, str]:
    """Return a column for a text in one language, which only a published decision needs."""
    return models.TextField(verbose_name, blank=True)


class DecisionPart(models.Model):
    """A row of a decision with a position among the rows of its kind."""

    decision = models.ForeignKey(
        "cases.Decision", on_delete=models.CASCADE, verbose_name=_("decision")
    )
    position = models.PositiveSmallIntegerField(
        _("order"), null=True, blank=True, help_text=_("Empty: at the end.")
    )

    class Meta:
        abstract = True
        ordering = (models.F("position").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        # The admin prints this line above the form of the row, which shows everything.
        return ""


class MarkedDecisionPart(DecisionPart):
    """A part with a mark for the quality of its sources."""

    mark = code_column(labels.MARK, _("confidence"))

    class Meta(DecisionPart.Meta):
        abstract = True
