"""The six questions, one at a time; after the last of them the answer."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.answers.merging import SaveConflict
from assessments.evidence.queries_extraction import files_read
from assessments.making.forms import FORMS, QuestionForm
from assessments.making.questions import NAMES, Name, open_questions, progress_of
from assessments.making.saving import (
    question_save,
    question_save_none,
    question_save_unknown,
)
from assessments.proposals.final_work import final_work, picture_of
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft

UNPROCESSABLE = 422
KINDS = {"image": "image", "video": "video", "audio": "audio"}


@require_safe
def ask_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead to the first question that is still open, or to the answer."""
    draft = draft_get_for(request, pk)
    names = open_questions(draft)
    if names:
        return redirect("assessments:ask", draft.pk, names[0])
    return redirect("assessments:draft-result", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask one question; a POST stores the answer and goes on."""
    draft = draft_get_for(request, pk)
    question = next((known for known in NAMES if known == name), None)
    if question is None:
        raise Http404
    form_class = FORMS[question]
    kind = str(draft.answers.get("kind") or "")
    form = form_class(initial=_initial(draft, question), kind=kind)
    if request.method == "POST":
        if "unknown" in request.POST:
            question_save_unknown(draft, question)
            return redirect("assessments:ask-next", draft.pk)
        if "none" in request.POST and form_class.none:
            question_save_none(draft, question)
            return redirect("assessments:ask-next", draft.pk)
        form = form_class(request.POST, kind=kind)
        if form.is_valid():
            try:
                question_save(draft, question, form.cleaned_data)
                return redirect("assessments:ask-next", draft.pk)
            except SaveConflict:
                messages.error(
                    request,
                    gettext("This was answered in another window meanwhile. Look at it again."),
                )
    return _question_response(request, draft, question, form)


def _question_response(
    request: HttpRequest, draft: Draft, name: Name, form: QuestionForm
) -> HttpResponse:
    context = {
        "draft": draft,
        "name": name,
        "form": form,
        "progress": progress_of(draft, name),
        "picture": picture_of(draft),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "making/ask.html", context, status=status)


def _initial(draft: Draft, name: Name) -> dict[str, Any]:
    """Propose the kind that most files have and the name of the final work as a title."""
    if name != "kind":
        return {}
    uploads = files_read(draft)
    kinds = Counter(KINDS.get(upload.media_type.partition("/")[0], "text") for upload in uploads)
    chosen = final_work(draft).chosen if uploads else None
    stem = chosen.name.rpartition("/")[2].rpartition(".")[0] if chosen else ""
    main = KINDS.get(chosen.media_type.partition("/")[0], "text") if chosen else ""
    common = kinds.most_common(1)[0][0] if kinds else ""
    return {
        "kind_of_work": draft.answers.get("kind") or main or common,
        "title": draft.answers.get("title") or stem,
    }
