"""What the page of one thing that makes an answer stronger shows; nothing is changed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import RadioSelect

from assessments.answers.frame import version_of
from assessments.answers.sections import BY_SLUG
from assessments.answers.telling import item_title
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.interview.page import AnswerPart, QuestionRow, questions_context
from assessments.lineage.tree_page import descents_by_file
from assessments.making.order import entries_in_order
from assessments.making.rounds import Round, rounds_of
from assessments.precedents.citations import CitationLinks
from assessments.proposals.matching import proposed_files
from assessments.results.page.next_steps import NextStepRow, next_steps
from assessments.securing.stronger import Task
from assessments.wording import Register, how
from assessments.wording.plain.choices import CHOICES
from assessments.works.drafts import Draft
from assessments.works.models import Assessment


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A round or a piece of own material with its picture, as far as there is one."""

    id: str
    title: str
    round: Round | None
    upload: Upload | None  # with a preview
    file: str = ""  # the name of the file that a material is


@dataclass(frozen=True, kw_only=True)
class StrongerPage:
    """The template context of one question, or of one file to add."""

    draft: Draft
    task: Task
    text: str
    how: Sequence[str]
    worth: NextStepRow | None  # None where an open answer moves nothing by itself
    things: Sequence[Thing]  # what a file may show; of a question the one thing that it is about
    pieces: Sequence[tuple[str, str]]  # exhibits without a file: id and title
    row: QuestionRow | None
    version: int
    more: int  # other things with the same open question
    after: str  # the code of the next thing to do; empty where this is the last


def stronger_page(
    draft: Draft,
    preview: Assessment,
    register: Register,
    known: Sequence[Task],
    task: Task,
    item: str,
) -> StrongerPage:
    """Return the page of a task; `item` is the id that a question is about, empty for a file."""
    refs = CitationLinks(preview.record, preview.library)
    rows = {row.code: row for row in next_steps(preview.typed_result, refs, register)}
    codes = [other.code for other in known]
    place = codes.index(task.code) if task.code in codes else len(codes)
    ids = (item,) if item else task.items
    return StrongerPage(
        draft=draft,
        task=task,
        text=rows[task.code].text if task.code in rows else _text(task.code, register),
        how=how(task.code) if task.code in rows else (),
        worth=rows.get(task.code),
        things=_things(draft, task.section, ids),
        pieces=[
            (piece["id"], item_title(draft.answers, "evidence", piece, number))
            for number, piece in enumerate(draft.answers.get("evidence") or [], 1)
            if piece["id"] in task.pieces
        ],
        row=_row(draft, task, item) if item else None,
        version=version_of(draft, task.section, item) if item else 0,
        more=sum(other != item for other in task.items) if item else 0,
        after=next(iter(codes[place + 1 :]), ""),
    )


def _text(code: str, register: Register) -> str:
    """Return the sentence of what to do; empty for a right, which the question itself names."""
    try:
        return register.sentence(code)
    except KeyError:
        return ""


def _row(draft: Draft, task: Task, item: str) -> QuestionRow:
    """Return the question with its field, without the choice of no answer.

    Raises `ItemNotFound`.
    """
    part = AnswerPart(draft=draft, section=BY_SLUG[task.section], item=item)
    rows = [row for group in questions_context(part)["groups"] for row in group.rows]
    row: QuestionRow = next(row for row in rows if row.question.name == task.field)
    field: Any = row.field.field
    if hasattr(field, "choices"):
        plain = CHOICES.get(task.field, {})
        held = [(code, plain.get(code, name)) for code, name in field.choices if code]
        # In the words and the order of the short path, where it asks the same.
        choices = [(code, name) for code, name in plain.items() if code in dict(held)]
        choices += [(code, name) for code, name in held if code not in plain]
        if row.question.how in ("choice", "item"):  # a list would have its first one chosen
            field.widget = RadioSelect()
        field.choices = choices
    return row


def _things(draft: Draft, section: str, ids: Sequence[str]) -> list[Thing]:
    """Return steps as rounds, inputs with the picture of their first file that has one."""
    if section == "steps":
        proposed = proposed_files(draft, descents_by_file(draft))
        # The answer counts what is accepted, and so does a page that follows from it.
        entries = [entry for entry in entries_in_order(draft, proposed) if entry.item]
        wanted = [n for n, entry in enumerate(entries, 1) if entry.item.get("id") in ids]
        return [
            Thing(
                id=row.item,
                title=row.name,
                round=row,
                upload=row.upload if row.has_preview else None,
            )
            for row in rounds_of(draft, proposed, entries, wanted)
        ]
    files = {upload.evidence: upload for upload in files_read(draft) if upload.evidence}
    shown = {piece: upload for piece, upload in files.items() if has_preview(upload)}
    return [
        Thing(
            id=item["id"],
            title=item_title(draft.answers, "inputs", item, number),
            round=None,
            upload=_upload_of(item, shown),
            file=held.name if (held := _upload_of(item, files)) else "",
        )
        for number, item in enumerate(draft.answers.get("inputs") or [], 1)
        if section == "inputs" and item["id"] in ids
    ]


def _upload_of(item: Mapping[str, Any], shown: Mapping[str, Upload]) -> Upload | None:
    named = item.get("evidence")
    pieces = named if isinstance(named, list) else []
    return next((shown[piece] for piece in pieces if piece in shown), None)
