"""The questions of the interview: one page per part, saved as it is answered.

The same address takes the whole page of a browser without scripts and one answer at a time from
one with scripts; the first is answered with a page, the second with a few values as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments import services
from assessments.forms.interview import (
    ROWS_LEFT,
    AnswersForm,
    FileForm,
    carried,
    kept_answers,
    sent_answers,
)
from assessments.interview import Conflict, Editing, Section
from assessments.interview.answers import UNKNOWN, is_blank, problems
from assessments.interview.comparing import changed_since
from assessments.interview.editing import NoItem
from assessments.interview.questions import CHANGED, PROMPTED
from assessments.interview.telling import item_beside, item_title, rounds, told
from assessments.models import Draft
from assessments.views.interview_common import (
    draft_or_404,
    frame,
    item_url,
    list_or_404,
    saved_at,
    section_or_404,
    section_url,
    sources,
    version_of,
)
from assessments.wording import names
from cases.wording import problem_sentence

CONFLICT, GONE = 409, 410
CARRIED = "_carried"
MARK_LENGTH = 12


@dataclass(frozen=True, kw_only=True)
class Part:
    """Where the answers of one page stand: a section, or one item of a list."""

    draft: Draft
    section: Section
    item: str = ""

    @property
    def answers(self) -> Mapping[str, Any]:
        """Raises NoItem where the item is not there."""
        if not self.item:
            return self.draft.answers
        return Editing(self.draft.answers).get(self.section.slug, self.item)

    @property
    def url(self) -> str:
        if self.item:
            return item_url(self.draft, self.section.slug, self.item)
        return section_url(self.draft, self.section.slug)

    def faults(self) -> dict[str, list[str]]:
        """What is wrong here, by question; what is only missing is left to the review."""
        found: dict[str, list[str]] = {}
        for located in problems(self.draft.answers):
            mine = located.section == (self.section.slug if self.item else "")
            if mine and located.item == self.item and located.problem.code != "missing":
                found.setdefault(located.field, []).append(
                    capfirst(problem_sentence(located.problem))
                )
        return found


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """One section: its questions, or the list of its items."""
    part = Part(draft=draft_or_404(request, pk), section=section_or_404(section))
    if part.section.is_list:
        return _list(request, part)
    return _saved(request, part) if request.method == "POST" else _questions(request, part)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: UUID, section: str, item: str) -> HttpResponse:
    """The questions about one item of a list."""
    part = Part(draft=draft_or_404(request, pk), section=list_or_404(section), item=item)
    if request.method == "POST":
        return _saved(request, part)
    try:
        return _questions(request, part)
    except NoItem:
        return _gone(request, part, {})


# A page of questions


def _questions(request: HttpRequest, part: Part) -> HttpResponse:
    return render(request, "interview/questions.html", questions_context(part))


def questions_context(part: Part) -> dict[str, Any]:
    """Everything that a page of questions shows."""
    answers, slug = part.answers, part.section.slug
    questions = part.section.questions
    faults = part.faults()
    form = AnswersForm(questions, answers, answers=part.draft.answers, faults=faults)
    asked = set(form.asked)
    known = sources(key for question in questions for key in question.source)
    rows = [_row(question, form, answers, known, question.name in asked) for question in questions]
    context = {
        **frame(part.draft, slug),
        "part": part,
        "form": form,
        "groups": _groups(
            part.section,
            [
                _row(question, form, answers, known, question.name in asked)
                for question in questions
            ],
        ),
        "shown": " ".join(form.asked),
        "version": version_of(part.draft, slug, part.item),
        "others": [
            text for name, each in faults.items() if name not in form.fields for text in each
        ],
    }
    return {**context, **_item_context(part, answers)} if part.item else context


def _groups(section: Section, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows under their headings, in the order in which they are asked."""
    heads = {first: title for title, first in section.groups}
    groups: list[dict[str, Any]] = []
    for row in rows:
        if not groups or row["question"].name in heads:
            groups.append({"title": heads.get(row["question"].name, ""), "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _row(
    question: Any, form: AnswersForm, answers: Mapping[str, Any], known: Any, asked: bool
) -> dict[str, Any]:
    return {
        "question": question,
        "field": form[question.name],
        "asked": asked,
        "when": bool(question.when),
        "when_json": json.dumps({name: list(v) for name, v in (question.when or {}).items()}),
        "sources": [known[key] for key in question.source],
        "unknown": question.how in ("line", "text", "prompt", "date", "moment", "number")
        and question.may_be_unknown,
        "is_unknown": answers.get(question.name) == UNKNOWN,
        "pairs": [*(answers.get(question.name) or []), *[["", ""]] * ROWS_LEFT]
        if question.how == "pairs"
        else None,
    }


def _item_context(part: Part, answers: Mapping[str, Any]) -> dict[str, Any]:
    slug = part.section.slug
    number = Editing(part.draft.answers).index(slug, part.item) + 1
    items = part.draft.answers[slug]
    return {
        "item": answers,
        "number": number,
        "title": item_title(slug, answers, number),
        "next_item": items[number]["id"] if number < len(items) else "",
        "previous_item": items[number - 2]["id"] if number > 1 else "",
        "proposed": proposed(part.draft, answers) if slug == "steps" else None,
        "raw": answers.get("_raw", ""),
        "takes_text": slug == "steps" and answers.get("action") in (*PROMPTED, None, ""),
        "files": _files(part) if slug in ("steps", "evidence") else None,
        "once": get_random_string(MARK_LENGTH),
    }


def proposed(draft: Draft, step: Mapping[str, Any]) -> dict[str, Any] | None:
    """What differs from the parent by comparing, where the person has not said the same."""
    parent = next(
        (s for s in draft.answers["steps"] if s["id"] == step.get("parent")),
        None,
    )
    codes = changed_since(parent, step) if parent else []
    if not codes or sorted(codes) == sorted(step.get("changed") or []):
        return None
    number = draft.answers["steps"].index(parent) + 1
    words = gettext(", ").join(str(CHANGED[code]) for code in codes)
    return {"codes": " ".join(codes), "words": words, "number": number}


def _files(part: Part) -> dict[str, Any]:
    """The files of a step or of a piece of evidence; more can be handed in to a step."""
    is_step = part.section.slug == "steps"
    named = part.answers.get("evidence") if is_step else [part.item]
    uploads = part.draft.uploads.select_related("original")
    found = list(uploads.filter(evidence__in=named)) if isinstance(named, list) else []
    url = reverse("assessments:step-file", args=[part.draft.pk, "steps", part.item])
    return {"uploads": found, "form": file_form() if is_step else None, "url": url}


def file_form(data: QueryDict | None = None) -> FileForm:
    kinds = [(code, str(name)) for code, name in names.EVIDENCE_KINDS.items()]
    times = [(code, str(name)) for code, name in names.MADE.items()]
    return FileForm(kinds, times, data)


# Saving


def _saved(request: HttpRequest, part: Part) -> HttpResponse:
    """Save what was sent; where it cannot be, show why with everything that was typed."""
    sent = _sent(request, part)
    try:
        saved = services.draft_save(
            part.draft,
            part=part.section.slug,
            item=part.item,
            sent=sent,
            version=_version(request),
        )
    except Conflict as conflict:
        return _conflict(request, part, sent, conflict)
    except NoItem:
        return _gone(request, part, sent)
    part.draft.refresh_from_db()
    return _told(request, part, saved) if _wants_values(request) else _onward(request, part, saved)


def _sent(request: HttpRequest, part: Part) -> dict[str, Any]:
    questions = part.section.questions
    if CARRIED in request.POST:
        sent = kept_answers(questions, request.POST[CARRIED])
        return {n: v for n, v in sent.items() if request.POST.get(f"choose.{n}") != "theirs"}
    try:
        stored = part.answers
    except NoItem:
        stored = {}
    sent = sent_answers(questions, request.POST, stored)
    if take := request.POST.get("take_changed"):
        sent["changed"] = [code for code in take.split() if code in CHANGED]
    return sent


def _version(request: HttpRequest) -> int:
    text = request.POST.get("_version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _wants_values(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _told(request: HttpRequest, part: Part, saved: services.Saved) -> JsonResponse:
    """What a script shows beside the answer that it saved."""
    values: dict[str, Any] = {
        "version": saved.version,
        "said": gettext("Saved %(time)s") % {"time": saved_at(part.draft)},
        "faults": part.faults(),
        "elsewhere": bool(saved.elsewhere),
    }
    if part.section.slug == "steps":
        found = proposed(part.draft, part.answers)
        context = {"proposed": found, "with_script": True}
        values["proposed"] = render_to_string("interview/parts/proposed.html", context, request)
    return JsonResponse(values)


def _onward(request: HttpRequest, part: Part, saved: services.Saved) -> HttpResponse:
    """To where the pressed button leads, or back here where something is still to be seen."""
    if saved.kept:
        messages.warning(
            request, gettext("What this page sent empty did not replace answers given elsewhere.")
        )
    if saved.elsewhere:
        messages.info(request, gettext("Answers given in another window are kept as they are."))
    go = request.POST.get("go", "next")
    if go == "stay" or request.POST.get("take_changed"):
        return redirect(f"{part.url}#q-changed" if go != "stay" else part.url)
    if go == "next" and (stop := _to_be_seen(part, request)):
        messages.warning(request, stop)
        return redirect(part.url)
    return redirect(_target(part, go))


def _to_be_seen(part: Part, request: HttpRequest) -> str:
    if part.faults():
        return gettext("Saved as you typed it. One answer below cannot be read yet.")
    shown = set(request.POST.get("_fields", "").split())
    answers = part.answers
    new = [q for q in part.section.asked(answers) if q.name not in shown]
    if shown and any(is_blank(answers.get(question.name)) for question in new):
        return gettext("Saved. By your answers, more questions matter; they are below.")
    return ""


def _target(part: Part, go: str) -> str:
    around = frame(part.draft, part.section.slug)
    if part.item:
        context = _item_context(part, part.answers)
        other = {"next": context["next_item"], "back": context["previous_item"]}.get(go, "")
        if other and part.section.slug == "steps":
            return item_url(part.draft, part.section.slug, other)
        return f"{section_url(part.draft, part.section.slug)}#item-{part.item}"
    other_section = around["before"] if go == "back" else around["after"]
    if other_section is None:
        name = "assessments:draft" if go == "back" else "assessments:review"
        return redirect(name, part.draft.pk).url
    return section_url(part.draft, other_section.slug)


def _conflict(
    request: HttpRequest, part: Part, sent: dict[str, Any], conflict: Conflict
) -> HttpResponse:
    """Both answers side by side; a person decides."""
    if _wants_values(request):
        said = gettext("This was changed elsewhere meanwhile. Your text is not saved yet.")
        return JsonResponse({"conflict": sorted(conflict.both), "said": said}, status=CONFLICT)
    by_name = {question.name: question for question in part.section.questions}
    rows = [
        {
            "question": by_name[name],
            "theirs": told(by_name[name], stored, part.draft.answers),
            "mine": told(by_name[name], mine, part.draft.answers),
        }
        for name, (stored, mine) in conflict.both.items()
    ]
    context = {
        **frame(part.draft, part.section.slug),
        "part": part,
        "conflicts": rows,
        "carried": carried(sent),
        "version": conflict.version,
    }
    return render(request, "interview/conflict.html", context, status=CONFLICT)


def _gone(request: HttpRequest, part: Part, sent: dict[str, Any]) -> HttpResponse:
    """The item was removed elsewhere; it can be put back with what was typed here."""
    removed = part.draft.removed or {}
    ours = removed.get("section") == part.section.slug and removed["item"]["id"] == part.item
    if not ours and not sent:
        raise Http404
    if _wants_values(request):
        said = gettext("This was removed elsewhere. Your text is not saved yet.")
        return JsonResponse({"gone": True, "said": said}, status=GONE)
    by_name = {question.name: question for question in part.section.questions}
    typed = [
        (by_name[name].label, told(by_name[name], value, part.draft.answers))
        for name, value in sent.items()
        if not is_blank(value)
    ]
    context = {
        **frame(part.draft, part.section.slug),
        "part": part,
        "typed": typed,
        "carried": carried(sent),
        "once": get_random_string(MARK_LENGTH),
    }
    return render(request, "interview/gone.html", context, status=GONE)


# A list of items


def _list(request: HttpRequest, part: Part) -> HttpResponse:
    section, draft = part.section, part.draft
    if request.method == "POST":
        none = "yes" if request.POST.get("none") else ""
        if section.none and not draft.answers.get(section.slug):
            services.draft_save(
                draft,
                part=section.slug,
                sent={section.none_name: none},
                version=version_of(draft, section.slug),
            )
        after = frame(draft, section.slug)["after"]
        stay = not none or after is None
        return redirect(part.url if stay else section_url(draft, after.slug))
    context = {**list_context(part), "moved": request.GET.get("at", "")}
    return render(request, "interview/list.html", context)


def list_context(part: Part, after: str = "") -> dict[str, Any]:
    """The items of a list, what can be done with each, and what can be added."""
    slug, answers = part.section.slug, part.draft.answers
    items = answers.get(slug) or []
    wrong = {fault.item for fault in problems(answers) if fault.section == slug}
    numbers = {each["id"]: number for number, each in enumerate(items, 1)}
    removed = part.draft.removed or {}
    return {
        **frame(part.draft, slug),
        "part": part,
        "items": [
            {
                "id": each["id"],
                "number": number,
                "title": item_title(slug, each, number),
                "beside": item_beside(slug, each),
                "rounds": rounds(each) if slug == "steps" else "",
                "at": each.get("at") if each.get("at") != UNKNOWN else "",
                "continues": _continues(each, numbers, number) if slug == "steps" else None,
                "is_wrong": each["id"] in wrong,
                "up": number - 2 if number > 1 else None,
                "down": number if number < len(items) else None,
            }
            for number, each in enumerate(items, 1)
        ],
        "says_none": bool(answers.get(part.section.none_name)),
        "removed": removed if removed.get("section") == slug else None,
        "removed_title": item_title(slug, removed["item"], removed["place"] + 1)
        if removed.get("section") == slug
        else "",
        "actions": _actions() if slug == "steps" else None,
        "insert_after": after,
        "insert_number": numbers.get(after),
        "once": get_random_string(MARK_LENGTH),
        "one": part.section.one,
        "files": {
            "form": file_form(),
            "url": reverse("assessments:files-add", args=[part.draft.pk, slug]),
        }
        if slug == "evidence"
        else None,
    }


def _continues(item: Mapping[str, Any], numbers: dict[str, int], number: int) -> int | None:
    """The number of the parent, where it is not the step just before."""
    parent = numbers.get(item.get("parent") or "")
    return parent if parent is not None and parent != number - 1 else None


def _actions() -> list[dict[str, Any]]:
    return [
        {"code": "conceive", "label": gettext("I had an idea or made a plan")},
        {"code": "prepare", "label": gettext("I prepared something: a sketch, data, a template")},
        {"code": "generate", "label": gettext("I gave instructions and let the tool run")},
        {"code": "adjust", "label": gettext("I changed something and ran it again")},
        {"code": "select", "label": gettext("I chose among the results")},
        {"code": "edit", "label": gettext("I edited the result by hand")},
        {"code": "arrange", "label": gettext("I put several parts together")},
        {"code": "write", "label": gettext("I wrote text myself")},
        {"code": "review", "label": gettext("I checked it and decided")},
    ]
