"""Finds evidence that was answered to be made at the time, though its dates contradict it.

The answer stays as it was given, and the pages show the contradiction beside it while it lasts. The
assessment uses the dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from assessments.answers import to_assess, to_plain
from assessments.dating.evidence_of_time import FileDate
from assessments.evidence.dates import act_spans_for_upload, date_of, evidence_of, stamps_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class DatedFile:
    """A file of a draft, its date for the steps it shows, and the answers that it contradicts."""

    upload: Upload
    file_date: FileDate
    contradicted: tuple[str, ...]  # ids of evidence answered to be made at the time


def dated_files(draft: Draft, uploads: Sequence[Upload]) -> list[DatedFile]:
    """Return files of a draft with their dates, compared with the answers."""
    if not uploads:
        return []
    record = to_plain(draft.answers)
    timestamps = list(Timestamp.objects.filter(draft=draft))
    claimed = _claimed_contemporaneous(record)
    dated = []
    for upload in uploads:
        stamps = stamps_of(upload.sha256, timestamps)
        file_date = date_of(upload, stamps, acts=act_spans_for_upload(record, upload))
        pieces = tuple(piece for piece in evidence_of(record, upload) if piece in claimed)
        contradicted = pieces if file_date.made == "later" else ()
        dated.append(DatedFile(upload=upload, file_date=file_date, contradicted=contradicted))
    return dated


def conflicts(draft: Draft) -> list[DatedFile]:
    """Return the files that contradict an answer; equal bytes are dated by their first receipt."""
    claimed = _claimed_contemporaneous(to_plain(draft.answers))
    named = Q(evidence__in=claimed) | Q(original__sha256__in=claimed.values())
    uploads = draft.uploads.filter(named).select_related("original__reading")
    first = {upload.original_id: upload for upload in uploads.order_by("-received_at", "-pk")}
    return [
        dated_file
        for dated_file in dated_files(draft, [*reversed(first.values())])
        if dated_file.contradicted
    ]


def record_by_clocks(draft: Draft) -> dict[str, Any]:
    """Return the record to be assessed, in which contradicted evidence is `later`."""
    record = to_assess(draft.answers)
    contradicted = {piece for dated_file in conflicts(draft) for piece in dated_file.contradicted}
    for piece in record.get("evidence") or []:
        if piece["id"] in contradicted:
            piece["made"] = "later"
    return record


def _claimed_contemporaneous(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the ids of evidence answered to be made at the time, each with its digest."""
    pieces = record.get("evidence") or []
    return {
        str(piece["id"]): str(piece.get("sha256") or "").lower()
        for piece in pieces
        if piece.get("made") == "contemporaneous"
    }
