"""The job that makes the memo of a stored assessment and puts its PDF into storage.

The memo is made from the frozen assessment and the stored data of the files that its record names.
The name of the PDF contains the token of the attempt, so that an attempt that lost its row never
overwrites the PDF of the attempt that holds it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.evidence.own_storage import require_own_storage
from assessments.evidence.queries import held_evidence, taken_as_later
from assessments.exhibits.queries import particulars_for
from assessments.exhibits.snapshot import Snapshot, decisions_from, places_from
from assessments.jobs import FailureReason, JobFailure, Progress, TemporaryFailure
from assessments.memo.child import ChildLost
from assessments.memo.gathering import holdings_of
from assessments.memo.issues import issue_rules
from assessments.memo.making import render_memo
from assessments.memo.matters import matter_from
from assessments.memo.models import Memo, memo_path
from assessments.memo.sources import sources_of
from assessments.precedents import no_library
from assessments.precedents.changes import decisions_changed
from assessments.precedents.examples import counted_record
from assessments.precedents.placed_library import library_published
from assessments.precedents.standings import standings_today, withdrawn_since
from assessments.typesetting.pdf import page_count
from assessments.works.access import may_read
from assessments.works.models import Assessment
from cases.library.schema import Decision
from cases.record import CreationRecord

WAIT_SECONDS = 60
PATIENCE_SECONDS = 3600  # for decisions; an operator who loads them anew needs minutes

#: Makes the PDF of a snapshot; the worker embedded in a web server replaces it by one that renders
#: in a child process.
renderer: Callable[..., bytes] = render_memo


def memo_snapshot(memo: Memo) -> Snapshot:
    """Return the snapshot from which the memo is made.

    Raises `JobFailure` where the work is gone, or whoever asked may not read it any more.
    """
    assessment = _assessment(memo)
    record = counted_record(assessment)
    standings = standings_today(assessment.library)
    decisions = decisions_from(assessment.library["decisions"])
    return Snapshot(
        memo_id=str(memo.pk),
        language="zh-hans" if memo.language == "zh-hans" else "en",
        dated=timezone.localdate(memo.queued_at),
        record=record,
        stated=CreationRecord.model_validate(assessment.record),
        example=assessment.library.get("example", ""),
        result=assessment.typed_result,
        decisions=_decisions(assessment, decisions),
        places=places_from(assessment.library["places"]),
        authorities=assessment.library["authorities"],
        element_law={name: tuple(keys) for name, keys in assessment.library["element_law"].items()},
        by_work=_codes_shown_by_work(assessment.library),
        standings=standings,
        withdrawn=withdrawn_since(decisions, standings),
        edited=_edited(assessment),
        holdings=holdings_of(assessment, memo.queued_at),
        held=held_evidence(assessment),
        version=memo.version,
        matter=matter_from(memo.matter),
        particulars=particulars_for(memo.requested_by, assessment.work, record),
        taken=taken_as_later(assessment),
        facts=tuple(assessment.library.get("facts", ())),
        digests={
            name: assessment.library.get(f"{name}_sha256", "") for name in ("record", "facts")
        },
    )


def _decisions(assessment: Assessment, frozen: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return the frozen decisions, and those of today that an issue of the memo brings."""
    kept = {decision.slug for decision in frozen}
    named = library_published().decisions_named(assessment.typed_result, issue_rules().decisions)
    wanted = set(issue_rules().decisions)
    added = [d for d in named if d.slug not in kept and d.slug in wanted]
    return (*frozen, *added)


def _assessment(memo: Memo) -> Assessment:
    assessment, by = memo.assessment, memo.requested_by
    if assessment is None:
        raise JobFailure("work_deleted")
    if by is not None and not may_read(by, assessment):
        raise JobFailure("access_ended")
    return assessment


def _codes_shown_by_work(library: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the frozen codes, or None for an assessment older than their storage."""
    codes = library.get("by_work")
    return None if codes is None else tuple(codes)


def _edited(assessment: Assessment) -> frozenset[str]:
    changes = decisions_changed(assessment, library_published())
    return frozenset(change.key for change in changes if change.change == "edited")


def memo_work(memo: Memo, progress: Progress) -> dict[str, Any]:
    """Make and store the PDF; return the values for its columns.

    Raises `TemporaryFailure` where the process that makes it is lost, as a worker may be, and while
    no decision is published: of each that the memo names it would say that it was withdrawn.
    """
    require_own_storage()
    if no_library.is_empty(library_published()):
        raise TemporaryFailure("no_decisions", seconds=WAIT_SECONDS, patience=PATIENCE_SECONDS)
    try:
        snapshot = memo_snapshot(memo)
        pdf = renderer(snapshot, form=memo.form, progress=progress.stage)
    except ChildLost as lost:
        raise TemporaryFailure(FailureReason.WORKER_LOST, str(lost), seconds=0) from lost
    name = memo.pdf.storage.save(_name(memo), ContentFile(pdf))
    return {
        "pdf": name,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "pages": page_count(pdf),
        "sources": sources_of(snapshot),
    }


def memo_clean(memo: Memo) -> None:
    """Delete the PDF that a failed attempt may have left."""
    memo.pdf.storage.delete(_name(memo))


def _name(memo: Memo) -> str:
    return memo_path(memo, f"{memo.token}.pdf")
