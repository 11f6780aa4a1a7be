"""What the page of proposals shows: fields, statements and decisions in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.answers.telling import item_name, item_title
from assessments.evidence.models import Upload
from assessments.evidence.page import list_files
from assessments.evidence.queries_extraction import has_preview
from assessments.proposals.dated_files import DatedFile, dated_files
from assessments.proposals.final_page import FinalCard, final_card
from assessments.proposals.from_files.values import SETTING, WORDS
from assessments.proposals.matching import (
    LEFT_OUT,
    READ,
    TYPED,
    FieldRow,
    ProposedFile,
    ProposedStep,
    Statement,
)
from assessments.proposals.models import Confirmation
from assessments.wording import likeness, names, screenshots
from assessments.wording import times as times_wording
from assessments.wording.contents import contents, further_words, unread_texts
from assessments.wording.files import CONFIDENCE, credentials, recorded_acts
from assessments.wording.labels import CHANGED, DOES
from assessments.wording.places import place_name
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_FILES_PER_PAGE = 12
MAX_SHOWN_CHARS = 1200
FIELDS = {
    "action": pgettext_lazy("field of a step", "What was done"),
    "tool": _("Tool"),
    "at": _("When"),
    "by": _("By whom"),
    "prompt": _("Prompt"),
    "negative_prompt": _("Negative prompt"),
    "outputs": _("How many results"),
    "kept": _("How many kept"),
    "repeat": _("How many of the kind"),
    "parent": _("Continues from"),
    "changed": _("Changed since then"),
}
DECISIONS = {
    Confirmation.Decision.AS_READ: _("Confirmed as read"),
    Confirmation.Decision.AS_TYPED: _("Kept as typed"),
    Confirmation.Decision.LEFT_OUT: _("Left out"),
}


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    """One statement of a file, in words."""

    value: str  # the value of the form field that chooses it
    text: str
    file: str
    where: str
    confidence: str
    is_usual: bool  # whether most of the step has the same place and confidence


@dataclass(frozen=True, kw_only=True)
class FieldDecision:
    """One field of a step with the choices for it."""

    slug: int  # the number of the row in its step
    field: str
    label: str
    statements: list[StatementRow]
    typed: str
    has_typed: bool
    differs: bool
    is_open: bool
    choice: str
    decided: str  # the current decision in words; empty where there is none
    decided_at: datetime | None
    agrees: bool
    take_typed: str = TYPED
    take_none: str = LEFT_OUT

    @property
    def is_folded(self) -> bool:
        """Whether there is nothing to decide about it: it is decided, agreed or stated."""
        return not self.is_open and bool(self.decided or self.agrees or self.choice)

    @property
    def is_plain(self) -> bool:
        """Whether it is a setting without a typed value and a decision, shown in a summary."""
        is_setting = self.field.startswith(SETTING)
        return is_setting and not (self.has_typed or self.differs or self.decided)


@dataclass(frozen=True, kw_only=True)
class StepCard:
    """One proposed step."""

    key: str
    slug: str
    item: str
    item_name: str
    is_settled: bool
    is_open: bool
    rows: list[FieldDecision]  # those that are open to a person
    folded: list[FieldDecision]  # those that a file states and nothing contradicts, and decided
    settings: list[FieldDecision]  # the plain rows
    usual: tuple[str, str] | None  # the confidence and the place of most of the statements
    has_typed: bool
    number: int  # of the step in its file
    author: str  # of the changes, as the file names it
    is_program: bool
    is_stated: bool  # whether a file or a person says what was done


@dataclass(frozen=True, kw_only=True)
class RecognisedCard:
    """The text recognised in a screenshot, to be checked: never read, never an answer by itself."""

    text: str
    lines: list[tuple[str, int, bool]]  # each with its confidence, and whether it is unsure
    confirmed: bool  # whether a person took something of it


@dataclass(frozen=True, kw_only=True)
class FileCard:
    """One file with the steps that it proposes."""

    upload: Upload
    pk: str
    what: str
    what_name: str
    times: times_wording.DateWording
    made: str  # when the file was made, as a code; empty where unknown
    contradicted: bool  # whether the date contradicts an answer
    credentials: list[str]
    contents: list[str]  # what is inside the file, in words
    texts: list[dict[str, str]]  # those that were not understood
    further: list[dict[str, str]]  # words beside the prompt
    evidence: str
    merged_into: str
    has_preview: bool
    steps: list[StepCard]
    is_open: bool
    is_settled: bool
    conversations: int  # to choose from; 0 where there is no choice
    chosen: int
    is_outdated: bool  # whether the file must be read again before one can choose
    screenshot: list[str]  # what is known of a screenshot, in words
    recognised: RecognisedCard | None
    apart: str  # why its steps are not confirmed with all others; empty where they are


@dataclass(frozen=True, kw_only=True)
class ProposalsPage:
    """The template context of the page of proposals."""

    files: list[FileCard]
    page: Page[ProposedFile]
    open: int  # steps with an open difference
    final: FinalCard | None
    left: int  # steps that are not settled and stand not apart
    targets: list[tuple[str, str]]  # the steps of the answers: id and title
    made: Iterable[tuple[str, StrOrPromise]]
    kinds: Iterable[tuple[str, StrOrPromise]]
    is_open: bool  # whether files are still read


@dataclass(frozen=True, kw_only=True)
class OpenDifference:
    """A difference between an answer and a file about which nobody has decided, in one line."""

    step: str
    field: str
    typed: str
    read: str
    file: str


@dataclass(frozen=True, kw_only=True)
class ContradictedRow:
    """Evidence answered to be made at the time, with the ground that contradicts it."""

    piece: str
    item: str
    file: str
    why: str


def proposals_page(
    draft: Draft, proposed: Sequence[ProposedFile], number: str | None
) -> ProposalsPage:
    """Return one page of the proposals of a draft; `number` counts the pages from 1."""
    page = Paginator(proposed, MAX_FILES_PER_PAGE).get_page(number)
    names_by_id = {str(file.upload.pk): file.upload.name for file in proposed}
    steps = [step for file in proposed for step in file.steps]
    answers = draft.answers.get("steps") or []
    return ProposalsPage(
        files=_file_cards(draft, list(page.object_list), names_by_id),
        page=page,
        open=sum(step.is_open for step in steps),
        final=final_card(draft, proposed),
        left=sum(
            step.is_stated and not step.is_settled
            for file in proposed
            if not file.apart
            for step in file.steps
        ),
        targets=[(step["id"], item_title("steps", step, at)) for at, step in enumerate(answers, 1)],
        made=names.MADE.items(),
        kinds=names.EVIDENCE_KINDS.items(),
        is_open=list_files(draft).is_open,
    )


def _file_cards(
    draft: Draft, proposed: Sequence[ProposedFile], files: Mapping[str, str]
) -> list[FileCard]:
    """Return the cards of files; `files` has the name of every file of the draft by its id."""
    dated = dated_files(draft, [file.upload for file in proposed])
    pairs = zip(proposed, dated, strict=True)
    return [_file_card(draft, file, dated_file, files) for file, dated_file in pairs]


def _file_card(
    draft: Draft, file: ProposedFile, dated_file: DatedFile, files: Mapping[str, str]
) -> FileCard:
    file_date, c2pa = dated_file.file_date, file.found.get("c2pa") or {}
    return FileCard(
        upload=file.upload,
        pk=str(file.upload.pk),
        what=file.what,
        what_name=str(names.EVIDENCE_KINDS[file.what]),
        times=times_wording.date_wording(file_date),
        made=file_date.made if file_date.made != "unknown" else "",
        contradicted=bool(dated_file.contradicted),
        credentials=[*credentials(c2pa), *recorded_acts(c2pa)],
        contents=contents(file.found),
        texts=unread_texts(file.found.get("extra")),
        further=further_words((file.found.get("extra") or {}).get("further_words")),
        evidence=file.upload.evidence,
        merged_into=file.merged_into,
        has_preview=has_preview(file.upload),
        steps=[_step_card(draft, step, files) for step in file.steps],
        is_open=any(step.is_open for step in file.steps),
        is_settled=bool(file.upload.evidence) and all(step.is_settled for step in file.steps),
        conversations=file.conversations,
        chosen=file.chosen,
        is_outdated=file.is_outdated,
        screenshot=screenshots.facts(file.found),
        recognised=_recognised_card(draft, file),
        apart=file.apart,
    )


def _recognised_card(draft: Draft, file: ProposedFile) -> RecognisedCard | None:
    lines = screenshots.lines(file.found)
    if not lines:
        return None
    taken = draft.confirmations.filter(proposal=f"{file.upload.pk}/recognised")
    return RecognisedCard(
        text=screenshots.text(file.found),
        lines=[
            (line["text"], line["confidence"], line["confidence"] < screenshots.UNSURE)
            for line in lines
        ],
        confirmed=taken.exists(),
    )


def _step_card(draft: Draft, step: ProposedStep, files: Mapping[str, str]) -> StepCard:
    usual = _usual_source(step)
    rows = [_field_decision(row, number, usual, files) for number, row in enumerate(step.rows, 1)]
    return StepCard(
        key=step.key,
        slug=slugify(step.key),
        item=step.item,
        item_name=item_name(draft.answers, "steps", step.item) if step.item else "",
        is_settled=step.is_settled,
        is_open=step.is_open,
        rows=[row for row in rows if not row.is_plain and not row.is_folded],
        folded=[row for row in rows if not row.is_plain and row.is_folded],
        settings=[row for row in rows if row.is_plain],
        usual=usual,
        has_typed=any(row.has_typed for row in rows),
        number=int(step.key.rpartition("/")[2] or 1),
        author=step.author,
        is_program=step.is_program,
        is_stated=step.is_stated,
    )


def _source_of(statement: Statement) -> tuple[str, str]:
    """Return the confidence of a statement in words, and its place in the file."""
    return str(CONFIDENCE[statement.confidence]), place_name(statement.where)


def _usual_source(step: ProposedStep) -> tuple[str, str] | None:
    """Return the most frequent source of a step, shown once; None if no source is repeated."""
    sources = Counter(_source_of(statement) for row in step.rows for statement in row.statements)
    return next((source for source, times in sources.most_common(1) if times > 1), None)


def _field_decision(
    row: FieldRow, number: int, usual: tuple[str, str] | None, files: Mapping[str, str]
) -> FieldDecision:
    decision = row.decision
    return FieldDecision(
        slug=number,
        field=row.field,
        label=field_name(row.field),
        statements=[
            StatementRow(
                value=f"{READ}{at}",
                text=value_text(row.field, statement.value, files),
                file=statement.file,
                where=place_name(statement.where),
                confidence=_source_of(statement)[0],
                is_usual=usual == _source_of(statement),
            )
            for at, statement in enumerate(row.statements)
        ],
        typed="" if row.typed is None else value_text(row.field, row.typed, files),
        has_typed=row.typed is not None,
        differs=row.differs,
        is_open=row.is_open,
        choice=row.choice,
        decided=str(DECISIONS[Confirmation.Decision(decision.decision)]) if decision else "",
        decided_at=decision.at if decision else None,
        agrees=row.typed is not None and not row.differs and decision is None,
    )


def field_name(name: str) -> str:
    """Return the name of a field; a setting without a known name keeps its own."""
    if name.startswith(SETTING):
        return capfirst(likeness.setting_name(name.removeprefix(SETTING)))
    if name.startswith(WORDS):
        return gettext("Further words (%(where)s)") % {"where": name.removeprefix(WORDS)}
    return str(FIELDS.get(name, name))


def value_text(name: str, value: Any, files: Mapping[str, str]) -> str:
    """Return a value of a field in words, `MAX_SHOWN_CHARS` at most."""
    if name == "action":
        return str(names.ACTIONS.get(value, value))
    if name == "tool":
        parts = [str(value.get(key)) for key in ("name", "version") if value.get(key)]
        does = DOES.get(str(value.get("does") or ""))
        return gettext(", ").join([*parts, str(does)] if does else parts)
    if name == "at":
        return times_wording.moment_text(str(value))
    if name == "changed":
        return gettext(", ").join(str(CHANGED.get(code, code)) for code in value)
    if name == "parent":
        return _step_name(str(value), files)
    text = likeness.setting_value(value)
    return text if len(text) <= MAX_SHOWN_CHARS else text[:MAX_SHOWN_CHARS] + "…"


def _step_name(key: str, files: Mapping[str, str]) -> str:
    """Return a proposed step by its number in its file."""
    file, _, number = key.partition("/")
    return gettext("step %(n)s of %(file)s") % {"n": number or 1, "file": files.get(file, "")}


def open_difference_row(step: ProposedStep, row: FieldRow, draft: Draft) -> OpenDifference:
    """Return an open difference as the review shows it; values have 200 characters at most."""
    statement = row.statements[0]
    return OpenDifference(
        step=item_name(draft.answers, "steps", step.item),
        field=field_name(row.field),
        typed=value_text(row.field, row.typed, {})[:200] if row.typed is not None else "",
        read=value_text(row.field, statement.value, {})[:200],
        file=statement.file,
    )


def contradicted_row(dated_file: DatedFile, draft: Draft) -> ContradictedRow:
    """Return contradicted evidence as the review shows it."""
    return ContradictedRow(
        piece=item_name(draft.answers, "evidence", dated_file.contradicted[0]),
        item=dated_file.contradicted[0],
        file=dated_file.upload.name,
        why=times_wording.ground_sentence(dated_file.file_date.grounds[-1]),
    )
