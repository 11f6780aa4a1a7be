"""The evidence of an assessment: its page, its files, timestamps and dossiers.

A file is only sent as a download of unknown bytes, so that no browser shows or runs it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO
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
from assessments.dossier.queries import dossier_get_for
from assessments.dossier.services import dossier_request, timestamp_import, timestamp_request
from assessments.evidence.queries import upload_get_for
from assessments.evidence.uploads import FileRejected, original_open
from assessments.quotas.disk import require_free_disk
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.access import assessment_get_for, assessment_get_owned
from assessments.works.drafts import Draft, audit_subject
from assessments.works.handing_out import download_count, handed_out
from assessments.works.models import Assessment
from assessments.works.page import PageRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files import File

BYTES = "application/octet-stream"
UNPROCESSABLE = 422
GONE = 410


class UserRequest(PageRequest):
    """A request behind `login_required`."""

    user: User


@require_safe
@login_required
def evidence(request: UserRequest, pk: UUID) -> HttpResponse:
    """Show what supports each fact, every file with its date, timestamps and dossiers."""
    assessment = assessment_get_for(request.user, pk)
    if request.htmx:
        context = {**vars(evidence_page(assessment, request.user)), "assessment": assessment}
        return render(request, "dossier/_proof.html", context)
    return _evidence_response(request, assessment, TimestampTokenForm())


@require_POST
@login_required
def dossier(request: UserRequest, pk: UUID) -> HttpResponse:
    """Request the dossier of an assessment."""
    assessment = assessment_get_owned(request.user, pk)
    require_free_disk(stranger=False)
    quota_spend(request, Kind.DOSSIERS)
    dossier_request(assessment=assessment, by=request.user)
    return redirect("assessments:evidence", pk)


@require_safe
@login_required
def dossier_zip(request: UserRequest, pk: UUID) -> FileResponse:
    """Log the download of a finished dossier and send it."""
    row = dossier_get_for(request.user, pk)
    if row.state != "ready":
        raise Http404
    download_count(request)
    facts = {"dossier": str(row.pk), "sha256": row.sha256}
    subject = str(row.assessment.work_id)
    handed_out(request, subject=subject, act="dossier.downloaded", facts=facts)
    name = f"dossier-{row.queued_at:%Y-%m-%d}-{str(row.pk)[:8]}.zip"
    return _attachment_response(row.file.open("rb"), name)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_import(request: UserRequest) -> HttpResponse:
    """Import a dossier as a new draft with its record and all its files."""
    form = DossierForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        quota_spend(request, Kind.DOSSIER_IMPORTS)
        quota_spend(request, Kind.DRAFTS)
        try:
            draft = dossier_services.dossier_import(
                file=form.cleaned_data["dossier"], by=request.user
            )
        except FileRejected as rejection:
            form.add_error("dossier", rejection.message)
        else:
            return redirect("assessments:draft", draft.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "dossier/import.html", {"form": form}, status=status)


@require_safe
def original(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send the bytes of a file as they were received, after their digest was checked."""
    upload = upload_get_for(request, pk)
    download_count(request)
    try:
        file = original_open(upload.original)
    except FileRejected as rejection:
        context = {"message": rejection.message}
        return render(request, "dossier/file_changed.html", context, status=GONE)
    facts = {"file": str(upload.pk), "sha256": upload.sha256}
    handed_out(request, subject=audit_subject(upload.draft), act="file.downloaded", facts=facts)
    return _attachment_response(file, upload.name)


@require_POST
@login_required
def receipt(request: UserRequest, pk: UUID) -> HttpResponse:
    """Import the timestamp file of another service."""
    assessment = assessment_get_owned(request.user, pk)
    form = TimestampTokenForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["receipt"]
        quota_spend(request, Kind.TIMESTAMPS)
        try:
            timestamp_import(draft=_draft_of(assessment), file=file, by=request.user)
        except FileRejected as rejection:
            form.add_error("receipt", rejection.message)
        else:
            messages.success(request, gettext("Timestamp added."))
            return redirect("assessments:evidence", pk)
    return _evidence_response(request, assessment, form, status=UNPROCESSABLE)


@require_POST
@login_required
def timestamp(request: UserRequest, pk: UUID) -> HttpResponse:
    """Request a timestamp over all files from the authority."""
    assessment = assessment_get_owned(request.user, pk)
    quota_spend(request, Kind.TIMESTAMPS)
    try:
        timestamp_request(draft=_draft_of(assessment), by=request.user)
    except FileRejected as rejection:
        messages.error(request, rejection.message)
    return redirect("assessments:evidence", pk)


def _draft_of(assessment: Assessment) -> Draft:
    draft = Draft.objects.filter(work=assessment.work_id).first()
    if draft is None:
        raise Http404
    return draft


def _evidence_response(
    request: UserRequest, assessment: Assessment, form: TimestampTokenForm, status: int = 200
) -> HttpResponse:
    page = evidence_page(assessment, request.user)
    if page.source is not None and not page.owned:
        facts = {"assessment": str(page.source.pk)}
        subject = str(page.source.work_id)
        handed_out(request, subject=subject, act="evidence.opened", facts=facts)
    context = {
        **vars(page),
        "assessment": assessment,
        "tab": "evidence",
        "form": form,
    }
    return render(request, "dossier/evidence.html", context, status=status)


def _attachment_response(file: BinaryIO | File[bytes], name: str) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name, content_type=BYTES)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
