"""The end of the interview: every answer once more, and the result of them.

A stranger sees the whole result; nothing of it is stored until somebody has an account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from assessments.answers import SECTIONS, UNKNOWN, Section, problems
from assessments.answers.answers import LocatedProblem, is_blank
from assessments.answers.frame import frame_context, item_url, section_url
from assessments.answers.sections import section_of_field
from assessments.answers.status import answer_parts
from assessments.answers.telling import answer_text, item_title
from assessments.proposals.dated_files import conflicts
from assessments.proposals.matching import open_rows
from assessments.proposals.page import contradicted_row, open_difference_row
from assessments.results.finish import draft_finish, draft_preview
from assessments.results.page import result_page
from assessments.results.register import register_of, register_remember
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from cases.record import InvalidRecord
from cases.wording.problems import problem_sentence

MAX_SHOWN_CHARS = 2000


@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every answer with the way to change it; what is wrong; what nobody knows."""
    draft = draft_get_for(request, pk)
    blocks = [_block(draft, section) for section in SECTIONS]
    context = {
        **frame_context(draft),
        "blocks": blocks,
        "undecided": [open_difference_row(step, row, draft) for step, row in open_rows(draft)],
        "denied": [contradicted_row(dated_file, draft) for dated_file in conflicts(draft)],
        "faults": [_fault(draft, located) for located in problems(draft.answers)],
        "unknowns": [
            {**row, "part": part["title"] or block["section"].title}
            for block in blocks
            for part in block["parts"]
            for row in part["rows"]
            if row["is_unknown"]
        ],
    }
    return render(request, "results/review.html", context)


def _block(draft: Draft, section: Section) -> dict[str, Any]:
    shown = [
        _part(draft, section, part, number)
        for number, part in enumerate(answer_parts(section, draft.answers), 1)
    ]
    none = section.none if draft.answers.get(section.none_name) else ""
    url = section_url(draft, section.slug)
    return {"section": section, "parts": shown, "none": none, "url": url}


def _part(draft: Draft, section: Section, part: Mapping[str, Any], number: int) -> dict[str, Any]:
    item = part["id"] if section.is_list else ""
    url = item_url(draft, section.slug, item) if item else section_url(draft, section.slug)
    return {
        "title": item_title(section.slug, part, number) if item else "",
        "anchor": f"{section.slug}-{number}" if item else "",
        "url": url,
        "rows": list(_rows(draft, section, part, url)),
    }


def _rows(
    draft: Draft, section: Section, part: Mapping[str, Any], url: str
) -> Iterator[dict[str, Any]]:
    for question in section.asked(part):
        value = part.get(question.name)
        said = answer_text(question, value, draft.answers)
        yield {
            "name": question.name,
            "label": question.label,
            "said": said[:MAX_SHOWN_CHARS],
            "is_cut": len(said) > MAX_SHOWN_CHARS,
            "is_open": is_blank(value),
            "is_unknown": value == UNKNOWN,
            "is_typed": question.how in ("prompt", "pairs"),
            "url": f"{url}#q-{question.name}",
            "anchor": "" if section.is_list else f"field-{question.name.partition('.')[0]}",
        }


def _fault(draft: Draft, located: LocatedProblem) -> dict[str, str]:
    """What is wrong in words, and the address of the question that mends it."""
    sentence = capfirst(problem_sentence(located.problem))
    if located.section:
        section = next(s for s in SECTIONS if s.slug == located.section)
        items = draft.answers.get(located.section) or []
        number = next((n for n, item in enumerate(items, 1) if item["id"] == located.item), 0)
        where = item_title(located.section, items[number - 1], number) if number else section.title
        url = item_url(draft, located.section, located.item) if number else ""
    else:
        section = section_of_field(located.field) or SECTIONS[0]
        where, url = section.title, ""
    question = next((q for q in section.questions if q.name == located.field), None)
    anchor = f"#q-{question.name}" if question else ""
    return {
        "where": str(where),
        "question": str(question.label) if question else "",
        "sentence": sentence,
        "url": f"{url or section_url(draft, section.slug)}{anchor}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The real result of the answers: shown to everybody, kept for who has an account."""
    draft = draft_get_for(request, pk)
    try:
        if request.method == "POST" and request.user.is_authenticated:
            return redirect(draft_finish(draft))
        assessment = draft_preview(draft)
    except InvalidRecord:
        return redirect(reverse("assessments:review", args=[draft.pk]))
    review_href = reverse("assessments:review", args=[draft.pk])
    shown = result_page(assessment, review_href, register=register_of(request))
    here = {
        "keep_next": reverse("assessments:draft-result", args=[draft.pk]),
        "change_url": reverse("assessments:draft-change", args=[draft.pk]),
    }
    context = {**shown, "assessment": assessment, "draft": draft, **here}
    return register_remember(request, render(request, "results/draft_result.html", context))
