"""Does the work of the job that reads a stored original.

The readers run in a child process with limits of memory and time, so that a file that crashes its
reader fails alone.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from assessments.evidence import store as evidence_store
from assessments.evidence.models import FileReading
from assessments.intake.sandbox import read_in_child
from assessments.jobs import JobFailure, Progress

UNSTORABLE_CHARACTERS = str.maketrans(
    {"\0": "\ufffd", **{chr(c): "\ufffd" for c in range(0xD800, 0xE000)}}
)


def reading_work(reading: FileReading, progress: Progress) -> dict[str, Any]:
    """Read the original; return the columns to store with it."""
    progress.stage("reading")
    upload = reading.original.uploads.order_by("received_at").first()
    name = upload.name if upload else reading.original_id
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as copy, _open_original(reading) as file:
            shutil.copyfileobj(file, copy)
        return {"found": _to_storable(read_in_child(Path(path), name=name))}
    finally:
        Path(path).unlink(missing_ok=True)


def _open_original(reading: FileReading) -> BinaryIO:
    try:
        return evidence_store.open_checked(reading.original)
    except evidence_store.OriginalDamaged as error:
        raise JobFailure("unexpected", "The stored bytes are not those received.") from error


def _to_storable(value: Any) -> Any:
    """Return a JSON value that every database stores.

    NUL and lone surrogates become U+FFFD; NaN and infinities become text.
    """
    if isinstance(value, str):
        return value.translate(UNSTORABLE_CHARACTERS)
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(value)
    if isinstance(value, dict):
        return {_to_storable(key): _to_storable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_to_storable(inner) for inner in value]
    return value
