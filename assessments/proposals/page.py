"""What the page of proposals shows: fields, statements and decisions in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from assessments.answers.telling import item_name, item_title
from assessments.evidence.models import Upload
from assessments.evidence.page import list_files
from assessments.evidence.queries_extraction import has_preview
from assessments.proposals.apart import doubts
from assessments.proposals.dated_files import DatedFile, dated_files
from assessments.proposals.field_rows import field_name, value_text
from assessments.proposals.final_page import FinalCard, final_card
from assessments.proposals.matching import FieldRow, ProposedFile, ProposedStep
from assessments.proposals.step_cards import StepCard, step_card
from assessments.wording import names, screenshots
from assessments.wording import times as times_wording
from assessments.wording.contents import contents, further_words, unread_texts
from assessments.wording.credited_acts import recorded_acts
from assessments.wording.files import credentials, problem
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_FILES_PER_PAGE = 12
SHOWN_STEPS = 1  # of one file; further ones are folded
MAX_THUMBNAILS = 8  # of the files that are folded together


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
    stated: int  # steps that can be confirmed together
    is_open: bool
    is_settled: bool
    conversations: int  # to choose from; 0 where there is no choice
    chosen: int
    is_outdated: bool  # whether the file must be read again before one can choose
    screenshot: list[str]  # what is known of a screenshot, in words
    recognised: RecognisedCard | None
    doubts: list[str]  # for which it must be looked at
    problems: list[str]  # of reading it
    apart: str  # why its steps are not confirmed with all others; empty where they are

    @property
    def first_steps(self) -> list[StepCard]:
        return self.steps[:SHOWN_STEPS]

    @property
    def later_steps(self) -> list[StepCard]:
        return self.steps[SHOWN_STEPS:]

    @property
    def summary(self) -> str:
        """What is inside, where no step says it by a prompt."""
        if any(step.has_prompt for step in self.steps):
            return ""
        return " ".join(self.contents)

    @property
    def is_quiet(self) -> bool:
        """Whether it proposes no step and nothing of it asks for a decision or a second look."""
        asks = self.doubts or self.conversations or self.is_outdated or self.contradicted
        return not (self.steps or asks or self.recognised)

    @property
    def is_refused(self) -> bool:
        return bool(self.steps) and all(step.is_refused for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class ProposalsPage:
    """The template context of the page of proposals."""

    files: list[FileCard]
    quiet: list[FileCard]  # those in which no step was found, folded together
    pictured: list[FileCard]  # of these, the first with a preview
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
    cards = _file_cards(draft, list(page.object_list), names_by_id)
    quiet = [card for card in cards if card.is_quiet]
    quiet = quiet if len(quiet) > 1 else []
    return ProposalsPage(
        files=[card for card in cards if card not in quiet],
        quiet=quiet,
        pictured=[card for card in quiet if card.has_preview][:MAX_THUMBNAILS],
        page=page,
        open=sum(step.is_open for step in steps),
        final=final_card(draft, proposed),
        left=sum(
            step.is_stated and not step.is_settled
            for file in proposed
            if not file.apart
            for step in file.steps
        ),
        targets=[
            (step["id"], item_title(draft.answers, "steps", step, at))
            for at, step in enumerate(answers, 1)
        ],
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
        steps=[step_card(draft, step, files) for step in file.steps],
        stated=sum(step.is_stated and not step.is_settled for step in file.steps),
        is_open=any(step.is_open for step in file.steps),
        is_settled=bool(file.upload.evidence) and all(step.is_settled for step in file.steps),
        conversations=file.conversations,
        chosen=file.chosen,
        is_outdated=file.is_outdated,
        screenshot=screenshots.facts(file.found),
        recognised=_recognised_card(draft, file),
        doubts=[problem(fault) for fault in doubts(file.found)],
        problems=[problem(fault) for fault in file.found.get("problems") or ()],
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
