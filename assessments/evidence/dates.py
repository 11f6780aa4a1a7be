"""Stored rows as `times` wants them: a file's own times, its receipt, the stamps that cover it, and
the dates of the steps that it is to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.dating.evidence_of_time import Judgement, Span, Stamp, Stated, judge, span_of
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_timestamps import Timestamp

Record = Mapping[str, Any]
WEIGHT = {"later": 0, "contemporaneous": 1, "unknown": 2}


def judgement_of(
    upload: Upload, stamps: Iterable[Stamp] = (), *, acts: Iterable[Span] = ()
) -> Judgement:
    """Whether a file came into being with the acts it is to show, as far as clocks can say.

    Of several acts one that it is too late for decides; one long after it takes nothing from those
    that it came with.
    """
    own, known = own_times(upload), list(stamps)
    judged = [
        judge(own, received_at=upload.received_at, stamps=known, act=act)
        for act in (*acts,) or (None,)
    ]
    return min(judged, key=lambda one: WEIGHT[one.made])


def acts_shown(record: Record, upload: Upload) -> list[Span]:
    """When the steps were that a file is evidence of, as far as the record dates them."""
    pieces = set(evidence_of(record, upload))
    steps = record.get("steps") or []
    return acts_of(one for one in steps if pieces & set(one.get("evidence") or ()))


def acts_of(steps: Iterable[Record]) -> list[Span]:
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


def own_times(upload: Upload) -> list[Stated]:
    """The times that the file names; none where it was not read."""
    found = reading_of(upload) or {}
    times = found.get("times") or []
    return [Stated(what=one["what"], value=one["value"], source=one["source"]) for one in times]


def reading_of(upload: Upload) -> dict[str, Any] | None:
    """What the readers found in a file; None while it waits or where reading failed."""
    try:
        found = upload.original.reading.found
    except FileReading.DoesNotExist:
        return None
    return found if isinstance(found, dict) else None


def stamps_of(sha256: str, timestamps: Iterable[Timestamp]) -> list[Stamp]:
    """The trusted timestamps that cover a digest."""
    return [
        Stamp(at=one.at, by=one.authority)
        for one in timestamps
        if one.trusted and one.at is not None and sha256 in one.digests
    ]
