"""What was refused lately, for the start page of the administration."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise

from assessments.quotas.queries import refusals_since
from assessments.quotas.refusal import DISK
from assessments.quotas.wording import KIND_NAMES, SCOPE_NAMES

register = template.Library()
DAY_HOURS = 24


@dataclass(frozen=True, kw_only=True)
class RefusalRow:
    """How often one kind was refused, and by whose count; nobody's where the disk was full."""

    what: str | Promise
    whose: str | Promise
    count: int


@register.simple_tag
def refusals_today() -> list[RefusalRow]:
    """Return what was refused in the last 24 hours, the most frequent first."""
    counted = sorted(refusals_since(hours=DAY_HOURS).items(), key=lambda row: -row[1])
    return [
        RefusalRow(
            what=KIND_NAMES.get(kind, kind),
            whose="" if kind == DISK else SCOPE_NAMES.get(scope, scope),
            count=count,
        )
        for (kind, scope), count in counted
    ]
