"""The page of labels: what each file carries, what the rules ask, what the person answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext

from assessments.answers.frame import SourceLink, source_contexts
from assessments.answers.sections import section_of_field
from assessments.answers.telling import answer_text
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.evidence.wording import kind_name, problem_sentences
from assessments.lineage.tree_page import lost_labels
from assessments.works.drafts import Draft

LAW = ("labelling-measures-10", "labelling-measures-5", "gb-45438-2025-label-text")
LabelValue = Literal["is", "may_be", "suspected", ""]
# The values of `Label` in GB 45438-2025: generated, possibly generated, suspected to be generated.
VALUES: dict[str, LabelValue] = {"1": "is", "2": "may_be", "3": "suspected"}
# Kinds of files that hold data of a making, such as the export of a conversation.
RECORDS = (
    "application/json",
    "application/x-ndjson",
    "application/x-git-bundle",
    "text/x-git-log",
    "text/x-patch",
)


@dataclass(frozen=True, kw_only=True)
class LabelRow:
    """One file with the label that it carries."""

    upload: Upload
    kind: str
    is_read: bool
    fields: list[tuple[str, Any]]  # the fields of the label that are not empty
    value: LabelValue  # empty where the label has another form
    has_preview: bool
    wrong: list[str]  # the problems of a label that cannot be read
    can_take: bool  # whether a label can be written into a copy of the file
    by_words: bool  # whether the kind of file has no metadata
    lost_from: str  # the name of the file that carries the label which this one lost
    is_record: bool  # whether it is a conversation or data, which nobody publishes

    @property
    def tone(self) -> str:
        """How a missing label is marked: as a fault only where a label was lost."""
        return "unlikely" if self.lost_from else "unknown"


@dataclass(frozen=True, kw_only=True)
class LabelsPage:
    """The template context of the page of labels."""

    rows: list[LabelRow]
    law: list[SourceLink]
    publication_answers: list[tuple[str, str]]  # each question on labels with its answer


def labels_page(draft: Draft) -> LabelsPage:
    """Return what the page of labels shows of a draft."""
    lost = lost_labels(draft)
    return LabelsPage(
        rows=[_label_row(upload, lost.get(str(upload.pk), "")) for upload in files_read(draft)],
        law=list(source_contexts(LAW).values()),
        publication_answers=_publication_answers(draft),
    )


def _label_row(upload: Any, lost_from: str) -> LabelRow:
    """Return the row of a file of `files_read`; only a file without any label can take one."""
    from assessments.labelling.write import WRITERS  # imports the readers of all formats

    label = upload.read_label or {}
    problems = [
        problem for problem in upload.read_problems or [] if problem["code"].startswith("label_")
    ]
    media_type = upload.read_media_type or upload.media_type
    return LabelRow(
        upload=upload,
        kind=kind_name(media_type),
        is_read=upload.read_media_type is not None,
        fields=[(name, value) for name, value in label.items() if value],
        value=VALUES.get(str(label.get("Label")), ""),
        has_preview=has_preview(upload),
        wrong=problem_sentences(problems),
        can_take=not label and not problems and media_type in WRITERS,
        by_words=media_type == "text/plain",
        lost_from=lost_from,
        is_record=_is_record(upload, media_type),
    )


def _is_record(upload: Any, media_type: str) -> bool:
    """Return whether a file holds turns, commits, or in a text the settings of a generator."""
    settings = upload.read_generator or upload.read_prompt
    return (
        media_type in RECORDS
        or bool(upload.read_turn)
        or (media_type.startswith("text/") and bool(settings))
    )


def _publication_answers(draft: Draft) -> list[tuple[str, str]]:
    """Return the questions on labels at publication, each with its answer in words."""
    rows = []
    for name in ("published.visible_label", "published.label_text", "published.metadata_label"):
        section = section_of_field(name)
        question = next(q for q in section.questions if q.name == name) if section else None
        if question is not None:
            answer = answer_text(question, draft.answers.get(name), draft.answers)
            rows.append((str(question.label), answer or gettext("No answer yet")))
    return rows
