"""What a file shows of work by hand: words that it tracks, and the state before a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from assessments.proposals.from_files.edits import edits_of_step
from assessments.proposals.matching import ProposedFile, ProposedStep
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
    for edit in file.found.get("edits") or ():
        text = " ".join(str(edit.get("text") or "").split())
        kind = PIECES.get(str(edit.get("kind")))
        is_theirs = len(file.steps) == 1 or str(edit.get("author") or "") == step.author
        if kind and text and is_theirs:
            cut = f"{text[:MAX_CHARS]}…" if len(text) > MAX_CHARS else text
            yield DiffPiece(kind=kind, text=cut)


def commits_of(step: ProposedStep | None, file: ProposedFile | None) -> tuple[str, ...]:
    """Return hash and first line of the message of the first commits of a round."""
    if step is None or file is None or file.what != DRAFTS:
        return ()
    number = step.key.rpartition("/")[2]
    edits = edits_of_step(file.found, int(number)) if number.isdecimal() else []
    listed = [edit for edit in edits if edit.get("kind") == "commit"]
    more = len(listed) - MAX_COMMITS
    shown = [_name_commit(edit) for edit in listed[:MAX_COMMITS]]
    if more > 0:
        shown.append(
            ngettext("and %(n)s more commit", "and %(n)s more commits", more) % {"n": more}
        )
    return tuple(shown)


def _name_commit(edit: Mapping[str, Any]) -> str:
    commit = str((edit.get("extra") or {}).get("commit") or "")[:SHOWN_ID]
    line = next(iter(str(edit.get("text") or "").splitlines()), "")
    return f"{commit} {line[:MAX_CHARS]}".strip()


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
