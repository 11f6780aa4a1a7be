"""The end of the interview: a review of all answers, and their result.

Somebody without an account sees the whole result; it is stored for users with an account only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from assessments import wording
from assessments.answers import SECTIONS, UNKNOWN, Section, problems, undated_files
from assessments.answers.answers import LocatedProblem, is_blank
from assessments.answers.frame import frame_context, item_url, section_url
from assessments.answers.sections import section_of_field
from assessments.answers.status import answer_parts
from assessments.answers.telling import answer_text, item_name, item_title
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read
from assessments.evidence.step_files import files_of_steps
from assessments.precedents.standings import standings_today
from assessments.proposals.dated_files import conflicts
from assessments.proposals.final_work import picture_of
from assessments.proposals.matching import open_rows
from assessments.proposals.page import (
    ContradictedRow,
    OpenDifference,
    contradicted_row,
    open_difference_row,
)
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.results.finish import draft_finish, draft_preview
from assessments.results.moved import Moved, moved_since
from assessments.results.page import ResultPage, result_page
from assessments.results.register import register_of, register_remember
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import InvalidRecord
from cases.wording.problems import problem_sentence

MAX_SHOWN_CHARS = 2000
MAX_SHOWN_PARTS = 100  # of a section; its own page leads to all of them
MAX_SHOWN_FAULTS = 100


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    """A question with its answer in words."""

    name: str
    label: str | Promise
    text: str  # the beginning of the answer
    is_cut: bool
    is_open: bool
    is_unknown: bool
    is_typed: bool
    url: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class ReviewPart:
    """The answers of one page of questions: an item of a list, or the section as a whole."""

    title: str
    anchor: str
    url: str
    rows: list[ReviewRow]


@dataclass(frozen=True, kw_only=True)
class ReviewBlock:
    """A section of the interview; `none` is the sentence that there are no such items."""

    section: Section
    parts: list[ReviewPart]
    num_more: int  # parts that are not shown
    none: str | Promise
    url: str


@dataclass(frozen=True, kw_only=True)
class FaultRow:
    """A problem in words, with the address of the question that settles it."""

    where: str
    question: str
    sentence: str
    url: str


@dataclass(frozen=True, kw_only=True)
class UndatedRow:
    """A file of which nobody said when it was made."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class UnknownAnswerRow:
    """A question that was answered with "I don't know"."""

    part: str | Promise
    label: str | Promise
    url: str


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """The template context of the review, without that of the frame."""

    blocks: list[ReviewBlock]
    undecided: list[OpenDifference]
    contradicted: list[ContradictedRow]
    undated: list[UndatedRow]
    faults: list[FaultRow]
    num_faults: int  # with those that are not listed
    unknowns: list[UnknownAnswerRow]


@dataclass(frozen=True, kw_only=True)
class DraftResultPage(ResultPage):
    """The template context of the result of a draft; its assessment is not stored."""

    assessment: Assessment
    draft: Draft
    work_picture: Upload | None  # the final work, or the newest file with a preview
    keep_next: str  # the address after signing in, where the draft is kept
    change_url: str
    moved: Moved | None  # by what was saved last; once
    has_files: bool  # whether files may propose rounds


