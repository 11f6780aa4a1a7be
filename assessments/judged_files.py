"""Pieces of evidence that are said to be made at the time, of which the clocks say otherwise.

Nothing is settled here: the answer stands as it was given, and the difference is shown beside it
for as long as it lasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.clocks.judging import acts_shown, evidence_of, judgement_of, stamps_of
from assessments.clocks.times import Judgement
from assessments.interview import to_plain
from assessments.models import Draft, Timestamp, Upload


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A file of a draft, what its clocks come to for its steps, and which answers they gainsay."""

    upload: Upload
    judgement: Judgement
    denied: tuple[str, ...]  # pieces of evidence said to be made at the time


def judged_files(draft: Draft, uploads: list[Upload] | None = None) -> list[Judged]:
    """The files of a draft, or some of them, with their clocks held against the answers."""
    record = to_plain(draft.answers)
    timestamps = list(Timestamp.objects.filter(draft=draft))
    made = {str(one["id"]): one.get("made") for one in record.get("evidence") or []}
    found = []
    for upload in _files(draft) if uploads is None else uploads:
        stamps = stamps_of(upload.original_id, timestamps)
        judged = judgement_of(upload, stamps, acts=acts_shown(record, upload))
        said = [one for one in evidence_of(record, upload) if made[one] == "contemporaneous"]
        denied = tuple(said) if judged.made == "later" else ()
        found.append(Judged(upload=upload, judgement=judged, denied=denied))
    return found


def conflicts(draft: Draft) -> list[Judged]:
    """The files of a draft whose clocks gainsay an answer; the same bytes once."""
    named = {one.upload.original_id: one for one in judged_files(draft) if one.denied}
    return list(named.values())


def _files(draft: Draft) -> list[Upload]:
    rows = draft.uploads.select_related("original__reading").order_by("-received_at")
    return list(rows)
