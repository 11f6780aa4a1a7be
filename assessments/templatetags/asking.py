"""What is asked at a place of a record, in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser, User

from assessments.matters.models_requests import Request
from assessments.matters.requests import waiting_in
from assessments.results.page.asking import Asking
from assessments.works.access import is_owner
from assessments.works.models import Assessment

register = template.Library()


@register.inclusion_tag("results/_asked.html")
def asked(asking: Asking | None, part: str, number: int = 0) -> dict[str, Any]:
    """Show what is asked at a place, with the way to ask; nothing outside of matters."""
    return {"place": asking.at(part, number) if asking else None}


@register.simple_tag
def questions_waiting(user: User | AnonymousUser, assessment: Assessment) -> list[Request]:
    """Return what waits for an answer of the owner of an assessment; nothing for others."""
    return list(waiting_in(user, assessment.work_id)) if is_owner(user, assessment) else []
