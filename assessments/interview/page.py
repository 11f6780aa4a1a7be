"""What the pages of the interview show: questions with their answers, or the items of a list.

Everything is computed from the draft; nothing here writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.text import capfirst
from django.utils.translation import gettext

from assessments.answers import AnswerEditor, Section
from assessments.answers.answers import UNKNOWN, has_known_value, problems
from assessments.answers.comparing import changed_since
from assessments.answers.frame import (
    DraftFrame,
    SourceLink,
    draft_frame,
    item_url,
    section_url,
    source_contexts,
    version_of,
)
from assessments.answers.questions import CHANGED, PROMPTED, Question
from assessments.answers.telling import item_details, item_name, item_title, rounds
from assessments.evidence.models import Upload
from assessments.interview.forms import ROWS_LEFT, TEXTS, AnswersForm, FileForm
from assessments.proposals.dated_files import dated_files
from assessments.wording import names, times
from assessments.works.drafts import Draft
from cases.wording.problems import problem_sentence

FORM_TOKEN_BYTES = 12


def form_token() -> str:
    """Return a random token by which a form that is sent twice is recognised."""
    return get_random_string(FORM_TOKEN_BYTES)


@dataclass(frozen=True, kw_only=True)
class AnswerPart:
    """The part of a draft that one page asks about: a section, or one item of a list."""

    draft: Draft
    section: Section
    item: str = ""

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers of the part; raises `ItemNotFound` where the item does not exist."""
        if not self.item:
            answers: Mapping[str, Any] = self.draft.answers
            return answers
        return AnswerEditor(self.draft.answers).get(self.section.slug, self.item)

    @property
    def url(self) -> str:
        """The address of the page."""
        if self.item:
            return item_url(self.draft, self.section.slug, self.item)
        return section_url(self.draft, self.section.slug)

    def faults(self) -> dict[str, list[str]]:
        """Return sentences of problems by question; the review names missing answers."""
        sentences: dict[str, list[str]] = {}
        for located in problems(self.draft.answers):
            is_of_part = located.section == (self.section.slug if self.item else "")
            if is_of_part and located.item == self.item and located.problem.code != "missing":
                sentences.setdefault(located.field, []).append(
                    capfirst(problem_sentence(located.problem))
                )
        return sentences


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One question on a page."""

    question: Question
    field: BoundField
    asked: bool  # relevant to the answers
    when: bool  # relevance depends on other answers
    when_json: str
    sources: list[SourceLink]
    unknown: bool  # has a checkbox "I don't know"
    is_unknown: bool
    pairs: list[list[str]] | None


@dataclass(frozen=True, kw_only=True)
class QuestionGroup:
    """Questions under one heading."""

    title: Any  # lazy; "" without a heading
    rows: list[QuestionRow]


@dataclass(frozen=True, kw_only=True)
class QuestionsPage(DraftFrame):
    """A page of questions."""

    part: AnswerPart
    form: AnswersForm
    groups: list[QuestionGroup]
    shown: str  # the names of the questions that are asked, separated by spaces
    version: int
    others: list[str]  # sentences of problems that belong to no question of the page


@dataclass(frozen=True, kw_only=True)
class ChangedSuggestion:
    """What a step changed against its parent, as a comparison of both suggests."""

    codes: str  # separated by spaces
    words: str
    round: str  # what the parent did, behind its number


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """An uploaded file with the wording of its date."""

    upload: Upload
    times: Any
    contradicted: bool  # its date contradicts the record


@dataclass(frozen=True, kw_only=True)
class FilesBlock:
    """The files of a page, and the form to upload more."""

    uploads: list[FileRow]
    form: FileForm | None
    url: str


@dataclass(frozen=True, kw_only=True)
class ItemBlock:
    """What a page of questions shows besides them where it is about an item of a list."""

    item: Mapping[str, Any]
    number: int
    title: str
    next_item: str  # ids; "" where there is none
    previous_item: str
    proposed: ChangedSuggestion | None
    raw: str
    takes_text: bool
    files: FilesBlock | None
    once: str


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """One item in a list."""

    id: str
    number: int
    title: str
    details: str
    rounds: str
    at: str
    continues: int | None
    is_wrong: bool
    up: int | None  # the positions to move to, counted from 0
    down: int | None


@dataclass(frozen=True, kw_only=True)
class ActionChoice:
    """A kind of step in plain words."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ListPage(DraftFrame):
    """A page of the items of a list."""

    part: AnswerPart
    items: list[ItemRow]
    says_none: bool
    removed: Mapping[str, Any] | None
    removed_title: str
    actions: list[ActionChoice] | None
    insert_after: str
    insert_title: str  # of the item to insert after; empty where nothing is inserted
    once: str
    item_noun: Any  # what one item is called; lazy
    files: FilesBlock | None
    moved: str = ""  # the id of the item that was moved last


