"""The admin of a judged work: its outcome, the findings on it, and its creation record in YAML."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.admin.inlines import OF_JUDGED
from cases.admin.pages import is_changed_since, report_refusal
from cases.admin.settling import CheckedForm, DecisionSavingMixin
from cases.decisions.models import Decision
from cases.decisions.models_judged import Judged
from cases.decisions.services import NotPublishable, decision_settle
from cases.record import InvalidRecord, Problem, load_text
from cases.wording import labels
from cases.wording.problems import problem_line


def _box(layer: str, dimension: str) -> str:
    """Return the value of the checkbox of a dimension in a layer."""
    return f"{layer}.{dimension}"


class TurnedOnField(forms.MultipleChoiceField):
    """The dimensions of each layer as checkboxes; its value maps a layer to its dimensions."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        """Return the boxes of a mapping; what a form has sent is returned as it is."""
        if isinstance(value, dict):
            return [_box(layer, name) for layer, names in value.items() for name in names]
        return value

    def clean(self, value: Any) -> dict[str, list[str]]:
        chosen = set(super().clean(value))
        by_layer = {
            layer: [name for name in labels.DIMENSION if _box(layer, name) in chosen]
            for layer in labels.LAYER
        }
        return {layer: names for layer, names in by_layer.items() if names}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class JudgedForm(CheckedForm):
    """The form of a judged work; it names every problem of its creation record."""

    turned_on = TurnedOnField(
        label=_("The outcome turned on"),
        choices=[
            (layer, [(_box(code, name), dimension) for name, dimension in labels.DIMENSION.items()])
            for code, layer in labels.LAYER.items()
        ],
        required=False,
    )

    class Meta:
        model = Judged
        fields = (
            "decision",
            "slug",
            "title_en",
            "title_zh",
            "outcome",
            "turned_on",
            "refused_for",
            "record",
        )
        widgets = {
            "title_en": forms.Textarea(attrs={"rows": 2}),
            "title_zh": forms.Textarea(attrs={"rows": 2}),
            "record": forms.Textarea(attrs={"rows": 36, "class": "code", "spellcheck": "false"}),
        }
        help_texts = {
            "record": _(
                "The facts as the court found them, in the form creation-record/1. "
                "It is checked when you save."
            )
        }

    def clean_record(self) -> str:
        """Refuse a YAML text that is no valid creation record."""
        text: str = self.cleaned_data["record"]
        try:
            load_text(text, "yaml")
        except InvalidRecord as error:
            raise ValidationError([problem_line(problem) for problem in error.problems]) from error
        return text

    def column(self, problem: Problem) -> str:
        """Return the field of a problem of this judged work; empty for another one."""
        place = self.instance.position - 1 if self.instance.position else None
        mine, dot, rest = problem.field.partition(".")
        if mine != f"judged[{place}]":
            return ""
        column = rest.partition(".")[0]
        return column if column in ("record", "turned_on") else rest


@admin.register(Judged)
class JudgedAdmin(DecisionSavingMixin, admin.ModelAdmin):
    form = JudgedForm
    inlines = OF_JUDGED
    fields = (("change_reason", "opened"), *JudgedForm.Meta.fields)
    save_on_top = True
    actions = None  # a bulk deletion would not settle the decisions

    class Media:
        css = {"all": ("css/cases_admin.css",)}

    def decision_of(self, row: Judged) -> Decision:
        return row.decision

    def get_readonly_fields(
        self, request: HttpRequest, obj: Judged | None = None
    ) -> tuple[str, ...]:
        # Results and memos refer to a judged work by its slug.
        return ("decision", "slug") if obj else ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Hide the model in the index: a judged work is reached from its decision."""
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponseRedirect:
        """Redirect to the history of the decision, which includes its judged works."""
        row = get_object_or_404(Judged, pk=object_id)
        return HttpResponseRedirect(reverse("admin:cases_decision_history", args=[row.decision_id]))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        decision = get_object_or_404(Judged, pk=object_id).decision
        form = HttpResponseRedirect(reverse("admin:cases_judged_change", args=[object_id]))
        with transaction.atomic():
            if request.method == "POST" and is_changed_since(request, decision):
                return form
            try:
                return super().delete_view(request, object_id, extra_context)
            except NotPublishable as refusal:
                report_refusal(request, decision, refusal)
                return form

    def delete_model(self, request: HttpRequest, obj: Judged) -> None:
        decision = obj.decision
        super().delete_model(request, obj)
        decision_settle(decision=decision, user=request.user)

    def response_post_save_add(self, request: HttpRequest, obj: Judged) -> HttpResponseRedirect:
        return self._redirect_to_decision(obj)

    def response_post_save_change(self, request: HttpRequest, obj: Judged) -> HttpResponseRedirect:
        return self._redirect_to_decision(obj)

    def _redirect_to_decision(self, obj: Judged) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:cases_decision_change", args=[obj.decision_id]))
