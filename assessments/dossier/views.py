"""The evidence of an assessment: its page, its files, timestamps and dossiers.

A file is only ever handed out as a download of unknown bytes; no browser shows or runs it here.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.dossier import services as dossier_services
from assessments.dossier.forms import DossierForm, TimestampTokenForm
from assessments.dossier.page import evidence_page
from assessments.dossier.queries import dossier_get_owned
from assessments.dossier.services import (
    dossier_note_download,
    dossier_request,
    timestamp_import,
    timestamp_request,
)
from assessments.evidence.queries import upload_get_for
from assessments.evidence.uploads import FileRejected, original_open, upload_note_download
from assessments.works.access import assessment_get_for, assessment_get_owned
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from assessments.works.page import PageRequest

BYTES = "application/octet-stream"
UNPROCESSABLE = 422
GONE = 410


@require_safe
@login_required
def evidence(request: PageRequest, pk: UUID) -> HttpResponse:
    """What supports each fact, every file with its times, and what proves them to others."""
    assessment = assessment_get_for(request.user, pk)
    if request.htmx:
        context = {**evidence_page(assessment, request.user), "assessment": assessment}
        return render(request, "dossier/_proof.html", context)
    return _page(request, assessment, TimestampTokenForm())


@require_POST
@login_required
def dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the dossier of an assessment."""
    assessment = assessment_get_owned(request.user, pk)
    dossier_request(assessment=assessment, by=request.user)
    return redirect("assessments:evidence", pk)


@require_safe
@login_required
def dossier_zip(request: HttpRequest, pk: UUID) -> FileResponse:
    """The finished dossier."""
    row = dossier_get_owned(request.user, pk)
    if row.state != "ready":
        raise Http404
    dossier_note_download(dossier=row, by=request.user)
    name = f"dossier-{row.queued_at:%Y-%m-%d}-{str(row.pk)[:8]}.zip"
    return _attachment(row.file.open("rb"), name)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_import(request: HttpRequest) -> HttpResponse:
    """Take a dossier in: a new draft with its record and all its files."""
    form = DossierForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = dossier_services.dossier_import(
                file=form.cleaned_data["dossier"], by=request.user
            )
        except FileRejected as refusal:
            form.add_error("dossier", refusal.message)
        else:
            return redirect("assessments:draft", draft.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "dossier/import.html", {"form": form}, status=status)


@require_safe
def original(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The bytes of a file as they were received, after their digest was computed again."""
    upload = upload_get_for(request, pk)
    try:
        file = original_open(upload.original)
    except FileRejected as refusal:
        context = {"message": refusal.message}
        return render(request, "dossier/file_changed.html", context, status=GONE)
    upload_note_download(upload=upload, by=request.user)
    return _attachment(file, upload.name)


@require_POST
@login_required
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take in the receipt of a timestamp from elsewhere."""
    assessment = assessment_get_owned(request.user, pk)
    form = TimestampTokenForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["receipt"]
        try:
            timestamp_import(draft=_draft(assessment), file=file, by=request.user)
        except FileRejected as refusal:
            form.add_error("receipt", refusal.message)
        else:
            messages.success(request, gettext("The timestamp was taken in."))
            return redirect("assessments:evidence", pk)
    return _page(request, assessment, form, status=UNPROCESSABLE)


@require_POST
@login_required
def timestamp(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask an authority for a timestamp over all files."""
    assessment = assessment_get_owned(request.user, pk)
    try:
        timestamp_request(draft=_draft(assessment), by=request.user)
    except FileRejected as refusal:
        messages.error(request, refusal.message)
    return redirect("assessments:evidence", pk)


def _draft(assessment: Assessment) -> Draft:
    draft = Draft.objects.filter(work=assessment.work_id).first()
    if draft is None:
        raise Http404
    return draft


def _page(
    request: HttpRequest, assessment: Assessment, form: TimestampTokenForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        **evidence_page(assessment, request.user),
        "assessment": assessment,
        "tab": "evidence",
        "form": form,
    }
    return render(request, "dossier/evidence.html", context, status=status)


def _attachment(file: Any, name: str) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name, content_type=BYTES)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
