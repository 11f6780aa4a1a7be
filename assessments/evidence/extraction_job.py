"""Reading a stored original in the background: its bytes in, what the readers found out.

The readers work in a child process with bounds of memory and time, so that a file that kills its
reader fails itself and nothing else.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from assessments.evidence import store as evidence_store
from assessments.evidence.models import FileReading
from assessments.intake.sandbox import read_in_child
from assessments.jobs import JobFailure, Progress

UNSTORABLE_CHARACTERS = str.maketrans(
    {"\0": "\ufffd", **{chr(c): "\ufffd" for c in range(0xD800, 0xE000)}}
)


def reading_work(reading: FileReading, progress: Progress) -> dict[str, Any]:
    """Read the original; returns the columns to store with it."""
    progress.stage("reading")
    upload = reading.original.uploads.order_by("received_at").first()
    name = upload.name if upload else reading.original_id
    handle, place = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as copy, _open_on_disk(reading) as file:
            shutil.copyfileobj(file, copy)
        return {"found": _storable(read_in_child(Path(place), name=name))}
    finally:
        Path(place).unlink(missing_ok=True)


def _open_on_disk(reading: FileReading) -> Any:
    try:
        return evidence_store.open_checked(reading.original)
    except evidence_store.OriginalDamaged as error:
        raise JobFailure("unexpected", "The stored bytes are not those received.") from error


def _storable(value: Any) -> Any:
    """What every database keeps: no NUL, no half of a surrogate pair, no number that is none."""
    if isinstance(value, str):
        return value.translate(UNSTORABLE_CHARACTERS)
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(value)
    if isinstance(value, dict):
        return {_storable(key): _storable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_storable(inner) for inner in value]
    return value
