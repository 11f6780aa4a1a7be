"""Works, assessments and memos for staff: to look at, never to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from assessments.memo.models import Memo
from assessments.works.models import Assessment, Work


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Work)
class WorkAdmin(ReadOnlyAdmin):
    list_display = ["title", "owner", "updated_at"]
    search_fields = ["title", "owner__username"]
    list_select_related = ["owner"]


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["work", "as_of", "rubric", "created_at"]
    search_fields = ["work__title"]
    list_select_related = ["work"]
    date_hierarchy = "created_at"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Memo)
class MemoAdmin(ReadOnlyAdmin):
    exclude = ["pdf"]  # handed out by its own page, which asks who may have it
    list_display = ["title", "form", "language", "version", "state", "stage", "reason", "queued_at"]
    list_filter = ["state", "form", "language", "reason"]
