"""The filters of the list of decisions in the admin."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Days after which the sources of a decision should be read again, about as long as an appeal takes.
STALE_AFTER_DAYS = 180


class EditedFilter(admin.SimpleListFilter):
    """Filters by whether a decision differs from its file."""

    title = _("differs from its file")
    parameter_name = "edited"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, Any]]:
        return [("yes", _("Yes: edited by a curator")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        same = Q(content_hash=F("seed_hash"))
        if self.value() == "yes":
            return queryset.exclude(same)
        return queryset.filter(same) if self.value() == "no" else queryset


class StaleFilter(admin.SimpleListFilter):
    """Filters the decisions whose sources were not read for `STALE_AFTER_DAYS`."""

    title = _("last verified")
    parameter_name = "stale"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, Any]]:
        return [("yes", _("More than half a year ago"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "yes":
            return queryset
        limit = timezone.localdate() - dt.timedelta(days=STALE_AFTER_DAYS)
        return queryset.filter(Q(last_verified__lt=limit) | Q(last_verified=None))
