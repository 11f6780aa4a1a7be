"""Stored rows as `times` wants them: a file's own times, its receipt, the stamps that cover it, and
the dates of the steps that it is to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.dating.evidence_of_time import (
    FileDate,
    StatedTime,
    TimeSpan,
    TimestampStatement,
    date_file,
    span_of,
)
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_timestamps import Timestamp

Record = Mapping[str, Any]
WEIGHT = {"later": 0, "contemporaneous": 1, "unknown": 2}


def date_of(
    upload: Upload, stamps: Iterable[TimestampStatement] = (), *, acts: Iterable[TimeSpan] = ()
) -> FileDate:
    """Whether a file came into being with the acts it is to show, as far as clocks can say.

    Of several acts one that it is too late for decides; one long after it takes nothing from those
    that it came with.
    """
    own, known = own_times(upload), list(stamps)
    judged = [
        date_file(own, received_at=upload.received_at, stamps=known, act_span=act)
        for act in (*acts,) or (None,)
    ]
    return min(judged, key=lambda date: WEIGHT[date.made])


def act_spans_for_upload(record: Record, upload: Upload) -> list[TimeSpan]:
    """When the steps were that a file is evidence of, as far as the record dates them."""
    pieces = set(evidence_of(record, upload))
    steps = record.get("steps") or []
    return acts_of(step for step in steps if pieces & set(step.get("evidence") or ()))


def acts_of(steps: Iterable[Record]) -> list[TimeSpan]:
    """The dates of steps of a record; a step without one says nothing."""
    spans = (span_of(str(step.get("at") or "")) for step in steps)
    return [span for span in spans if span is not None]


def evidence_of(record: Record, upload: Upload) -> tuple[str, ...]:
    """The pieces of evidence that a file is: by its digest, or by what it was handed in for."""
    return tuple(
        str(piece["id"])
        for piece in record.get("evidence") or []
        if str(piece.get("sha256") or "").lower() == upload.original_id
        or (upload.evidence and piece["id"] == upload.evidence and not piece.get("sha256"))
    )


def own_times(upload: Upload) -> list[StatedTime]:
    """The times that the file names; none where it was not read."""
    found = reading_of(upload) or {}
    times = found.get("times") or []
    return [
        StatedTime(
            what=stated_time["what"], value=stated_time["value"], source=stated_time["source"]
        )
        for stated_time in times
    ]


def reading_of(upload: Upload) -> dict[str, Any] | None:
    """What the readers found in a file; None while it waits or where reading failed."""
    try:
        found = upload.original.reading.found
    except FileReading.DoesNotExist:
        return None
    return found if isinstance(found, dict) else None


def stamps_of(sha256: str, timestamps: Iterable[Timestamp]) -> list[TimestampStatement]:
    """The trusted timestamps that cover a digest."""
    return [
        TimestampStatement(at=timestamp.at, by=timestamp.authority)
        for timestamp in timestamps
        if timestamp.trusted and timestamp.at is not None and sha256 in timestamp.digests
    ]
