"""Saving in the admin: columns and rows first, then the canonical value (`decision_settle`).

A change that breaks a rule of the library is rolled back, and the form is shown again with what was
typed and with every problem at its field.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.decisions.models import Decision
from cases.decisions.rows import column_of
from cases.decisions.services import NotPublishable, decision_problems, decision_settle
from cases.record import Problem
from cases.wording.problems import problem_line, problem_sentence


class CheckedForm(forms.ModelForm):
    """A form whose data may break a rule that is checked once all related rows are saved."""

    change_reason = forms.CharField(
        label=_("Why this change"),
        required=False,
        help_text=_("Stands in the history beside what changed."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    refused: Iterable[Problem] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for problem in self.refused:
            column = self.column(problem)
            if column in self.fields:
                self.add_error(column, problem_sentence(problem))
            else:
                self.add_error(NON_FIELD_ERRORS, problem_line(problem))
        return cleaned

    def column(self, problem: Problem) -> str:
        """Return the field of this form that a problem belongs to; empty where there is none."""
        return column_of(problem.field)


class DecisionSavingMixin:
    """A mixin for the admin of a decision or of a part of one."""

    def decision_of(self, row: Any) -> Decision:
        raise NotImplementedError

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]
        except NotPublishable as refusal:
            # The transaction is rolled back. The second call shows the form with its problems and
            # does not save.
            request.refused = refusal.problems  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        form.refused = getattr(request, "refused", ())
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        decision = self.decision_of(form.instance)
        decision_settle(
            decision=decision, reason=form.cleaned_data["change_reason"], user=request.user
        )
        _report_missing(request, decision)


def _report_missing(request: HttpRequest, decision: Decision) -> None:
    if decision.status == "published":
        return
    count = len(decision_problems(decision=decision))
    if count:
        text = ngettext(
            "Saved. %(count)s point still keeps it from publication; its form names it.",
            "Saved. %(count)s points still keep it from publication; its form names them.",
            count,
        )
        messages.warning(request, text % {"count": count})
