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
from assessments.evidence.queries import held_evidence
from assessments.exhibits.snapshot import Snapshot, decisions_from, places_from
from assessments.jobs import FailureReason, Progress, TemporaryFailure
from assessments.memo.child import ChildLost
from assessments.memo.gathering import holdings_of
from assessments.memo.issues import issue_rules
from assessments.memo.making import render_memo
from assessments.memo.models import Memo, memo_path
from assessments.precedents.examples import counted_record
from assessments.precedents.placed_library import library_published
from assessments.precedents.standings import standings_today
from assessments.typesetting.pdf import page_count
from assessments.works.models import Assessment
from cases.library.schema import Decision
from cases.record import CreationRecord

#: Makes the PDF of a snapshot; the worker embedded in a web server replaces it by one that renders
#: in a child process.
renderer: Callable[..., bytes] = render_memo


def memo_snapshot(memo: Memo) -> Snapshot:
    """Return the snapshot from which the memo is made."""
    assessment = memo.assessment
    return Snapshot(
        memo_id=str(memo.pk),
        language="zh-hans" if memo.language == "zh-hans" else "en",
        dated=timezone.localdate(memo.queued_at),
        record=counted_record(assessment),
        stated=CreationRecord.model_validate(assessment.record),
        example=assessment.library.get("example", ""),
        result=assessment.typed_result,
        decisions=_decisions(assessment),
        places=places_from(assessment.library["places"]),
        authorities=assessment.library["authorities"],
        element_law={name: tuple(keys) for name, keys in assessment.library["element_law"].items()},
        by_work=_codes_shown_by_work(assessment.library),
        standings=standings_today(assessment.library),
        holdings=holdings_of(assessment, memo.queued_at),
        held=held_evidence(assessment),
    )


def _decisions(assessment: Assessment) -> tuple[Decision, ...]:
    """Return the frozen decisions, and those of today that an issue of the memo brings."""
    frozen = decisions_from(assessment.library["decisions"])
    kept = {decision.slug for decision in frozen}
    named = library_published().decisions_named(assessment.typed_result, issue_rules().decisions)
    wanted = set(issue_rules().decisions)
    added = [d for d in named if d.slug not in kept and d.slug in wanted]
    return (*frozen, *added)


def _codes_shown_by_work(library: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the frozen codes, or None for an assessment older than their storage."""
    codes = library.get("by_work")
    return None if codes is None else tuple(codes)


def memo_work(memo: Memo, progress: Progress) -> dict[str, Any]:
    """Make and store the PDF; return the values for the columns pdf, sha256 and pages.

    Raises `TemporaryFailure` where the process that makes it is lost, as a worker may be.
    """
    require_own_storage()
    try:
        pdf = renderer(memo_snapshot(memo), progress=progress.stage)
    except ChildLost as lost:
        raise TemporaryFailure(FailureReason.WORKER_LOST, str(lost), seconds=0) from lost
    name = memo.pdf.storage.save(_name(memo), ContentFile(pdf))
    return {"pdf": name, "sha256": hashlib.sha256(pdf).hexdigest(), "pages": page_count(pdf)}


def memo_clean(memo: Memo) -> None:
    """Delete the PDF that a failed attempt may have left."""
    memo.pdf.storage.delete(_name(memo))


def _name(memo: Memo) -> str:
    return memo_path(memo, f"{memo.token}.pdf")
