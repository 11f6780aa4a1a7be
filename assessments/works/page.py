"""What every page of an assessment shares: its frame, its downloads, the request with htmx."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django_htmx.middleware import HtmxDetails

from assessments.audit.services import audit_append
from assessments.works.models import Assessment


class PageRequest(HttpRequest):
    """What the middleware adds to a request."""

    htmx: HtmxDetails


def assessment_page(
    request: HttpRequest,
    template: str,
    assessment: Assessment,
    context: dict[str, Any],
    *,
    tab: str,
) -> HttpResponse:
    """A page in the frame of an assessment; `tab` is the one that is marked as current."""
    context = {**context, "assessment": assessment, "tab": tab}
    return render(request, template, context)


def download_name(assessment: Assessment, ending: str) -> str:
    title = slugify(assessment.work.title, allow_unicode=True)[:60] or str(assessment.pk)
    return f"{title}-{assessment.as_of.isoformat()}-{ending}"


def act_note(request: HttpRequest, assessment: Assessment, act: str, **facts: str) -> None:
    facts["assessment"] = str(assessment.pk)
    subject = str(assessment.work_id)
    audit_append(subject=subject, act=act, actor=request.user.pk, facts=facts)
