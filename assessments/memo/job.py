"""The memo of a stored assessment: from the frozen row to the PDF in storage.

Reads the assessment's snapshot, and what is kept of the files that its record names. The PDF
carries the attempt's token in its name, so that an attempt that lost its row never writes over the
one that won.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.exhibits.snapshot import Snapshot, decisions_from, places_from
from assessments.jobs import Progress
from assessments.memo.gathering import holdings_of
from assessments.memo.making import render_memo
from assessments.memo.models import Memo, memo_path
from assessments.typesetting.pdf import page_count
from cases.record import CreationRecord

#: Makes the PDF of a snapshot; a worker inside a web server puts one here that works apart from it.
renderer: Callable[..., bytes] = render_memo


def memo_snapshot(memo: Memo) -> Snapshot:
    """What the memo is made from."""
    assessment = memo.assessment
    return Snapshot(
        memo_id=str(memo.pk),
        language="zh-hans" if memo.language == "zh-hans" else "en",
        dated=timezone.localdate(memo.queued_at),
        record=CreationRecord.model_validate(assessment.record),
        result=assessment.typed_result,
        decisions=decisions_from(assessment.library["decisions"]),
        places=places_from(assessment.library["places"]),
        authorities=assessment.library["authorities"],
        element_law={name: tuple(keys) for name, keys in assessment.library["element_law"].items()},
        by_work=_shown_by_work(assessment.library),
        holdings=holdings_of(assessment, memo.queued_at),
    )


def _shown_by_work(library: Mapping[str, Any]) -> tuple[str, ...] | None:
    """As frozen; assessments before it was kept have none."""
    kept = library.get("by_work")
    return None if kept is None else tuple(kept)


def memo_work(memo: Memo, progress: Progress) -> dict[str, Any]:
    """Make the PDF; returns the columns to store with it."""
    pdf = renderer(memo_snapshot(memo), progress=progress.stage)
    name = memo.pdf.storage.save(_name(memo), ContentFile(pdf))
    return {"pdf": name, "sha256": hashlib.sha256(pdf).hexdigest(), "pages": page_count(pdf)}


def memo_clean(memo: Memo) -> None:
    """Remove what a failed attempt may have left."""
    memo.pdf.storage.delete(_name(memo))


def _name(memo: Memo) -> str:
    return memo_path(memo, f"{memo.token}.pdf")
