"""What if an answer were another? The result at once, and nothing saved.

The address holds what is supposed, so that it can be kept, sent and taken back piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import replace_url
from django_htmx.middleware import HtmxDetails

from assessments import wording
from assessments.results.page import CitationLinks, differences
from assessments.results.register import register_of
from assessments.results.what_if import (
    Changes,
    Group,
    apply_changes,
    changes_from_form,
    changes_from_query,
    groups,
    runs,
)
from assessments.results.what_if.supposing import NONE
from assessments.works.access import assessment_get_for
from assessments.works.models import Assessment
from cases.record import CreationRecord, InvalidRecord
from cases.wording.problems import problem_line

MAX_URL_CHARS = 3500  # servers refuse a first line of more than about 4000 characters
UNPROCESSABLE = 422


class PageRequest(HttpRequest):
    """What the middleware adds to a request."""

    htmx: HtmxDetails


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def what_if(request: PageRequest, pk: UUID) -> HttpResponse:
    """The record's answers as controls, and what became of the result."""
    assessment = assessment_get_for(request.user, pk)
    parts = groups(assessment.record)
    posted = request.method == "POST"
    changes = (
        changes_from_form(parts, request.POST) if posted else changes_from_query(parts, request.GET)
    )
    address = _address(pk, changes)
    if posted and not request.htmx and len(address) <= MAX_URL_CHARS:
        return redirect(address)
    context = {**_context(request, assessment, parts, changes), "address": address}
    if request.htmx:
        return replace_url(render(request, "results/_what_if_result.html", context), address)
    status = UNPROCESSABLE if context["problems"] else 200
    return render(request, "results/what_if.html", context, status=status)


def _context(
    request: HttpRequest, assessment: Assessment, parts: list[Group], changes: Changes
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "assessment": assessment,
        "tab": "what-if",
        "groups": [_group_context(group, changes) for group in parts],
        "chips": list(_chips(assessment.pk, parts, changes)),
        "reading": register_of(request),
        "problems": [],
    }
    try:
        record = apply_changes(assessment.record, changes)
    except InvalidRecord as error:
        return {**context, "problems": [problem_line(problem) for problem in error.problems]}
    return {**context, **_compare_context(assessment, record, context["reading"])}


def _compare_context(
    assessment: Assessment, record: CreationRecord, register: str
) -> dict[str, Any]:
    both = runs(assessment, record)
    href = reverse("assessments:record", args=[assessment.pk])
    refs = (
        CitationLinks(assessment.record, both.named[0], href),
        CitationLinks(both.record, both.named[1], href),
    )
    return {
        "shift": differences(both.before, both.after, refs, wording.register(register)),
        "runs": both,
        "newer_library": both.library_hash != assessment.library_hash,
    }


def _group_context(group: Group, changes: Changes) -> dict[str, Any]:
    rows = [
        {"control": control, "value": changes.get(control.name, control.value)}
        for control in group.controls
    ]
    num_changed = sum(control.name in changes for control in group.controls)
    return {"key": group.key, "title": group.title, "rows": rows, "num_changed": num_changed}


def _chips(pk: UUID, parts: Iterable[Group], changes: Changes) -> Iterator[dict[str, str]]:
    """Each supposition in words, with the address that takes it back."""
    for group in parts:
        for control in group.controls:
            if control.name in changes:
                others = {name: v for name, v in changes.items() if name != control.name}
                yield {
                    "where": group.title,
                    "label": control.label,
                    "before": control.says(control.value),
                    "after": control.says(changes[control.name]),
                    "back": _address(pk, others),
                }


def _address(pk: UUID, changes: Changes) -> str:
    pairs = [
        (name, value)
        for name, given in changes.items()
        for value in (given or [NONE] if isinstance(given, list) else [given])
    ]
    path = reverse("assessments:what-if", args=[pk])
    return f"{path}?{urlencode(pairs)}" if pairs else path
