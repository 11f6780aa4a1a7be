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
from assessments.dating.evidence_of_time import Judgement
from assessments.evidence.dates import acts_shown, evidence_of, judgement_of, stamps_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A file of a draft, what its clocks come to for its steps, and which answers they gainsay."""

    upload: Upload
    judgement: Judgement
    denied: tuple[str, ...]  # pieces of evidence said to be made at the time


def judged_files(draft: Draft, uploads: Iterable[Upload]) -> list[Judged]:
    """Files of a draft with their clocks held against the answers."""
    record = to_plain(draft.answers)
    timestamps = list(Timestamp.objects.filter(draft=draft))
    claimed = _claimed(record)
    found = []
    for upload in uploads:
        stamps = stamps_of(upload.original_id, timestamps)
        judged = judgement_of(upload, stamps, acts=acts_shown(record, upload))
        said = tuple(one for one in evidence_of(record, upload) if one in claimed)
        denied = said if judged.made == "later" else ()
        found.append(Judged(upload=upload, judgement=judged, denied=denied))
    return found


def conflicts(draft: Draft) -> list[Judged]:
    """Files whose clocks gainsay an answer; the same bytes are judged by their first receipt."""
    claimed = _claimed(to_plain(draft.answers))
    named = Q(evidence__in=claimed) | Q(original_id__in=claimed.values())
    uploads = draft.uploads.filter(named).select_related("original__reading")
    first = {one.original_id: one for one in uploads.order_by("-received_at", "-pk")}
    return [one for one in judged_files(draft, reversed(first.values())) if one.denied]


def record_by_clocks(draft: Draft) -> dict[str, Any]:
    """The record that the answers make, where what the clocks deny was made later."""
    record = to_plain(draft.answers)
    denied = {piece for one in conflicts(draft) for piece in one.denied}
    for piece in record.get("evidence") or []:
        if piece["id"] in denied:
            piece["made"] = "later"
    return record


def _claimed(record: Mapping[str, Any]) -> dict[str, str]:
    """The pieces of evidence that are said to be made at the time, with their digests."""
    pieces = record.get("evidence") or []
    return {
        str(one["id"]): str(one.get("sha256") or "").lower()
        for one in pieces
        if one.get("made") == "contemporaneous"
    }
