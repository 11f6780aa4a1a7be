"""Stored rows as `times` wants them: a file's own times, its receipt, the stamps that cover it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assessments.clocks.times import Judgement, Span, Stamp, Stated, judge
from assessments.models import FileReading, Timestamp, Upload


def judgement_of(
    upload: Upload, stamps: Iterable[Stamp] = (), act: Span | None = None
) -> Judgement:
    """Whether a file came into being with the work, as far as clocks can say."""
    return judge(own_times(upload), received_at=upload.received_at, stamps=stamps, act=act)


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