def questions_context(part: AnswerPart) -> dict[str, Any]:
    """Return the template context of a page of questions; raises `ItemNotFound`."""
    answers, slug = part.answers, part.section.slug
    questions = part.section.questions
    faults = part.faults()
    form = AnswersForm(questions, answers, answers=part.draft.answers, faults=faults)
    asked = set(form.asked_names)
    links = source_contexts(key for question in questions for key in question.source)
    rows = [
        _question_row(question, form, answers, links, question.name in asked)
        for question in questions
    ]
    page = QuestionsPage(
        **vars(draft_frame(part.draft, slug)),
        part=part,
        form=form,
        groups=_question_groups(part.section, rows),
        shown=" ".join(form.asked_names),
        version=version_of(part.draft, slug, part.item),
        others=[
            text for name, fault in faults.items() if name not in form.fields for text in fault
        ],
    )
    block = vars(item_block(part, answers)) if part.item else {}
    return {**vars(page), **block}


def _question_groups(section: Section, rows: list[QuestionRow]) -> list[QuestionGroup]:
    """Return the rows under their headings, in the order in which they are asked."""
    headings = {first: title for title, first in section.groups}
    groups: list[QuestionGroup] = []
    for row in rows:
        if not groups or row.question.name in headings:
            groups.append(QuestionGroup(title=headings.get(row.question.name, ""), rows=[]))
        groups[-1].rows.append(row)
    return groups


def _question_row(
    question: Question,
    form: AnswersForm,
    answers: Mapping[str, Any],
    links: Mapping[str, SourceLink],
    asked: bool,
) -> QuestionRow:
    return QuestionRow(
        question=question,
        field=form[question.name],
        asked=asked,
        when=bool(question.when),
        when_json=json.dumps({name: list(v) for name, v in (question.when or {}).items()}),
        sources=[links[key] for key in question.source],
        unknown=question.how in TEXTS and question.allows_unknown,
        is_unknown=answers.get(question.name) == UNKNOWN,
        pairs=[*(answers.get(question.name) or []), *[["", ""]] * ROWS_LEFT]
        if question.how == "pairs"
        else None,
    )


def item_block(part: AnswerPart, answers: Mapping[str, Any]) -> ItemBlock:
    """Return what a page shows of its item; raises `ItemNotFound`."""
    slug = part.section.slug
    number = AnswerEditor(part.draft.answers).index(slug, part.item) + 1
    items = part.draft.answers[slug]
    return ItemBlock(
        item=answers,
        number=number,
        title=item_title(part.draft.answers, slug, answers, number),
        next_item=items[number]["id"] if number < len(items) else "",
        previous_item=items[number - 2]["id"] if number > 1 else "",
        proposed=changed_suggestion(part.draft, answers) if slug == "steps" else None,
        raw=answers.get("_raw", ""),
        takes_text=slug == "steps" and answers.get("action") in (*PROMPTED, None, ""),
        files=_files_block(part) if slug in ("steps", "evidence") else None,
        once=form_token(),
    )


def changed_suggestion(draft: Draft, step: Mapping[str, Any]) -> ChangedSuggestion | None:
    """Return what differs from the parent; None where the answer is the same or nothing differs."""
    parent = next(
        (s for s in draft.answers["steps"] if s["id"] == step.get("parent")),
        None,
    )
    codes = changed_since(parent, step) if parent else []
    if not codes or sorted(codes) == sorted(step.get("changed") or []):
        return None
    words = gettext(", ").join(str(CHANGED[code]) for code in codes)
    return ChangedSuggestion(
        codes=" ".join(codes),
        words=words,
        round=item_name(draft.answers, "steps", step["parent"]),
    )


