"""Pieces of evidence that are said to be made at the time, of which the clocks say otherwise.

The answer stands as it was given, and the difference is shown beside it for as long as it lasts;
what is assessed goes by the clocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from assessments.answers import to_plain
from assessments.dating.evidence_of_time import FileDate
from assessments.evidence.dates import act_spans_for_upload, date_of, evidence_of, stamps_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class DatedFile:
    """A file of a draft, what its clocks come to for its steps, and which answers they gainsay."""

    upload: Upload
    judgement: FileDate
    denied: tuple[str, ...]  # pieces of evidence said to be made at the time


def dated_files(draft: Draft, uploads: Iterable[Upload]) -> list[DatedFile]:
    """Files of a draft with their clocks held against the answers."""
    record = to_plain(draft.answers)
    timestamps = list(Timestamp.objects.filter(draft=draft))
    claimed = _claimed_contemporaneous(record)
    found = []
    for upload in uploads:
        stamps = stamps_of(upload.original_id, timestamps)
        judged = date_of(upload, stamps, acts=act_spans_for_upload(record, upload))
        said = tuple(piece for piece in evidence_of(record, upload) if piece in claimed)
        denied = said if judged.made == "later" else ()
        found.append(DatedFile(upload=upload, judgement=judged, denied=denied))
    return found


def conflicts(draft: Draft) -> list[DatedFile]:
    """Files whose clocks gainsay an answer; the same bytes are judged by their first receipt."""
    claimed = _claimed_contemporaneous(to_plain(draft.answers))
    named = Q(evidence__in=claimed) | Q(original_id__in=claimed.values())
    uploads = draft.uploads.filter(named).select_related("original__reading")
    first = {
        dated_file.original_id: dated_file for dated_file in uploads.order_by("-received_at", "-pk")
    }
    return [
        dated_file
        for dated_file in dated_files(draft, reversed(first.values()))
        if dated_file.denied
    ]


def record_by_clocks(draft: Draft) -> dict[str, Any]:
    """The record that the answers make, where what the clocks deny was made later."""
    record = to_plain(draft.answers)
    denied = {piece for dated_file in conflicts(draft) for piece in dated_file.denied}
    for piece in record.get("evidence") or []:
        if piece["id"] in denied:
            piece["made"] = "later"
    return record


def _claimed_contemporaneous(record: Mapping[str, Any]) -> dict[str, str]:
    """The pieces of evidence that are said to be made at the time, with their digests."""
    pieces = record.get("evidence") or []
    return {
        str(piece["id"]): str(piece.get("sha256") or "").lower()
        for piece in pieces
        if piece.get("made") == "contemporaneous"
    }
