"""Saving in the admin: columns and rows first, then the canonical value (`decision_settle`).

The page carries what it showed. Where somebody else saved meanwhile, or a change breaks a rule of
the library, nothing is saved, and the form is shown again with what was typed, with what the other
changed, and with every problem at its field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.admin.merging import OtherChange, forget_keys, merge_sent
from cases.admin.shown import Digests, Shown, read_shown
from cases.decisions.models import Decision
from cases.decisions.rows import column_of
from cases.decisions.services import NotPublishable, decision_problems, decision_settle
from cases.record import Problem
from cases.wording.problems import problem_line, problem_sentence

NO_COLUMNS = frozenset({"change_reason", "opened"})  # fields of the form that no row has


class CheckedForm(forms.ModelForm):
    """A form whose data may break a rule that is checked once all related rows are saved."""

    change_reason = forms.CharField(
        label=_("Why this change"),
        required=False,
        help_text=_("Stands in the history beside what changed."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    # What the page showed when it was opened (`OpenedPage`), so that no other change is lost.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    refused: Iterable[Problem] = ()
    refusal: str = ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal:
            self.add_error(NON_FIELD_ERRORS, self.refusal)
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


@dataclass(frozen=True, kw_only=True)
class OpenedPage:
    """What a page showed: digests of its values, fixed ones, the newest version of its decision."""

    digests: Digests
    fixed: Mapping[str, str]  # the fields that the form of a stored row does not send
    version: int  # 0 where there is none

    @classmethod
    def parse(cls, text: str) -> OpenedPage:
        """Parse what a page sent; one that sent nothing of the kind showed nothing."""
        try:
            data = json.loads(text)
            return cls(**{name: data[name] for name in ("digests", "fixed", "version")})
        except (ValueError, KeyError, TypeError):
            return cls(digests={}, fixed={}, version=0)

    def text(self) -> str:
        return json.dumps(vars(self))


class DecisionSavingMixin:
    """A mixin for the admin of a decision or of a part of one."""

    def decision_of(self, row: Any) -> Decision:
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        view = super().changeform_view  # type: ignore[misc]
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            context = dict(extra_context or {})
            if object_id is not None and not self._exists(request, object_id):
                object_id, form_url = None, self._keep_removed(request)
            if object_id is not None:
                context["other_changes"] = self._merge_others(request, object_id)
            try:
                return view(request, object_id, form_url, context)
            except NotPublishable as refusal:
                # What was saved is rolled back. The second call shows the form with its problems
                # and does not save.
                request.refused = refusal.problems  # type: ignore[attr-defined]
                return view(request, object_id, form_url, context)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        form.refused = getattr(request, "refused", ())
        form.refusal = getattr(request, "refusal", "")
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, row = context["adminform"].form, context["original"]
        if row is not None and not form.is_bound:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            shown = read_shown(form, formsets, NO_COLUMNS)
            form.fields["opened"].initial = self._describe_page(row, shown).text()
        render = super().render_change_form  # type: ignore[misc]
        response: HttpResponse = render(request, context, *args, **kwargs)
        return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        decision = self.decision_of(form.instance)
        decision_settle(
            decision=decision, reason=form.cleaned_data["change_reason"], user=request.user
        )
        _report_missing(request, decision)

    def _exists(self, request: HttpRequest, object_id: str) -> bool:
        admin: Any = self
        return admin.get_object(request, unquote(object_id)) is not None

    def _keep_removed(self, request: HttpRequest) -> str:
        """Keep what was typed into the form of a row that somebody removed, as a row to add.

        Return the address that adds it.
        """
        admin: Any = self
        data = request.POST.copy()
        for name, value in OpenedPage.parse(data.get("opened", "")).fixed.items():
            data[name] = value
        for formset, _inline in admin.get_formsets_with_inlines(request, None):
            keys = (formset.model._meta.pk.name, formset.fk.name)
            forget_keys(data, formset.get_default_prefix(), keys)
        request.refusal = gettext(  # type: ignore[attr-defined]
            "Somebody removed this while you had it open. Nothing that you typed is lost: it "
            "stands here, and saving adds it again."
        )
        _set_post(request, data)
        return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add")

    def _merge_others(self, request: HttpRequest, object_id: str) -> tuple[OtherChange, ...]:
        """Merge what others saved since the page was opened into what it sent.

        The decision stays locked until the transaction ends, so that what is compared here is what
        will be overwritten. Where others changed anything, the form is refused with it.
        """
        row = self._get_locked(request, object_id)
        if row is None:
            return ()
        opened = OpenedPage.parse(request.POST.get("opened", ""))
        shown = self._read_stored(request, row)
        merge = merge_sent(request.POST, opened.digests, shown)
        if merge.changes:
            request.refusal = _describe_others(  # type: ignore[attr-defined]
                self.decision_of(row), opened, merge.changes, request.user
            )
            merge.data["opened"] = self._describe_page(row, shown).text()
        _set_post(request, merge.data)
        return merge.changes

    def _get_locked(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row as it is once its decision is locked; None where there is none."""
        admin: Any = self
        row = admin.get_object(request, unquote(object_id))
        if row is None or not admin.has_change_permission(request, row):
            return None
        key = self.decision_of(row).pk
        if Decision.objects.select_for_update().filter(pk=key).first() is None:
            return None
        return admin.get_object(request, unquote(object_id))

    def _read_stored(self, request: HttpRequest, row: Model) -> Shown:
        """Return what the page of a row would show now."""
        admin: Any = self
        names = flatten_fieldsets(admin.get_fieldsets(request, row))
        form = admin.get_form(request, row, change=True, fields=names)(instance=row)
        formsets = [
            formset(
                instance=row,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            for formset, inline in admin.get_formsets_with_inlines(request, row)
        ]
        return read_shown(form, formsets, NO_COLUMNS)

    def _describe_page(self, row: Model, shown: Shown) -> OpenedPage:
        newest = self.decision_of(row).history.values_list("history_id", flat=True).first()
        admin: Any = self
        fixed = {
            name: str(row.serializable_value(name)) for name in admin.get_readonly_fields(None, row)
        }
        return OpenedPage(digests=shown.digests(), fixed=fixed, version=newest or 0)


def _set_post(request: HttpRequest, data: QueryDict) -> None:
    request.POST = data  # type: ignore[assignment]


def _describe_others(
    decision: Decision, opened: OpenedPage, changes: Iterable[OtherChange], user: Any
) -> str:
    """Return in a sentence who changed what since the page was opened."""
    version = decision.history.select_related("history_user").first()
    by = version.history_user if version and version.history_id != opened.version else None
    values = {"fields": "; ".join(change.where for change in changes)}
    if by is None or by == user:
        return (
            gettext(
                "This was saved in another window while you had it open, with other values of: "
                "%(fields)s. Nothing of yours is saved yet and nothing that you typed is lost: "
                "compare below, then save again."
            )
            % values
        )
    when = formats.date_format(timezone.localtime(version.history_date), "DATETIME_FORMAT")
    values |= {"who": by.get_username(), "when": when}
    return (
        gettext(
            "%(who)s saved this on %(when)s while you had it open, with other values of: "
            "%(fields)s. Nothing of yours is saved yet and nothing that you typed is lost: compare "
            "below, then save again."
        )
        % values
    )


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
