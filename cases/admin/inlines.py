"""The lists of a decision as rows of its form."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models as fields
from django.forms.models import BaseInlineFormSet

from cases.decisions.docket_numbers import taken_numbers
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
from cases.library.dockets import problems_of_numbers
from cases.wording.problems import problem_sentence

SHORT: dict[type[fields.Field[Any, Any]], dict[str, Any]] = {
    fields.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 34})},
    fields.PositiveSmallIntegerField: {"widget": forms.NumberInput(attrs={"class": "position"})},
}


class PartInline(admin.TabularInline):
    """Rows in their order; a new row goes to the end."""

    extra = 0
    formfield_overrides = SHORT
    classes = ("library-rows",)


class DocketFormSet(BaseInlineFormSet):
    """The numbers of a decision, checked together and against those of other decisions."""

    def clean(self) -> None:
        super().clean()
        listed = [form for form in self.forms if self._is_listed(form)]
        data = {
            "slug": self.instance.slug,
            "jurisdiction": self.instance.jurisdiction,
            "court": {"en": self.instance.court_en},
            "dockets": [_docket_data(form.cleaned_data) for form in listed],
        }
        problems = list(problems_of_numbers(data))
        if self.instance.status != "withdrawn":
            problems += taken_numbers(data)
        for problem in problems:
            place = re.match(r"dockets\[(\d+)\]", problem.field)
            if place is not None:
                listed[int(place[1])].add_error("number", problem_sentence(problem))

    def _is_listed(self, form: Any) -> bool:
        number = getattr(form, "cleaned_data", {}).get("number")
        return bool(number) and not self._should_delete_form(form)  # type: ignore[attr-defined]


def _docket_data(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": row["number"],
        "court": {"en": row["court_en"]},
        "note": row["note_en"] or row["note_zh"],
    }


class DocketInline(PartInline):
    model = Docket
    formset = DocketFormSet
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
        "reported",
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
