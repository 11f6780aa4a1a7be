"""Make an answer stronger: one question or one file, saved by itself, then the answer again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments import wording
from assessments.interview.page import file_form
from assessments.proposals.final_work import picture_of
from assessments.results.finish import draft_preview
from assessments.results.register import register_of
from assessments.securing.stronger import (
    EXAMINE,
    Task,
    items_left,
    kind_of_file,
    question_for,
    tasks,
    with_series,
)
from assessments.securing.stronger_page import stronger_page
from assessments.securing.stronger_saving import answer_save, file_save
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import CreationRecord, InvalidRecord


@require_safe
def stronger_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead to the first thing that would move the answer, or to the answer."""
    draft = draft_get_for(request, pk)
    try:
        _, known = _preview(draft)
    except InvalidRecord:
        return redirect("assessments:review", draft.pk)
    if known:
        return redirect("assessments:stronger", draft.pk, known[0].code)
    return redirect("assessments:draft-result", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def stronger(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Show one question or one file to add; a POST stores it by itself."""
    draft = draft_get_for(request, pk)
    problem = ""
    is_known = question_for(code) is not None or kind_of_file(code) is not None
    if request.method == "POST" and is_known:
        save = answer_save if question_for(code) else file_save
        answer = save(request, draft, code)
        if isinstance(answer, HttpResponse):
            return answer
        problem = answer
        draft.refresh_from_db()
    return _page_response(request, draft, code, problem)


def _preview(draft: Draft) -> tuple[Assessment, list[Task]]:
    """Return the answer and what would move it; raises `InvalidRecord`."""
    preview = draft_preview(draft)
    return preview, tasks(preview.typed_result, CreationRecord.model_validate(preview.record))


def _page_response(request: HttpRequest, draft: Draft, code: str, problem: str) -> HttpResponse:
    try:
        preview, known = _preview(draft)
    except InvalidRecord:
        return redirect("assessments:review", draft.pk)
    task = next((task for task in known if task.code == code), None)
    task = with_series(draft, code, task, (request.POST or request.GET).getlist("left"))
    if task is None:
        done = gettext("This is answered already, or no longer changes anything.")
        messages.info(request, problem or done)
        return redirect("assessments:draft-result", draft.pk)
    item = ""
    if task.field:
        item = request.POST.get("item", request.GET.get("item", ""))
        left = items_left(draft, task.section, task.field, task.items)
        item = item if item in task.items else next(iter([*left, *task.items]))
    register = wording.register(register_of(request))
    page = stronger_page(draft, preview, register, known, task, item)
    form = None
    if task.is_file and not task.pieces:
        form = file_form(request.POST if problem else None)
        form.initial["what"] = kind_of_file(code)
        form.fields["what"].label = gettext("What is it?")
        form.fields["made"].label = gettext("When was it made?")
    context = {
        **vars(page),
        "problem": problem,
        "form": form,
        "is_lawyers": code == EXAMINE,
        "picture": None if any(thing.upload for thing in page.things) else picture_of(draft),
    }
    return render(request, "securing/stronger.html", context, status=422 if problem else 200)
