"""Helpers of all pages of an assessment: frame, names of downloads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django_htmx.middleware import HtmxDetails

from assessments.works.models import Assessment


class PageRequest(HttpRequest):
    """A request with the attribute that the middleware of django-htmx adds."""

    htmx: HtmxDetails


def assessment_page(
    request: HttpRequest,
    template: str,
    assessment: Assessment,
    context: dict[str, Any],
    *,
    tab: str,
) -> HttpResponse:
    """Render a page in the frame of an assessment; `tab` is the one that is marked as current."""
    context = {**context, "assessment": assessment, "tab": tab}
    return render(request, template, context)


def download_name(assessment: Assessment, ending: str) -> str:
    """Return a file name: title of the work, date of the assessment, ending."""
    title = slugify(assessment.work.title, allow_unicode=True)[:60] or str(assessment.pk)
    return f"{title}-{assessment.as_of.isoformat()}-{ending}"
