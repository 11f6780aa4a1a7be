"""The admin of a decision: editing, publishing, withdrawing, history."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models as fields
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.admin import pages
from cases.admin.filters import EditedFilter, StaleFilter
from cases.admin.inlines import OF_DECISION
from cases.admin.settling import CheckedForm, DecisionSavingMixin
from cases.decisions.models import Decision
from cases.decisions.services import decision_problems
from cases.pages.listing import decisions_matching
from cases.wording import labels
from cases.wording.dates import day_text, reader_language
from cases.wording.problems import problem_line

ONE_LINE = {"class": "vLargeTextField"}
TWO_LINES = {"rows": 2, "cols": 60}


class DecisionForm(CheckedForm):
    """The columns of a decision; its status is changed by separate actions."""

    class Meta:
        model = Decision
        exclude = ("status",)
        widgets = {
            **{
                f"{name}_{language}": forms.TextInput(attrs=ONE_LINE)
                for name in ("name", "short_name", "court", "ownership_owner")
                for language in ("en", "zh")
            },
            **{
                f"summary_{language}": forms.Textarea(attrs={"rows": 5, "cols": 60})
                for language in ("en", "zh")
            },
        }

    def clean_slug(self) -> str:
        """Refuse a slug that is an address of the library."""
        slug: str = self.cleaned_data["slug"]
        if slug == "timeline":
            raise ValidationError(_("This word is an address of the library itself."))
        return slug


@admin.register(Decision)
class DecisionAdmin(DecisionSavingMixin, admin.ModelAdmin):
    """List, form, history and actions of decisions."""

    form = DecisionForm
    inlines = OF_DECISION
    formfield_overrides = {fields.TextField: {"widget": forms.Textarea(attrs=TWO_LINES)}}
    list_display = (
        "short_name", "court_name", "decision_date", "outcome_label", "status", "unlike_file",
        "last_verified",
    )  # fmt: skip
    list_filter = (
        "status", EditedFilter, StaleFilter, "outcome", "jurisdiction", "content_kind",
    )  # fmt: skip
    list_per_page = 50
    search_fields = ("slug",)  # shows the box; `get_search_results` searches the library's index
    actions = ("publish", "to_draft", "withdraw")
    save_on_top = True
    change_form_template = "admin/cases/decision/change_form.html"
    fieldsets = (
        (None, {"fields": (("change_reason", "opened"),)}),
        (
            _("Identification"),
            {
                "fields": (
                    ("slug", "jurisdiction"),
                    ("name_en", "name_zh"),
                    ("short_name_en", "short_name_zh"),
                    ("court_en", "court_zh"),
                    ("court_level", "matter", "court_instance"),
                )
            },
        ),
        (
            _("Date and finality"),
            {
                "fields": (
                    ("decided_on", "decided_precision", "decided_mark"),
                    ("decided_note_en", "decided_note_zh"),
                    ("finality_state", "finality_mark"),
                    ("finality_note_en", "finality_note_zh"),
                )
            },
        ),
        (
            _("Content and outcome"),
            {
                "fields": (
                    ("content_kind", "outcome"),
                    ("content_en", "content_zh"),
                    ("summary_en", "summary_zh"),
                )
            },
        ),
        (
            _("Ownership"),
            {
                "fields": (
                    ("ownership_basis", "ownership_mark"),
                    ("ownership_owner_en", "ownership_owner_zh"),
                    ("ownership_says_en", "ownership_says_zh"),
                )
            },
        ),
        (
            _("State of the entry"),
            {"fields": ("last_verified", ("status_reason_en", "status_reason_zh"))},
        ),
    )

    class Media:
        css = {"all": ("css/cases_admin.css",)}

    # Reading

    @admin.display(description=_("Court"), ordering="court_en")
    def court_name(self, row: Decision) -> str:
        return row.localized("court")

    @admin.display(description=_("Decided on"), ordering="decided_on")
    def decision_date(self, row: Decision) -> str:
        if row.decided_on is None:
            return "–"
        return day_text(row.decided_on, reader_language(), row.decided_precision or "day")

    @admin.display(description=_("Outcome"), ordering="outcome")
    def outcome_label(self, row: Decision) -> str:
        return str(labels.OUTCOME_SHORT.get(row.outcome, row.outcome))

    @admin.display(description=_("Against its file"))
    def unlike_file(self, row: Decision) -> str:
        if not row.seed_hash:
            return gettext("none")
        return gettext("edited") if row.is_edited else "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).defer("document")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Decision], search_term: str
    ) -> tuple[QuerySet[Decision], bool]:
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=decisions_matching(search_term)), False

    def get_readonly_fields(
        self, request: HttpRequest, obj: Decision | None = None
    ) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    # Writing

    def decision_of(self, row: Decision) -> Decision:
        return row

    def save_model(self, request: HttpRequest, obj: Decision, form: Any, change: bool) -> None:
        """Save the columns; the history gets its version once the related rows are saved."""
        obj.skip_history_when_saving = True
        super().save_model(request, obj, form, change)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        context = {**(extra_context or {}), "decision": row}
        if row is not None and row.status != "published":
            problems = decision_problems(decision=row)
            context["missing"] = [problem_line(problem) for problem in problems]
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(pages.publish), name="cases_decision_publish"),
            path("<int:pk>/draft/", view(pages.return_to_draft), name="cases_decision_draft"),
            path("<int:pk>/withdraw/", view(pages.withdraw), name="cases_decision_withdraw"),
            path(
                "<int:pk>/history/<int:version>/restore/",
                view(pages.restore),
                name="cases_decision_restore",
            ),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return pages.history(request, pk=int(object_id))

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Decision]) -> None:
        for row in queryset:
            pages.publish_with_message(request, row)

    @admin.action(description=_("Take back to draft"), permissions=["change"])
    def to_draft(self, request: HttpRequest, queryset: QuerySet[Decision]) -> HttpResponse:
        return pages.take_back(request, list(queryset), "draft")

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Decision]) -> HttpResponse:
        return pages.take_back(request, list(queryset), "withdrawn")

    def delete_model(self, request: HttpRequest, obj: Decision) -> None:
        super().delete_model(request, obj)
        messages.info(request, _("The next load of the library's files may bring it back."))
