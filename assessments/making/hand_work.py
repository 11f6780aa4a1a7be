"""What a file shows of work by hand: words that it tracks, and the state before a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import ngettext

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.jobs import JobState
from assessments.likeness import DiffPiece
from assessments.likeness.changes import PieceKind
from assessments.lineage.models import FileComparison
from assessments.making.questions import BY_HAND
from assessments.proposals.from_files.edits import edits_of_step, has_several_steps
from assessments.proposals.matching import ProposedFile, ProposedStep
from assessments.wording.contents import changes_of_step, contents
from assessments.wording.times import moment_text
from assessments.works.drafts import Draft

MAX_PIECES, MAX_CHARS = 4, 160
MAX_COMMITS, SHOWN_ID = 4, 10
DRAFTS = "drafts"  # the kind of evidence that files with commits are
PIECES: Mapping[str, PieceKind] = {"insert": "new", "delete": "removed"}


@dataclass(frozen=True, kw_only=True)
class Before:
    """The file that another was made from, with which it was compared."""

    upload: Upload
    has_preview: bool
    query: str  # of the address of their comparison


def is_work_by_hand(action: str, step: ProposedStep | None, file: ProposedFile | None) -> bool:
    """Whether a round is work by hand, or may be: the file records changes, nobody said whose."""
    return action in BY_HAND or (step is not None and not action and bool(file))


def changed_words(step: ProposedStep | None, file: ProposedFile | None) -> tuple[DiffPiece, ...]:
    """Return the first words that a document tracks as inserted or deleted by one author."""
    return tuple(_changed_words(step, file))[:MAX_PIECES] if step and file else ()


def _changed_words(step: ProposedStep, file: ProposedFile) -> Iterator[DiffPiece]:
    for edit in own_edits(step, file):
        text = " ".join(str(edit.get("text") or "").split())
        kind = PIECES.get(str(edit.get("kind")))
        if kind and text:
            cut = f"{text[:MAX_CHARS]}…" if len(text) > MAX_CHARS else text
            yield DiffPiece(kind=kind, text=cut)


def own_edits(step: ProposedStep, file: ProposedFile) -> Sequence[Mapping[str, Any]]:
    """Return the changes of a step: of a file whose changes are one step, all of them."""
    if not has_several_steps(file.found):
        return file.found.get("edits") or ()
    number = step.key.rpartition("/")[2]
    return edits_of_step(file.found, int(number)) if number.isdecimal() else []


def sentences_of(step: ProposedStep | None, file: ProposedFile | None) -> Sequence[str]:
    """Return what a file says of a step of changes, never what it says of another one's."""
    if file is None:
        return ()
    if step is None or not has_several_steps(file.found):
        return contents(file.found)[:2]
    return tuple(changes_of_step(own_edits(step, file)))


def commits_of(step: ProposedStep | None, file: ProposedFile | None) -> tuple[str, ...]:
    """Return hash and first line of the message of the first commits of a round.

    Of several, each has its time, since the time of the round is that of the first alone.
    """
    if step is None or file is None or file.what != DRAFTS:
        return ()
    listed = [edit for edit in own_edits(step, file) if edit.get("kind") == "commit"]
    more = len(listed) - MAX_COMMITS
    several = len(listed) > 1  # of one commit the time is that of the round
    shown = [_name_commit(edit, several=several) for edit in listed[:MAX_COMMITS]]
    if more > 0:
        shown.append(
            ngettext("and %(n)s more commit", "and %(n)s more commits", more) % {"n": more}
        )
    return tuple(shown)


def _name_commit(edit: Mapping[str, Any], *, several: bool) -> str:
    commit = str((edit.get("extra") or {}).get("commit") or "")[:SHOWN_ID]
    line = next(iter(str(edit.get("text") or "").splitlines()), "")
    at = moment_text(str(edit.get("at") or "")) if several else ""
    return " ".join(part for part in (commit, at, line[:MAX_CHARS]) if part)


def before_of(draft: Draft) -> Mapping[str, Before]:
    """Return the state before each file that was compared with another, by the id of the file."""
    uploads = {upload.original_id: upload for upload in files_read(draft)}
    rows = FileComparison.objects.filter(
        source_id__in=uploads, final_id__in=uploads, state=JobState.READY
    ).exclude(source_id=F("final_id"))
    found: dict[str, Before] = {}
    for row in rows.defer("heat_map").order_by("pk"):
        if (row.measure or {}).get("code"):
            continue  # the two could not be compared
        source, final = uploads[row.source_id], uploads[row.final_id]
        found[str(final.pk)] = Before(
            upload=source,
            has_preview=has_preview(source),
            query=f"source={source.pk}&final={final.pk}",
        )
    return found
