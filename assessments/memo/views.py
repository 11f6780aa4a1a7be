"""Pages of memos: the list of an assessment, the state of a memo, its PDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from assessments.jobs import jobs_ahead, worker_seems_absent
from assessments.memo.forms import MemoForm
from assessments.memo.models import Memo
from assessments.memo.progress import progress
from assessments.memo.queries import memo_get_for
from assessments.memo.services import memo_request
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.access import assessment_get_for, require_signed_in
from assessments.works.handing_out import assessment_handed_out
from assessments.works.page import PageRequest, assessment_page, download_name


@dataclass(frozen=True, kw_only=True)
class MemoPage:
    """The template context of the progress of a memo."""

    memo: Memo
    steps: list[dict[str, str]]
    nobody: bool  # whether no worker seems to run
    ahead: int  # jobs of the same lane whose turn comes before
    now: dt.datetime


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def memos(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the memos of an assessment; request one by POST."""
    assessment = assessment_get_for(request.user, pk)
    form = MemoForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        quota_spend(request, Kind.MEMOS)
        language = form.cleaned_data["language"]
        user = require_signed_in(request.user)
        return redirect(memo_request(assessment=assessment, language=language, by=user))
    asked = list(assessment.memos.order_by("queued_at"))
    context = {"form": form, "asked": asked}
    return assessment_page(request, "memo/pages/memos.html", assessment, context, tab="memos")


@require_safe
@login_required
def memo(request: PageRequest, pk: UUID) -> HttpResponse:
    """Show the progress of a memo; htmx requests the part that changes while it is being made."""
    row = memo_get_for(request.user, pk)
    page = MemoPage(
        memo=row,
        steps=progress(row),
        nobody=worker_seems_absent(row, timezone.now()),
        ahead=jobs_ahead(row),
        now=timezone.localtime(),
    )
    if request.htmx:
        return render(request, "memo/pages/_memo_status.html", vars(page))
    return assessment_page(request, "memo/pages/memo.html", row.assessment, vars(page), tab="memo")


@require_safe
@login_required
def memo_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """Return the PDF of a finished memo; raise Http404 before it is ready."""
    row = memo_get_for(request.user, pk)
    if row.state != "ready":
        raise Http404
    facts = {"memo": str(row.pk), "language": row.language}
    assessment_handed_out(request, row.assessment, "memo.downloaded", **facts)
    name = download_name(row.assessment, f"memo-{row.language}.pdf")
    return FileResponse(row.pdf.open("rb"), as_attachment=True, filename=name)
