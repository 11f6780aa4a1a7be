"""Handing in files to be read, one request each where scripts run; how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.answers.frame import frame_context
from assessments.evidence.models import Upload
from assessments.evidence.models_views import PictureView
from assessments.evidence.queries import upload_get_for
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.evidence.receive import RETRY_PROBLEM_CODES, file_receive, reading_retry
from assessments.evidence.uploads import FileRejected, upload_remove
from assessments.evidence.wording import kind_name, left_sentences, problem_sentences
from assessments.jobs import JobState, worker_seems_absent
from assessments.works.access_drafts import draft_get_for
from assessments.works.draft_access import owner_of
from assessments.works.drafts import Draft

UNPROCESSABLE = 422
OPEN = (JobState.QUEUED, JobState.RUNNING)


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The files of a draft and how far each is read; a form that takes more."""
    draft = draft_get_for(request, pk)
    if request.method == "POST":
        return _receive_files(request, draft)
    context = {"draft": draft, **list_context(draft)}
    if request.headers.get("HX-Request"):
        return render(request, "evidence/_files_list.html", context)
    return render(
        request, "evidence/files.html", {**frame_context(draft), **context, "tab": "files"}
    )


def list_context(draft: Draft) -> dict[str, Any]:
    """The rows of the list, whether it changes by itself, and whether nobody is at work."""
    now = timezone.now()
    uploads = files_read(draft)
    jobs = [job for upload in uploads for job in _jobs(upload)]
    by_id = {str(upload.pk): upload for upload in uploads}
    first: dict[str, Upload] = {}
    return {
        "rows": [
            _row(upload, first.setdefault(upload.original_id, upload), by_id) for upload in uploads
        ],
        "is_open": any(job.state in OPEN for job in jobs),
        "nobody": any(worker_seems_absent(job, now) for job in jobs[:1]),
        "now": timezone.localtime(now),
    }


def _jobs(upload: Upload) -> list[Any]:
    """The open jobs of a file first: what a person waits for."""
    rows = [getattr(upload.original, name, None) for name in ("reading", "view")]
    rows.append(getattr(upload, "unpacking", None))
    return [row for row in rows if row is not None and row.state in OPEN]


def _row(upload: Upload, first: Upload, by_id: Mapping[str, Upload]) -> dict[str, Any]:
    reading = getattr(upload.original, "reading", None)
    unpacking = getattr(upload, "unpacking", None)
    problems = upload.read_problems or []  # type: ignore[attr-defined]  # annotated
    codes = {problem["code"] for problem in problems}
    state = reading.state if reading else JobState.QUEUED
    return {
        "upload": upload,
        "kind": kind_name(upload.read_media_type or upload.media_type),  # type: ignore[attr-defined]
        "state": state,
        "reason": reading.reason_sentence if reading else "",
        "problems": problem_sentences(problems),
        "retry": JobState.FAILED in (state, unpacking.state if unpacking else "")
        or (state == JobState.READY and bool(codes & RETRY_PROBLEM_CODES)),
        "has_preview": has_preview(upload),
        "unpacked": [by_id[pk] for pk in unpacking.made if pk in by_id]
        if unpacking and unpacking.state == JobState.READY
        else None,
        "same_as": first.name if first is not upload else "",
        "left": left_sentences(unpacking.left) if unpacking else [],
        "unpacking": unpacking,
    }


def _receive_files(request: HttpRequest, draft: Draft) -> HttpResponse:
    by, told = owner_of(request), []
    for file in request.FILES.getlist("files"):
        name = file.name or ""
        try:
            upload = file_receive(draft=draft, file=cast("BinaryIO", file), by=by, name=name)
        except FileRejected as refused:
            told.append({"name": name, "why": refused.message, "id": ""})
        else:
            told.append({"name": upload.name, "why": "", "id": str(upload.pk)})
    if request.headers.get("Accept", "").startswith("application/json"):
        refused_all = not told or all(outcome["why"] for outcome in told)
        return JsonResponse({"files": told}, status=UNPROCESSABLE if refused_all else 200)
    _add_messages(request, told)
    return redirect("assessments:draft-files", draft.pk)


def _add_messages(request: HttpRequest, told: list[dict[str, str]]) -> None:
    if not told:
        messages.error(request, gettext("Choose one or more files first."))
    for outcome in told:
        if outcome["why"]:
            messages.error(request, gettext("%(name)s was not taken: %(why)s") % outcome)
    taken = sum(not outcome["why"] for outcome in told)
    if taken:
        said = ngettext(
            "%(n)s file is kept and will be read.", "%(n)s files are kept and will be read.", taken
        )
        messages.success(request, said % {"n": taken})


@require_POST
def file_retry(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Read a file once more."""
    draft = draft_get_for(request, pk)
    if not reading_retry(file_or_404(draft, upload)):
        messages.info(request, gettext("This file was read already."))
    return redirect("assessments:draft-files", draft.pk)


@require_POST
def file_remove(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Take a file out that is no evidence yet."""
    draft = draft_get_for(request, pk)
    row = file_or_404(draft, upload)
    if row.evidence or draft.work_id is not None:
        messages.error(request, gettext("This file is evidence of a step; it stays."))
    else:
        upload_remove(upload=row, by=owner_of(request))
        messages.success(request, gettext("The file is taken out."))
    return redirect("assessments:draft-files", draft.pk)


def file_or_404(draft: Draft, pk: UUID | str) -> Upload:
    """A file of this draft and of no other."""
    try:
        row = draft.uploads.select_related("original").filter(pk=pk).first()
    except ValidationError:
        row = None
    if row is None:
        raise Http404
    return row


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The small picture made anew from the pixels of a file; never the file itself."""
    upload = upload_get_for(request, pk)
    view = PictureView.objects.filter(pk=upload.original_id).only("preview").first()
    if view is None or not view.preview:
        raise Http404
    return picture_response(bytes(view.preview), "image/jpeg")


def picture_response(data: bytes, media_type: str) -> HttpResponse:
    """A picture that this server made; the browser may keep it, nobody between may."""
    response = HttpResponse(data, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, max_age=86400)
    return response


def preview_url(upload: Upload) -> str:
    return reverse("assessments:file-preview", args=[upload.pk])
