"""The files of a folder that a record names by their digest, read for the reasoning."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessments.dating.evidence_of_time import (
    StatedTime,
    TimeSpan,
    date_file,
    last_day_of_making,
    span_of,
)
from assessments.engine import HeldFile, HeldFiles
from assessments.exhibits.held import Made, held_file
from assessments.intake.batch import read_batch
from cases.record import CreationRecord, Evidence, steps_of_evidence

AFTER_THE_ACT = "after_the_act"


def held_in_folder(record: CreationRecord, folder: Path) -> HeldFiles:
    """Read every file in a folder and below of which the record has the SHA-256.

    Nobody received these files, so each counts as made when the record says, unless a time that
    the file states is later than the step that it is evidence of.
    """
    pieces = [piece for piece in record.evidence if piece.sha256]
    found = dict(_files_by_digest(folder, {str(p.sha256).lower() for p in pieces}))
    paths = sorted({str(path) for path in found.values()})
    reports = dict(zip(paths, read_batch(paths), strict=True)) if paths else {}
    held: dict[str, HeldFile] = {}
    for piece in pieces:
        path = found.get(str(piece.sha256).lower())
        if path is not None:
            report = reports[str(path)]
            held[piece.id] = held_file(
                report,
                made=_made(record, piece, report),
                existed_on=last_day_of_making(_times(report)),
            )
    return HeldFiles(files=held)


def _files_by_digest(folder: Path, wanted: set[str]) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest in wanted:
                yield digest, path


def _made(record: CreationRecord, piece: Evidence, report: dict[str, Any]) -> Made:
    times = _times(report)
    now = dt.datetime.now(dt.UTC)
    for act in _acts(record, piece):
        grounds = date_file(times, received_at=now, act_span=act).grounds
        if any(ground.code == AFTER_THE_ACT for ground in grounds):
            return "later"
    return piece.made


def _times(report: dict[str, Any]) -> list[StatedTime]:
    return [
        StatedTime(what=time["what"], value=time["value"], source=time["source"])
        for time in report.get("times") or []
    ]


def _acts(record: CreationRecord, piece: Evidence) -> Iterator[TimeSpan]:
    shown = steps_of_evidence(record, piece)
    for step in record.steps:
        span = span_of(step.at.isoformat()) if step.at else None
        if span and step.id in shown:
            yield span