def _files_block(part: AnswerPart) -> FilesBlock:
    """Return the files of a step or of a piece of evidence; only a step has an upload form."""
    is_step = part.section.slug == "steps"
    named = part.answers.get("evidence") if is_step else [part.item]
    uploads = part.draft.uploads.select_related("original__reading")
    own = list(uploads.filter(evidence__in=named)) if isinstance(named, list) else []
    rows = [
        FileRow(
            upload=dated_file.upload,
            times=times.date_wording(dated_file.file_date),
            contradicted=bool(dated_file.contradicted),
        )
        for dated_file in dated_files(part.draft, own)
    ]
    url = reverse("assessments:step-file", args=[part.draft.pk, "steps", part.item])
    return FilesBlock(uploads=rows, form=file_form() if is_step else None, url=url)


def file_form(data: QueryDict | None = None) -> FileForm:
    """Return the upload form with the kinds of evidence and the times of making."""
    kinds = [(code, str(name)) for code, name in names.EVIDENCE_KINDS.items()]
    times = [(code, str(name)) for code, name in names.MADE.items()]
    return FileForm(kinds, times, data)


# The items of a list


def list_page(part: AnswerPart, *, after: str = "", moved: str = "") -> ListPage:
    """Return the page of a list.

    `after` is the id of the item to insert after, `moved` that of the item that was moved last.
    """
    slug, answers = part.section.slug, part.draft.answers
    items = answers.get(slug) or []
    wrong = {fault.item for fault in problems(answers) if fault.section == slug}
    numbers = {item["id"]: number for number, item in enumerate(items, 1)}
    removed = part.draft.removed or {}
    return ListPage(
        **vars(draft_frame(part.draft, slug)),
        part=part,
        items=[
            ItemRow(
                id=item["id"],
                number=number,
                title=item_title(answers, slug, item, number),
                details=item_details(slug, item),
                rounds=rounds(item) if slug == "steps" else "",
                at=times.moment_text(str(item["at"])) if has_known_value(item.get("at")) else "",
                continues=_parent_number(item, numbers, number) if slug == "steps" else None,
                is_wrong=item["id"] in wrong,
                up=number - 2 if number > 1 else None,
                down=number if number < len(items) else None,
            )
            for number, item in enumerate(items, 1)
        ],
        says_none=bool(answers.get(part.section.none_name)),
        removed=removed if removed.get("section") == slug else None,
        removed_title=item_title(answers, slug, removed["item"], removed["place"] + 1)
        if removed.get("section") == slug
        else "",
        actions=_action_choices() if slug == "steps" else None,
        insert_after=after,
        insert_title=item_name(answers, slug, after) if after else "",
        once=form_token(),
        item_noun=part.section.item_noun,
        files=FilesBlock(
            uploads=[],
            form=file_form(),
            url=reverse("assessments:files-add", args=[part.draft.pk, slug]),
        )
        if slug == "evidence"
        else None,
        moved=moved,
    )


def _parent_number(item: Mapping[str, Any], numbers: dict[str, int], number: int) -> int | None:
    """Return the number of the parent; None where it is the step just before."""
    parent = numbers.get(item.get("parent") or "")
    return parent if parent is not None and parent != number - 1 else None


def _action_choices() -> list[ActionChoice]:
    return [
        ActionChoice(code="conceive", label=gettext("I had an idea or made a plan")),
        ActionChoice(
            code="prepare", label=gettext("I prepared something: a sketch, data, a template")
        ),
        ActionChoice(code="generate", label=gettext("I gave instructions and let the tool run")),
        ActionChoice(code="adjust", label=gettext("I changed something and ran it again")),
        ActionChoice(code="select", label=gettext("I chose among the results")),
        ActionChoice(code="edit", label=gettext("I edited the result by hand")),
        ActionChoice(code="arrange", label=gettext("I put several parts together")),
        ActionChoice(code="write", label=gettext("I wrote text myself")),
        ActionChoice(code="review", label=gettext("I checked it and decided")),
    ]
