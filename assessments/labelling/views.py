"""The labels that the files of a draft carry, and downloads of copies with a label."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from assessments.answers.frame import DraftFrame, draft_frame, frame_context
from assessments.evidence.file_names import clean_name
from assessments.evidence.models import Upload
from assessments.evidence.uploads import FileRejected, original_open
from assessments.evidence.views import UNPROCESSABLE, file_or_404
from assessments.intake.core.problems import Rejected
from assessments.labelling.forms import LabelForm
from assessments.labelling.page import labels_page
from assessments.wording.files import problem as problem_wording
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft, audit_subject
from assessments.works.handing_out import download_count, handed_out

BYTES = "application/octet-stream"


@dataclass(frozen=True, kw_only=True)
class LabelCopyPage(DraftFrame):
    """The template context of the form for a labelled copy; `refused` says why there is none."""

    upload: Upload
    form: LabelForm
    refused: str
    tab: str = "labels"


@require_safe
def labels(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every file with the label in its metadata, beside the duties of the rules."""
    draft = draft_get_for(request, pk)
    context = {**frame_context(draft), **vars(labels_page(draft)), "tab": "labels"}
    return render(request, "labelling/labels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def label_copy(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponseBase:
    """Ask for a label, then send a copy of the file with it; the uploaded file stays unchanged."""
    draft = draft_get_for(request, pk)
    row = file_or_404(draft, upload)
    form = LabelForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _copy_response(request, draft, row, form)
        except (Rejected, FileRejected) as error:
            problem = _problem_sentence(error)
    page = LabelCopyPage(**vars(draft_frame(draft)), upload=row, form=form, refused=problem)
    status = UNPROCESSABLE if problem or form.errors else 200
    return render(request, "labelling/label_copy.html", vars(page), status=status)


def _problem_sentence(error: Rejected | FileRejected) -> str:
    if isinstance(error, FileRejected):
        return error.message
    return problem_wording({"code": error.problem.code, "params": error.problem.params})


def _copy_response(
    request: HttpRequest, draft: Draft, upload: Upload, form: LabelForm
) -> FileResponse:
    """Log the copy and send it; it is assembled while it is sent."""
    from assessments.labelling.label_copy import label_in_child

    download_count(request)
    file = original_open(upload.original)
    try:
        copy = label_in_child(
            file, form.to_label(), even_if_signed=form.cleaned_data["even_if_signed"]
        )
    except Rejected:
        file.close()
        raise
    facts = {"file": str(upload.pk), "sha256": upload.sha256}
    handed_out(request, subject=audit_subject(draft), act="label.copied", facts=facts)
    name = _labelled_name(upload.name)
    response = FileResponse(copy.open(), as_attachment=True, filename=name, content_type=BYTES)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _labelled_name(name: str) -> str:
    path = PurePosixPath(clean_name(name))
    return f"{path.stem}-AIGC{path.suffix}"