@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every answer with a link to change it, what is wrong and what is not known."""
    draft = draft_get_for(request, pk)
    blocks = [_block(draft, section) for section in SECTIONS]
    located, undated = problems(draft.answers), undated_files(draft.answers)
    page = ReviewPage(
        blocks=blocks,
        undecided=[open_difference_row(step, row, draft) for step, row in open_rows(draft)],
        contradicted=[contradicted_row(dated_file, draft) for dated_file in conflicts(draft)],
        undated=[
            UndatedRow(
                name=item_name(draft.answers, "evidence", piece["id"]),
                url=f"{item_url(draft, 'evidence', piece['id'])}#q-made",
            )
            for piece in undated[:MAX_SHOWN_PARTS]
        ],
        faults=[_fault(draft, problem) for problem in located[:MAX_SHOWN_FAULTS]],
        num_faults=len(located),
        unknowns=[
            UnknownAnswerRow(part=part.title or block.section.title, label=row.label, url=row.url)
            for block in blocks
            for part in block.parts
            for row in part.rows
            if row.is_unknown
        ],
    )
    return render(request, "results/review.html", {**frame_context(draft), **vars(page)})


def _block(draft: Draft, section: Section) -> ReviewBlock:
    parts = list(answer_parts(section, draft.answers))
    return ReviewBlock(
        section=section,
        parts=[
            _part(draft, section, part, number)
            for number, part in enumerate(parts[:MAX_SHOWN_PARTS], 1)
        ],
        num_more=max(0, len(parts) - MAX_SHOWN_PARTS),
        none=section.none_text if draft.answers.get(section.none_name) else "",
        url=section_url(draft, section.slug),
    )


def _part(draft: Draft, section: Section, part: Mapping[str, Any], number: int) -> ReviewPart:
    item = part["id"] if section.is_list else ""
    url = item_url(draft, section.slug, item) if item else section_url(draft, section.slug)
    return ReviewPart(
        title=item_title(draft.answers, section.slug, part, number) if item else "",
        anchor=f"{section.slug}-{number}" if item else "",
        url=url,
        rows=list(_rows(draft, section, part, url)),
    )


def _rows(draft: Draft, section: Section, part: Mapping[str, Any], url: str) -> Iterator[ReviewRow]:
    # Several answers about one thing have one place to jump to: the first of them.
    anchors: set[str] = set()
    for question in section.relevant_questions(part):
        anchor = "" if section.is_list else f"field-{question.name.partition('.')[0]}"
        value = part.get(question.name)
        text = answer_text(question, value, draft.answers)
        yield ReviewRow(
            name=question.name,
            label=question.label,
            text=text[:MAX_SHOWN_CHARS],
            is_cut=len(text) > MAX_SHOWN_CHARS,
            is_open=is_blank(value),
            is_unknown=value == UNKNOWN,
            is_typed=question.how in ("prompt", "pairs"),
            url=f"{url}#q-{question.name}",
            anchor="" if anchor in anchors else anchor,
        )
        anchors.add(anchor)


def _fault(draft: Draft, located: LocatedProblem) -> FaultRow:
    sentence = capfirst(problem_sentence(located.problem))
    if located.section:
        section = next(s for s in SECTIONS if s.slug == located.section)
        items = draft.answers.get(located.section) or []
        number = next((n for n, item in enumerate(items, 1) if item["id"] == located.item), 0)
        where = section.title
        if number:
            where = item_title(draft.answers, located.section, items[number - 1], number)
        url = item_url(draft, located.section, located.item) if number else ""
    else:
        section = section_of_field(located.field) or SECTIONS[0]
        where, url = section.title, ""
    question = next((q for q in section.questions if q.name == located.field), None)
    anchor = f"#q-{question.name}" if question else ""
    return FaultRow(
        where=str(where),
        question=str(question.label) if question else "",
        sentence=sentence,
        url=f"{url or section_url(draft, section.slug)}{anchor}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the result of the answers; a POST stores it for a user with an account."""
    draft = draft_get_for(request, pk)
    try:
        if request.method == "POST" and request.user.is_authenticated:
            quota_spend(request, Kind.ASSESSMENTS)
            return redirect(draft_finish(draft))
        assessment = draft_preview(draft)
    except InvalidRecord:
        return redirect(reverse("assessments:review", args=[draft.pk]))
    review_href = reverse("assessments:review", args=[draft.pk])
    files, register = files_read(draft), register_of(request)
    page = DraftResultPage(
        **vars(
            result_page(
                assessment,
                review_href,
                register=register,
                standings=standings_today(assessment.library),
                files=files_of_steps(assessment.record, files),
            )
        ),
        assessment=assessment,
        draft=draft,
        work_picture=picture_of(draft, files),
        keep_next=reverse("assessments:draft-result", args=[draft.pk]),
        change_url=reverse("assessments:draft-change", args=[draft.pk]),
        has_files=bool(files),
        moved=moved_since(request, draft, assessment.typed_result, wording.register(register)),
    )
    return register_remember(request, render(request, "results/draft_result.html", vars(page)))
