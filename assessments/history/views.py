"""The activity log of a work: its page, its downloads, and its root by e-mail."""

from __future__ import annotations

import json
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from assessments.history.page import audit_chains, audit_plain
from assessments.history.queries import proof_plain, root_summary
from assessments.history.services import root_send
from assessments.history.wording import root_mail_sentence
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.access import (
    assessment_get_for,
    assessment_get_owned,
    assessment_of_files,
    is_owner,
    require_signed_in,
    row_or_404,
)
from assessments.works.handing_out import handed_out
from assessments.works.models import Assessment, Work


@require_safe
@login_required
def log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every entry about the work, and whether each chain is intact."""
    assessment = assessment_get_for(request.user, pk)
    owned, work = is_owner(request.user, assessment), _work_opened(request, assessment)
    context = {
        "assessment": assessment,
        "owned": owned,
        "tab": "log",
        "chains": audit_chains(work, None if owned else require_signed_in(request.user)),
        "roots": root_summary(work),
    }
    return render(request, "history/log.html", context)


@require_safe
@login_required
def log_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the log as JSON, in the form that is hashed."""
    work = _work_opened(request, assessment_get_for(request.user, pk))
    return _json_response(audit_plain(work), f"log-{work.pk}.json")


@require_safe
@login_required
def log_proof_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the roots that cover the log, with the proofs that they do."""
    work = _work_opened(request, assessment_get_for(request.user, pk))
    return _json_response(proof_plain(work), f"log-proof-{work.pk}.json")


@require_POST
@login_required
def root_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the newest root to the owner by e-mail."""
    user = cast("User", request.user)
    assessment = assessment_get_owned(user, pk)
    quota_spend(request, Kind.EMAILS)
    outcome = root_send(assessment=assessment, by=user)
    level = messages.SUCCESS if outcome == "sent" else messages.WARNING
    messages.add_message(request, level, root_mail_sentence(outcome))
    return redirect("assessments:log", pk)


def _work_opened(request: HttpRequest, assessment: Assessment) -> Work:
    """Return the work whose log a person may read; a reader's opening is an entry of it.

    Raises Http404 for a reader without leave for the files.
    """
    source = row_or_404(assessment_of_files(request.user, assessment))
    if not is_owner(request.user, source):
        facts = {"assessment": str(source.pk)}
        handed_out(request, subject=str(source.work_id), act="log.opened", facts=facts)
    return source.work


def _json_response(value: Any, name: str) -> HttpResponse:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    headers = {"Content-Disposition": str(content_disposition_header(True, name))}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
