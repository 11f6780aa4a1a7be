"""Views of the questions of the interview: one page per part, saved as it is answered.

One address receives the whole form of a browser without scripts, to which it responds with a page,
and single answers from a script, to which it responds with JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.answers import SaveConflict
from assessments.answers.answers import is_blank
from assessments.answers.editing import ItemNotFound
from assessments.answers.frame import (
    DraftFrame,
    draft_frame,
    frame_context,
    item_url,
    list_or_404,
    saved_at,
    section_or_404,
    section_url,
    version_of,
)
from assessments.answers.numbers import sent_version
from assessments.answers.questions import CHANGED
from assessments.answers.questions.question import Question
from assessments.answers.services import SaveResult, draft_save
from assessments.answers.telling import answer_text
from assessments.interview.forms import kept_answers, serialise_answers, submitted_answers
from assessments.interview.page import (
    AnswerPart,
    changed_suggestion,
    form_token,
    item_block,
    list_page,
    questions_context,
)
from assessments.works.access_drafts import draft_get_for

CONFLICT, GONE = 409, 410
CARRIED_FIELD = "_carried"


@dataclass(frozen=True, kw_only=True)
class ConflictRow:
    """A question answered here and elsewhere, with both answers in words."""

    question: Question
    theirs: str
    mine: str


@dataclass(frozen=True, kw_only=True)
class ConflictPage(DraftFrame):
    """The template context of answers that were changed elsewhere meanwhile."""

    part: AnswerPart
    conflicts: list[ConflictRow]
    carried: str  # the answers typed here, serialised for the next request
    version: int


@dataclass(frozen=True, kw_only=True)
class RemovedPage(DraftFrame):
    """The template context of an item that was removed elsewhere meanwhile."""

    part: AnswerPart
    typed: list[tuple[str, str]]  # label and answer
    carried: str
    once: str


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """Show or save a section: its questions, or the list of its items."""
    part = AnswerPart(draft=draft_get_for(request, pk), section=section_or_404(section))
    if part.section.is_list:
        return _list_response(request, part)
    return (
        _save_response(request, part)
        if request.method == "POST"
        else _questions_response(request, part)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: UUID, section: str, item: str) -> HttpResponse:
    """Show or save the questions about one item of a list."""
    part = AnswerPart(draft=draft_get_for(request, pk), section=list_or_404(section), item=item)
    if request.method == "POST":
        return _save_response(request, part)
    try:
        return _questions_response(request, part)
    except ItemNotFound:
        return _removed_response(request, part, {})


def _questions_response(request: HttpRequest, part: AnswerPart) -> HttpResponse:
    return render(request, "interview/questions.html", questions_context(part))


# Saving


def _save_response(request: HttpRequest, part: AnswerPart) -> HttpResponse:
    """Save the submitted answers; where that fails, show why, with everything that was typed."""
    sent = _submitted_answers(request, part)
    try:
        saved = draft_save(
            part.draft,
            part=part.section.slug,
            item=part.item,
            sent=sent,
            version=sent_version(request.POST),
        )
    except SaveConflict as conflict:
        return _conflict_response(request, part, sent, conflict)
    except ItemNotFound:
        return _removed_response(request, part, sent)
    part.draft.refresh_from_db()
    return (
        _saved_json(request, part, saved)
        if _wants_values(request)
        else _next_response(request, part, saved)
    )


def _submitted_answers(request: HttpRequest, part: AnswerPart) -> dict[str, Any]:
    questions = part.section.questions
    if CARRIED_FIELD in request.POST:
        sent = kept_answers(questions, request.POST[CARRIED_FIELD])
        return {n: v for n, v in sent.items() if request.POST.get(f"choose.{n}") != "theirs"}
    try:
        stored = part.answers
    except ItemNotFound:
        stored = {}
    sent = submitted_answers(questions, request.POST, stored)
    if take := request.POST.get("take_changed"):
        sent["changed"] = [code for code in take.split() if code in CHANGED]
    return sent


def _wants_values(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _saved_json(request: HttpRequest, part: AnswerPart, saved: SaveResult) -> JsonResponse:
    """Return what a script shows beside the answer that it saved."""
    values: dict[str, Any] = {
        "version": saved.version,
        "said": gettext("Saved %(time)s") % {"time": saved_at(part.draft)},
        "faults": part.faults(),
        "nav": render_to_string(
            "answers/_nav.html", frame_context(part.draft, part.section.slug), request
        ),
    }
    if part.section.slug == "steps":
        suggestion = changed_suggestion(part.draft, part.answers)
        context = {"proposed": suggestion, "with_script": True}
        values["proposed"] = render_to_string("interview/_proposed.html", context, request)
    return JsonResponse(values)


def _next_response(request: HttpRequest, part: AnswerPart, saved: SaveResult) -> HttpResponse:
    """Redirect to where the button leads, or back to the page where a notice is to be seen."""
    if saved.kept:
        messages.warning(
            request, gettext("We kept answers given elsewhere where this page was empty.")
        )
    if saved.changed_elsewhere:
        messages.info(request, gettext("Answers given in another window are kept as they are."))
    go = request.POST.get("go", "next")
    if go == "stay" or request.POST.get("take_changed"):
        return redirect(f"{part.url}#q-changed" if go != "stay" else part.url)
    if go == "next" and (stop := _notice_after_save(part, request)):
        messages.warning(request, stop)
        return redirect(part.url)
    return redirect(_target_url(part, go))


def _notice_after_save(part: AnswerPart, request: HttpRequest) -> str:
    if part.faults():
        return gettext("Saved. One answer below is not in a form that we can read.")
    shown = set(request.POST.get("_fields", "").split())
    answers = part.answers
    new = [q for q in part.section.relevant_questions(answers) if q.name not in shown]
    if shown and any(is_blank(answers.get(question.name)) for question in new):
        return gettext("Saved. Your answers opened more questions below.")
    return ""


def _target_url(part: AnswerPart, go: str) -> str:
    """Return the address to which the button `go` ("next", "back" or "list") leads."""
    frame = draft_frame(part.draft, part.section.slug)
    if part.item:
        block = item_block(part, part.answers)
        other = {"next": block.next_item, "back": block.previous_item}.get(go, "")
        if other and part.section.slug == "steps":
            return item_url(part.draft, part.section.slug, other)
        return f"{section_url(part.draft, part.section.slug)}#item-{part.item}"
    other_section = frame.before if go == "back" else frame.after
    if other_section is None:
        name = "assessments:draft" if go == "back" else "assessments:review"
        return redirect(name, part.draft.pk).url
    return section_url(part.draft, other_section.slug)


def _conflict_response(
    request: HttpRequest, part: AnswerPart, sent: dict[str, Any], conflict: SaveConflict
) -> HttpResponse:
    """Show both answers side by side; a person decides."""
    if _wants_values(request):
        sentence = gettext("This was changed elsewhere. Your text is not saved yet.")
        return JsonResponse({"conflict": sorted(conflict.both), "said": sentence}, status=CONFLICT)
    by_name = {question.name: question for question in part.section.questions}
    page = ConflictPage(
        **vars(draft_frame(part.draft, part.section.slug)),
        part=part,
        conflicts=[
            ConflictRow(
                question=by_name[name],
                theirs=answer_text(by_name[name], stored, part.draft.answers),
                mine=answer_text(by_name[name], mine, part.draft.answers),
            )
            for name, (stored, mine) in conflict.both.items()
        ],
        carried=serialise_answers(sent),
        version=conflict.version,
    )
    return render(request, "interview/conflict.html", vars(page), status=CONFLICT)


def _removed_response(request: HttpRequest, part: AnswerPart, sent: dict[str, Any]) -> HttpResponse:
    """Offer to put an item back that was removed elsewhere, with what was typed here."""
    removed = part.draft.removed or {}
    is_last_removed = (
        removed.get("section") == part.section.slug and removed["item"]["id"] == part.item
    )
    if not is_last_removed and not sent:
        raise Http404
    if _wants_values(request):
        sentence = gettext("This was removed elsewhere. Your text is not saved yet.")
        return JsonResponse({"gone": True, "said": sentence}, status=GONE)
    by_name = {question.name: question for question in part.section.questions}
    typed = [
        (by_name[name].label, answer_text(by_name[name], value, part.draft.answers))
        for name, value in sent.items()
        if not is_blank(value)
    ]
    page = RemovedPage(
        **vars(draft_frame(part.draft, part.section.slug)),
        part=part,
        typed=typed,
        carried=serialise_answers(sent),
        once=form_token(),
    )
    return render(request, "interview/gone.html", vars(page), status=GONE)


# A list of items


def _list_response(request: HttpRequest, part: AnswerPart) -> HttpResponse:
    section, draft = part.section, part.draft
    if request.method == "POST":
        none = "yes" if request.POST.get("none") else ""
        if section.none_text and not draft.answers.get(section.slug):
            draft_save(
                draft,
                part=section.slug,
                sent={section.none_name: none},
                version=version_of(draft, section.slug),
            )
        after = draft_frame(draft, section.slug).after
        return redirect(section_url(draft, after.slug) if none and after else part.url)
    page = list_page(part, moved=request.GET.get("at", ""))
    return render(request, "interview/list.html", vars(page))
