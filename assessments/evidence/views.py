"""Uploading the files of a draft, one request for each where scripts run; the list of files."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.answers.frame import frame_context
from assessments.evidence.histories import histories, looked_up
from assessments.evidence.models import Upload
from assessments.evidence.models_views import PictureView
from assessments.evidence.page import list_files
from assessments.evidence.queries import upload_get_for
from assessments.evidence.receive import file_receive, reading_retry
from assessments.evidence.uploads import FileRejected, upload_remove
from assessments.quotas.refusal import Refused
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft, audit_subject
from assessments.works.handing_out import handed_out
from assessments.works.session_drafts import owner_of

UNPROCESSABLE = 422
NO_FILE = gettext_noop("No file arrived. Choose one or more files first.")


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the files of a draft and how far each is read; a POST uploads more."""
    draft = draft_get_for(request, pk)
    if request.method == "POST":
        return _receive_files(request, draft)
    context = {"draft": draft, **vars(list_files(draft))}
    if request.headers.get("HX-Request"):
        return render(request, "evidence/_files_list.html", context)
    return render(
        request, "evidence/files.html", {**frame_context(draft), **context, "tab": "files"}
    )


def _receive_files(request: HttpRequest, draft: Draft) -> HttpResponse:
    by, outcomes = owner_of(request), []
    refused: Refused | None = None
    for file in request.FILES.getlist("files"):
        name = file.name or ""
        try:
            upload = file_receive(draft=draft, file=cast("BinaryIO", file), by=by, name=name)
        except FileRejected as rejection:
            outcomes.append({"name": name, "why": rejection.message, "id": ""})
            if isinstance(rejection.__cause__, Refused):
                refused = rejection.__cause__
        else:
            outcomes.append({"name": upload.name, "why": "", "id": str(upload.pk)})
    if not outcomes:
        outcomes = [{"name": "", "why": gettext(NO_FILE), "id": ""}]
    if request.headers.get("Accept", "").startswith("application/json"):
        is_failure = all(outcome["why"] for outcome in outcomes)
        status = refused.status if refused else UNPROCESSABLE
        response = JsonResponse({"files": outcomes}, status=status if is_failure else 200)
        if is_failure and refused and refused.retry_after:
            response.headers["Retry-After"] = str(refused.retry_after)
        return response
    _add_messages(request, outcomes)
    return redirect("assessments:draft-files", draft.pk)


def _add_messages(request: HttpRequest, outcomes: list[dict[str, str]]) -> None:
    for outcome in outcomes:
        if outcome["why"] and not outcome["name"]:
            messages.error(request, outcome["why"])
        elif outcome["why"]:
            messages.error(request, gettext("%(name)s was not uploaded: %(why)s") % outcome)
    num_received = sum(not outcome["why"] for outcome in outcomes)
    if num_received:
        message = ngettext(
            "%(n)s file uploaded. We are reading it.",
            "%(n)s files uploaded. We are reading them.",
            num_received,
        )
        messages.success(request, message % {"n": num_received})


@require_POST
def file_retry(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Queue the failed jobs of a file again."""
    draft = draft_get_for(request, pk)
    if not reading_retry(file_or_404(draft, upload)):
        messages.info(request, gettext("This file has already been read."))
    return redirect("assessments:draft-files", draft.pk)


@require_POST
def file_remove(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Remove a file that is not evidence yet."""
    draft = draft_get_for(request, pk)
    row = file_or_404(draft, upload)
    if row.evidence or draft.work_id is not None:
        messages.error(
            request, gettext("This file is evidence of a step, so it cannot be removed.")
        )
    else:
        upload_remove(upload=row, by=owner_of(request))
        messages.success(request, gettext("File removed."))
    return redirect("assessments:draft-files", draft.pk)


def file_or_404(draft: Draft, pk: UUID | str) -> Upload:
    """Return a file of this draft; raises Http404 for an id of no or another draft."""
    try:
        row = draft.uploads.select_related("original").filter(pk=pk).first()
    except ValidationError:
        row = None
    if row is None:
        raise Http404
    return row


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the preview made from the pixels of a file; never the file itself."""
    upload = upload_get_for(request, pk)
    view = PictureView.objects.filter(pk=upload.original_id).only("preview").first()
    if view is None or not view.preview:
        raise Http404
    draft = upload.draft
    if draft.owner_id is not None and draft.owner_id != request.user.pk:
        facts = {"file": str(upload.pk), "sha256": upload.sha256}
        handed_out(request, subject=audit_subject(draft), act="file.previewed", facts=facts)
    return picture_response(bytes(view.preview), "image/jpeg")


@require_safe
def tool_histories(request: HttpRequest) -> HttpResponse:
    """Show how to get the original history out of the usual tools."""
    context = {"tools": histories(), "looked_up": looked_up()}
    return render(request, "evidence/histories.html", context)


def picture_response(data: bytes, media_type: str) -> HttpResponse:
    """Return a picture that this server made."""
    response = HttpResponse(data, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
