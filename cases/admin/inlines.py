"""The lists of a decision as rows of its form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models as fields

from cases.decisions.models_judged import ElementHolding, HeldLevel, LayerHolding
from cases.decisions.models_parts import (
    Amount,
    Docket,
    Infringement,
    Party,
    Proof,
    Source,
    Statement,
    Tool,
    Treatment,
)

SHORT: dict[type[fields.Field[Any, Any]], dict[str, Any]] = {
    fields.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 34})},
    fields.PositiveSmallIntegerField: {"widget": forms.NumberInput(attrs={"class": "position"})},
}


class PartInline(admin.TabularInline):
    """Rows in their order; a new row goes to the end."""

    extra = 0
    formfield_overrides = SHORT
    classes = ("library-rows",)


class DocketInline(PartInline):
    model = Docket
    fields = ("position", "number", "mark", "court_en", "court_zh", "note_en", "note_zh")


class PartyInline(PartInline):
    model = Party
    fields = ("position", "role", "name_en", "name_zh")


class ToolInline(PartInline):
    model = Tool
    fields = ("position", "name_en", "name_zh")


class StatementInline(PartInline):
    model = Statement
    fields = ("position", "part", "says_en", "says_zh", "mark")


class InfringementInline(PartInline):
    model = Infringement
    fields = ("position", "right", "finding", "mark", "note_en", "note_zh")


class AmountInline(PartInline):
    model = Amount
    fields = ("position", "what", "value", "currency", "mark", "note_en", "note_zh")


class ProofInline(PartInline):
    model = Proof
    fields = ("position", "effect", "what_en", "what_zh", "mark")


class TreatmentInline(PartInline):
    model = Treatment
    fields = (
        "position", "relation", "direction", "by_en", "by_zh", "slug", "treated_on", "precision",
        "mark",
    )  # fmt: skip


class SourceInline(PartInline):
    model = Source
    fields = ("position", "url", "official", "what_en", "what_zh")


class ElementInline(PartInline):
    model = ElementHolding
    fields = ("element", "finding", "says_en", "says_zh", "mark")
    max_num = len(ElementHolding.element.field.choices or ())


class LayerInline(PartInline):
    model = LayerHolding
    fields = ("position", "layer", "finding", "what_en", "what_zh", "mark")


class HeldInline(PartInline):
    model = HeldLevel
    fields = (
        "dimension",
        "level",
        "because_en",
        "because_zh",
        "passage_source",
        "passage_where_en",
        "passage_where_zh",
        "quote_text",
        "quote_language",
        "mark",
    )
    max_num = len(HeldLevel.dimension.field.choices or ())


OF_DECISION = (
    DocketInline,
    PartyInline,
    ToolInline,
    StatementInline,
    ProofInline,
    InfringementInline,
    AmountInline,
    TreatmentInline,
    SourceInline,
)
OF_JUDGED = (HeldInline, ElementInline, LayerInline)
