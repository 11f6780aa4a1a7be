"""The activity log of a work: its page and its download."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from assessments.history.page import audit_chains, audit_plain
from assessments.works.access import assessment_get_owned


@require_safe
@login_required
def log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every entry about the work, and whether each chain is intact."""
    assessment = assessment_get_owned(request.user, pk)
    context = {"assessment": assessment, "tab": "log", "chains": audit_chains(assessment.work)}
    return render(request, "history/log.html", context)


@require_safe
@login_required
def log_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the log as JSON, in the form that is hashed."""
    work = assessment_get_owned(request.user, pk).work
    text = json.dumps(audit_plain(work), ensure_ascii=False, indent=2) + "\n"
    name = content_disposition_header(True, f"log-{work.pk}.json")
    kind = "application/json; charset=utf-8"
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": name})
