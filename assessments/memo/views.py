"""Pages of memos: those of an assessment, one's own, the state of one, its PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.memo.forms import MemoForm, remembered
from assessments.memo.models import Memo
from assessments.memo.page import memo_page, memo_rows
from assessments.memo.queries import (
    forms_for,
    last_asked,
    latest_versions,
    memo_get_for,
    memos_asked_by,
    memos_of_work,
)
from assessments.memo.services import memo_request, memo_retry
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.access import assessment_get_for, newest_readable, require_signed_in
from assessments.works.handing_out import download_count, handed_out
from assessments.works.page import PageRequest, assessment_page

UNPROCESSABLE = 422
NAMES = {"opinion": "memo", "papers": "working-papers", "creator": "in-brief"}  # of downloads


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def memos(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the memos of a work; request one from its newest assessment by POST."""
    assessment = assessment_get_for(request.user, pk)
    user = require_signed_in(request.user)
    newest = newest_readable(user, assessment.work_id) or assessment
    if request.method == "POST" and newest != assessment:
        says = gettext("There is a newer assessment of this work; ask for the memo from it.")
        messages.warning(request, says)
        return redirect("assessments:memos", newest.pk)
    of_work, of_any = last_asked(user, assessment.work_id), last_asked(user)
    before = remembered(of_work.matter if of_work else {}, of_any.matter if of_any else {})
    offered = forms_for(user, assessment)
    initial = {"language": get_language(), "form": request.GET.get("form"), **before}
    form = MemoForm(request.POST or None, initial=initial, offered=offered)
    if request.method == "POST" and form.is_valid():
        quota_spend(request, Kind.MEMOS)
        return redirect(
            memo_request(
                assessment=assessment,
                language=form.cleaned_data["language"],
                by=user,
                matter=form.matter(),
                form=form.cleaned_data["form"],
            )
        )
    context = {
        "form": form,
        "rows": memo_rows(user, memos_of_work(user, assessment)),
        "newest": newest if newest != assessment else None,
    }
    template = "memo/pages/memos.html"
    response = assessment_page(request, template, assessment, context, tab="memos")
    response.status_code = UNPROCESSABLE if form.errors else 200
    return response


@require_safe
@login_required
def memos_mine(request: HttpRequest) -> HttpResponse:
    """List the memos that the user asked for, also those whose work is gone."""
    user = require_signed_in(request.user)
    context = {"rows": memo_rows(user, memos_asked_by(user))}
    return render(request, "memo/pages/mine.html", context)


@require_safe
@login_required
def memo(request: PageRequest, pk: UUID) -> HttpResponse:
    """Show the progress of a memo; htmx requests the part that changes while it is being made."""
    page = memo_page(memo_get_for(request.user, pk), require_signed_in(request.user))
    if request.htmx:
        return render(request, "memo/pages/_memo_status.html", vars(page))
    context = {**vars(page), "assessment": page.memo.assessment, "tab": "memo"}
    return render(request, "memo/pages/memo.html", context)


@require_POST
@login_required
def memo_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try a memo again that could not be made."""
    row = memo_get_for(request.user, pk)
    quota_spend(request, Kind.MEMOS)
    return redirect(memo_retry(memo=row, by=require_signed_in(request.user)))


@require_safe
@login_required
def memo_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """Return the PDF of a finished memo; raise Http404 before it is ready."""
    row = memo_get_for(request.user, pk)
    if row.state != "ready":
        raise Http404
    facts = {"memo": str(row.pk), "form": row.form, "language": row.language}
    if row.assessment is not None:
        facts["assessment"] = str(row.assessment.pk)
    download_count(request)
    handed_out(request, subject=row.log_subject, act="memo.downloaded", facts=facts)
    return FileResponse(row.pdf.open("rb"), as_attachment=True, filename=_file_name(row))


def _file_name(memo: Memo) -> str:
    """Return the name of a download: title of the work, day, form, language, version and mark."""
    title = slugify(memo.title, allow_unicode=True)[:60] or str(memo.pk)
    day, version = memo.queued_at.date().isoformat(), f"v{memo.version}"
    if memo.version < latest_versions([memo.series]).get(memo.series, 0):
        version += "-superseded"  # its bytes stay as they were issued
    return f"{title}-{day}-{NAMES[memo.form]}-{memo.language}-{version}.pdf"
