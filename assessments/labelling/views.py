"""What label each file carries, against what the rules ask; a copy with a label to download."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.answers.frame import frame_context, source_contexts
from assessments.answers.sections import section_of_field
from assessments.answers.telling import answer_text
from assessments.audit.log import audit_append
from assessments.evidence.file_names import clean_name
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.evidence.uploads import FileRejected, original_open
from assessments.evidence.views import UNPROCESSABLE, file_or_404
from assessments.evidence.wording import kind_name, problem_sentences
from assessments.intake.core.problems import Rejected
from assessments.labelling.forms import LabelForm
from assessments.lineage.tree_page import lost_labels
from assessments.wording.files import problem
from assessments.works.access_drafts import draft_get_for
from assessments.works.draft_access import owner_of
from assessments.works.drafts import Draft

BYTES = "application/octet-stream"
LAW = ("labelling-measures-10", "labelling-measures-5", "gb-45438-2025-label-text")
VALUES = {"1": "is", "2": "may_be", "3": "suspected"}


@require_safe
def labels(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every file with the label that it carries in its metadata."""
    draft = draft_get_for(request, pk)
    lost = lost_labels(draft)
    context = {
        "rows": [
            {**_row(upload), "lost_from": lost.get(str(upload.pk), "")}
            for upload in files_read(draft)
        ],
        "law": list(source_contexts(LAW).values()),
        "told": _publication_answers(draft),
        "tab": "labels",
    }
    return render(request, "labelling/labels.html", {**frame_context(draft), **context})


def _row(upload: Any) -> dict[str, Any]:
    """A row; a file takes a label here where it carries none, not even a broken one."""
    from assessments.labelling.write import WRITERS  # brings the readers of all formats

    found = upload.read_label or {}
    wrong = [
        problem for problem in upload.read_problems or [] if problem["code"].startswith("label_")
    ]
    fields = [(name, value) for name, value in found.items() if value]
    media_type = upload.read_media_type or upload.media_type
    return {
        "upload": upload,
        "kind": kind_name(media_type),
        "is_read": upload.read_media_type is not None,
        "fields": fields,
        "value": VALUES.get(str(found.get("Label")), ""),
        "has_preview": has_preview(upload),
        "wrong": problem_sentences(wrong),
        "can_take": not found and not wrong and media_type in WRITERS,
        "by_words": media_type == "text/plain",
    }


def _publication_answers(draft: Draft) -> list[tuple[str, str]]:
    """What the person said of the labels at publication."""
    rows = []
    for name in ("published.visible_label", "published.label_text", "published.metadata_label"):
        section = section_of_field(name)
        question = next(q for q in section.questions if q.name == name) if section else None
        if question is not None:
            said = answer_text(question, draft.answers.get(name), draft.answers)
            rows.append((str(question.label), said or gettext("No answer yet")))
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def label_copy(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponseBase:
    """A copy with a label; the file that was handed in stays as it is."""
    draft = draft_get_for(request, pk)
    row = file_or_404(draft, upload)
    form = LabelForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _copy(request, draft, row, form)
        except (Rejected, FileRejected) as error:
            refused = problem_of(error)
    context = {
        **frame_context(draft),
        "upload": row,
        "form": form,
        "refused": refused,
        "tab": "labels",
    }
    status = UNPROCESSABLE if refused or form.errors else 200
    return render(request, "labelling/label_copy.html", context, status=status)


def problem_of(error: Rejected | FileRejected) -> str:
    if isinstance(error, FileRejected):
        return error.message
    found_problem = error.problem
    return problem({"code": found_problem.code, "params": found_problem.params})


def _copy(request: HttpRequest, draft: Draft, upload: Upload, form: LabelForm) -> FileResponse:
    """The copy, put together while it is sent: a film is in nobody's memory."""
    from assessments.labelling.label_copy import label_in_child

    file = original_open(upload.original)
    try:
        copy = label_in_child(
            file, form.as_label, even_if_signed=form.cleaned_data["even_if_signed"]
        )
    except Rejected:
        file.close()
        raise
    by = owner_of(request)
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="label.copied",
        actor=by.pk if by else None,
        facts={"file": str(upload.pk), "sha256": upload.original_id},
    )
    name = _labelled_name(upload.name)
    response = FileResponse(copy.open(), as_attachment=True, filename=name, content_type=BYTES)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _labelled_name(name: str) -> str:
    path = PurePosixPath(clean_name(name))
    return f"{path.stem}-AIGC{path.suffix}"
