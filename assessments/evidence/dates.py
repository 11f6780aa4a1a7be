"""Dates uploaded files: reads the stored rows that `dating.evidence_of_time` needs.

The rows give the times that a file states, its receipt, the timestamps that cover it, and the dates
of the steps that it is evidence of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.dating.evidence_of_time import (
    FileDate,
    Made,
    StatedTime,
    TimeSpan,
    TimestampStatement,
    date_file,
    span_of,
)
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_timestamps import Timestamp

Record = Mapping[str, Any]
# Of the dates for several acts, the one that comes first here counts.
MADE_ORDER: Mapping[Made, int] = {"later": 0, "contemporaneous": 1, "unknown": 2}


def date_of(
    upload: Upload, stamps: Iterable[TimestampStatement] = (), *, acts: Iterable[TimeSpan] = ()
) -> FileDate:
    """Date a file: whether it came into being together with the acts that it is evidence of.

    If it is later than one of several acts, that act decides; an act long after the file does not
    weaken the file as evidence of the others.
    """
    stated_times, timestamps = own_times(upload), list(stamps)
    dates = [
        date_file(stated_times, received_at=upload.received_at, stamps=timestamps, act_span=act)
        for act in (*acts,) or (None,)
    ]
    return min(dates, key=lambda date: MADE_ORDER[date.made])


def act_spans_for_upload(record: Record, upload: Upload) -> list[TimeSpan]:
    """Return the dates of the steps that a file is evidence of, as far as the record has them."""
    pieces = set(evidence_of(record, upload))
    named = [piece for piece in record.get("evidence") or () if piece["id"] in pieces]
    shown = {step for piece in named for step in piece.get("shows_steps") or ()}
    return acts_of(
        step
        for step in record.get("steps") or []
        if pieces & set(step.get("evidence") or ()) or step["id"] in shown
    )


def acts_of(steps: Iterable[Record]) -> list[TimeSpan]:
    """Return the dates of steps of a record; a step without a date is left out."""
    spans = (span_of(str(step.get("at") or "")) for step in steps)
    return [span for span in spans if span is not None]


def evidence_of(record: Record, upload: Upload) -> tuple[str, ...]:
    """Return the ids of the pieces of evidence that a file is, by its digest or its upload."""
    return tuple(
        str(piece["id"])
        for piece in record.get("evidence") or []
        if str(piece.get("sha256") or "").lower() == upload.sha256
        or (upload.evidence and piece["id"] == upload.evidence and not piece.get("sha256"))
    )


def own_times(upload: Upload) -> list[StatedTime]:
    """Return the times that a file states; none where it was not read."""
    report = reading_of(upload) or {}
    times = report.get("times") or []
    return [
        StatedTime(what=time["what"], value=time["value"], source=time["source"]) for time in times
    ]


def reading_of(upload: Upload) -> dict[str, Any] | None:
    """Return the stored report on a file; None while it is not read or where reading failed."""
    try:
        report = upload.original.reading.found
    except FileReading.DoesNotExist:
        return None
    return report if isinstance(report, dict) else None


def stamps_of(sha256: str, timestamps: Iterable[Timestamp]) -> list[TimestampStatement]:
    """Return the trusted timestamps (RFC 3161) that cover a digest."""
    return [
        TimestampStatement(at=timestamp.at, by=timestamp.authority)
        for timestamp in timestamps
        if timestamp.trusted and timestamp.at is not None and sha256 in timestamp.digests
    ]
