"""Does the work of the job that reads a stored original.

The readers run in a child process with limits of memory and time, so that a file that crashes its
reader fails alone.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from assessments.evidence import store as evidence_store
from assessments.evidence.killed_child import retried_if_killed
from assessments.evidence.models import FileReading
from assessments.evidence.reports import report_columns
from assessments.intake.recognition.asking import ask_all
from assessments.jobs import JobFailure, Progress


def reading_work(reading: FileReading, progress: Progress) -> dict[str, Any]:
    """Read the original; return the columns to store with it.

    Raises `TemporaryFailure` where the processes that read it are killed.
    """
    progress.stage("reading")
    upload = reading.original.uploads.order_by("received_at").first()
    name = upload.name if upload else reading.original.sha256
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as copy, _open_original(reading) as file:
            shutil.copyfileobj(file, copy)
        with retried_if_killed():
            report = ask_all(Path(path), name=name)
        return report_columns(report, reading.original)
    finally:
        Path(path).unlink(missing_ok=True)


def _open_original(reading: FileReading) -> BinaryIO:
    try:
        return evidence_store.open_checked(reading.original)
    except evidence_store.OriginalDamaged as error:
        raise JobFailure("unexpected", "The stored bytes are not those received.") from error
