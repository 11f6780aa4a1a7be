"""Columns that several tables of the library share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.wording import labels

LONGEST_CODE = 32


def choice(
    table: labels.Labels, verbose_name: Any, *, blank: bool = False, **options: Any
) -> models.CharField[str, str]:
    """A code out of a vocabulary; `closed` gives the constraint that closes it."""
    return models.CharField(
        verbose_name, max_length=LONGEST_CODE, choices=list(table.items()), blank=blank, **options
    )


def closed(
    table: str,
    vocabularies: Mapping[str, labels.Labels],
    *,
    optional: Mapping[str, labels.Labels] | None = None,
) -> list[models.CheckConstraint]:
    """One constraint per column: its codes only; `optional` columns may be empty as well."""
    allowed = {column: list(codes) for column, codes in vocabularies.items()}
    allowed |= {column: ["", *codes] for column, codes in (optional or {}).items()}
    return [
        models.CheckConstraint(
            condition=models.Q(**{f"{column}__in": codes}), name=f"{table}_{column}_known"
        )
        for column, codes in allowed.items()
    ]


def by_vocabulary(column: str, table: labels.Labels) -> models.Case:
    """Orders rows as their vocabulary is ordered."""
    places = (models.When(**{column: code, "then": n}) for n, code in enumerate(table))
    return models.Case(*places, output_field=models.SmallIntegerField())


def words(verbose_name: Any) -> models.TextField[str, str]:
    """Text in one language; a draft may still lack it, publishing asks for it."""
    return models.TextField(verbose_name, blank=True)


class Part(models.Model):
    """A row that belongs to one decision and has its place among its kind."""

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
        # The row's own form says everything; the admin prints this line above it.
        return ""


class MarkedPart(Part):
    """A part with the mark that says how well it is sourced."""

    mark = choice(labels.MARK, _("confidence"))

    class Meta(Part.Meta):
        abstract = True
