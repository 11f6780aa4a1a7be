"""What one page of the interview shows: its questions with their answers, or the items of a list.

Everything is computed from the draft; what the views do with it is their matter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.text import capfirst
from django.utils.translation import gettext

from assessments.answers import AnswerEditor, Section
from assessments.answers.answers import UNKNOWN, problems
from assessments.answers.comparing import changed_since
from assessments.answers.frame import (
    frame_context,
    item_url,
    section_url,
    source_contexts,
    version_of,
)
from assessments.answers.questions import CHANGED, PROMPTED
from assessments.answers.telling import item_details, item_title, rounds
from assessments.interview.forms import ROWS_LEFT, AnswersForm, FileForm
from assessments.proposals.dated_files import dated_files
from assessments.wording import names, times
from assessments.works.drafts import Draft
from cases.wording.problems import problem_sentence

FORM_TOKEN_BYTES = 12


def form_token() -> str:
    """What tells a form sent twice from two forms."""
    return get_random_string(FORM_TOKEN_BYTES)


@dataclass(frozen=True, kw_only=True)
class AnswerPart:
    """Where the answers of one page stand: a section, or one item of a list."""

    draft: Draft
    section: Section
    item: str = ""

    @property
    def answers(self) -> Mapping[str, Any]:
        """Raises NoItem where the item is not there."""
        if not self.item:
            answers: Mapping[str, Any] = self.draft.answers
            return answers
        return AnswerEditor(self.draft.answers).get(self.section.slug, self.item)

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


def questions_context(part: AnswerPart) -> dict[str, Any]:
    """Everything that a page of questions shows."""
    answers, slug = part.answers, part.section.slug
    questions = part.section.questions
    faults = part.faults()
    form = AnswersForm(questions, answers, answers=part.draft.answers, faults=faults)
    asked = set(form.asked)
    known = source_contexts(key for question in questions for key in question.source)
    rows = [_row(question, form, answers, known, question.name in asked) for question in questions]
    context = {
        **frame_context(part.draft, slug),
        "part": part,
        "form": form,
        "groups": _groups(part.section, rows),
        "shown": " ".join(form.asked),
        "version": version_of(part.draft, slug, part.item),
        "others": [
            text for name, fault in faults.items() if name not in form.fields for text in fault
        ],
    }
    return {**context, **item_context(part, answers)} if part.item else context


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


def item_context(part: AnswerPart, answers: Mapping[str, Any]) -> dict[str, Any]:
    slug = part.section.slug
    number = AnswerEditor(part.draft.answers).index(slug, part.item) + 1
    items = part.draft.answers[slug]
    return {
        "item": answers,
        "number": number,
        "title": item_title(slug, answers, number),
        "next_item": items[number]["id"] if number < len(items) else "",
        "previous_item": items[number - 2]["id"] if number > 1 else "",
        "proposed": changed_suggestion(part.draft, answers) if slug == "steps" else None,
        "raw": answers.get("_raw", ""),
        "takes_text": slug == "steps" and answers.get("action") in (*PROMPTED, None, ""),
        "files": _files(part) if slug in ("steps", "evidence") else None,
        "once": form_token(),
    }


def changed_suggestion(draft: Draft, step: Mapping[str, Any]) -> dict[str, Any] | None:
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


def _files(part: AnswerPart) -> dict[str, Any]:
    """The files of a step or of a piece of evidence; more can be handed in to a step."""
    is_step = part.section.slug == "steps"
    named = part.answers.get("evidence") if is_step else [part.item]
    uploads = part.draft.uploads.select_related("original__reading")
    found = list(uploads.filter(evidence__in=named)) if isinstance(named, list) else []
    shown = [
        {
            "upload": dated_file.upload,
            "times": times.date_wording(dated_file.judgement),
            "denied": bool(dated_file.denied),
        }
        for dated_file in dated_files(part.draft, found)
    ]
    url = reverse("assessments:step-file", args=[part.draft.pk, "steps", part.item])
    return {"uploads": shown, "form": file_form() if is_step else None, "url": url}


def file_form(data: QueryDict | None = None) -> FileForm:
    kinds = [(code, str(name)) for code, name in names.EVIDENCE_KINDS.items()]
    times = [(code, str(name)) for code, name in names.MADE.items()]
    return FileForm(kinds, times, data)


# The items of a list


def list_context(part: AnswerPart, after: str = "") -> dict[str, Any]:
    """The items of a list, what can be done with each, and what can be added."""
    slug, answers = part.section.slug, part.draft.answers
    items = answers.get(slug) or []
    wrong = {fault.item for fault in problems(answers) if fault.section == slug}
    numbers = {item["id"]: number for number, item in enumerate(items, 1)}
    removed = part.draft.removed or {}
    return {
        **frame_context(part.draft, slug),
        "part": part,
        "items": [
            {
                "id": item["id"],
                "number": number,
                "title": item_title(slug, item, number),
                "beside": item_details(slug, item),
                "rounds": rounds(item) if slug == "steps" else "",
                "at": item.get("at") if item.get("at") != UNKNOWN else "",
                "continues": _continues(item, numbers, number) if slug == "steps" else None,
                "is_wrong": item["id"] in wrong,
                "up": number - 2 if number > 1 else None,
                "down": number if number < len(items) else None,
            }
            for number, item in enumerate(items, 1)
        ],
        "says_none": bool(answers.get(part.section.none_name)),
        "removed": removed if removed.get("section") == slug else None,
        "removed_title": item_title(slug, removed["item"], removed["place"] + 1)
        if removed.get("section") == slug
        else "",
        "actions": _actions() if slug == "steps" else None,
        "insert_after": after,
        "insert_number": numbers.get(after),
        "once": form_token(),
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
