"""The reports of the readers as they are stored: short ones in their row, long ones in a file.

A long report would be loaded with every list of files and copied with every row that is written.
Its row keeps the report without its long parts, which is enough for lists; the whole is a file of
compressed JSON in the storage of originals, named by its original and the digest of that JSON.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import math
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.own_storage import require_own_storage
from assessments.intake.core.bounding import cut_report, encode, shorten
from assessments.intake.core.limits import KIB, MIB, report_limit
from assessments.jobs import StorageUnavailable

Json = dict[str, Any]
logger = logging.getLogger(__name__)
MAX_ROW_BYTES = 64 * KIB  # of a report that stands in its row
# Lists that a row keeps the first entry of, so that whatever lists of files need stays whole.
LONG = ("messages", "edits", "raw")
# Of the whole reports that one page or job loads: those of hundreds of small files, or of the
# largest conversation that is kept (EXPORT_TEXT).
MAX_LOADED_BYTES = 64 * MIB
UNSTORABLE_CHARACTERS = str.maketrans(
    {"\0": "\ufffd", **{chr(c): "\ufffd" for c in range(0xD800, 0xE000)}}
)


def report_columns(report: Json, original: Original) -> dict[str, Any]:
    """Store the report on an original; return the columns of its `FileReading`.

    Raises `StorageUnavailable`.
    """
    plain, limit = storable(report), report_limit(original.size).value
    if len(encoded := encode(plain)) > limit:  # a NaN as text is longer
        encoded = encode(plain := cut_report(plain, limit))
    if len(encoded) <= MAX_ROW_BYTES:
        return {
            "found": plain,
            "report_file": "",
            "report_digest": "",
            "report_bytes": len(encoded),
        }
    require_own_storage()
    digest = hashlib.sha256(encoded).hexdigest()
    name = f"reports/{original.key[:2]}/{original.key}-{digest}.json.gz"
    storage = original_storage()
    if not storage.exists(name):
        stored = storage.save(name, ContentFile(gzip.compress(encoded, mtime=0)))
        if stored != name:  # another host stored the same report meanwhile
            storage.delete(stored)
    return {
        "found": shorten({**plain, **{name: plain[name][:1] for name in LONG}}, MAX_ROW_BYTES),
        "report_file": name,
        "report_digest": digest,
        "report_bytes": len(encoded),
    }


def report_of(original: Original) -> Json:
    """Return the whole report on a file; empty where it is not read yet.

    Where the file of a long report is missing or not what was stored, or storage does not answer,
    it is the report as its row keeps it.
    """
    try:
        reading = original.reading
    except FileReading.DoesNotExist:
        return {}
    return _load(reading)


def reports_of(uploads: Iterable[Upload]) -> Iterator[Json]:
    """Yield the report on each file; the row's after `MAX_LOADED_BYTES` of whole ones."""
    left = MAX_LOADED_BYTES
    for upload in uploads:
        reading = getattr(upload.original, "reading", None)
        left -= reading.report_bytes if reading else 0
        yield report_of(upload.original) if left >= 0 else (reading and reading.found) or {}


def report_delete(name: str) -> None:
    """Delete the file of a long report that no row names any more."""
    if name and not FileReading.objects.filter(report_file=name).exists():
        original_storage().delete(name)


def storable(value: Any) -> Any:
    """Return a JSON value that every database stores.

    NUL and lone surrogates become U+FFFD; NaN and infinities become text.
    """
    if isinstance(value, str):
        return value.translate(UNSTORABLE_CHARACTERS)
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(value)
    if isinstance(value, dict):
        return {storable(key): storable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [storable(inner) for inner in value]
    return value


def _load(reading: FileReading) -> Json:
    short = reading.found or {}
    if not reading.report_file:
        return short
    try:
        with closing(original_storage().open(reading.report_file)) as file:
            # A report is never longer than the limit for its original allows, nor is its file.
            limit = report_limit(reading.original.size).value
            encoded = gzip.GzipFile(fileobj=file).read(limit + 1)
    except (OSError, EOFError, zlib.error, StorageUnavailable) as error:
        logger.error("The report %s cannot be read: %s", reading.report_file, error)
        return short
    if hashlib.sha256(encoded).hexdigest() != reading.report_digest:
        logger.error("The report %s is not what was stored.", reading.report_file)
        return short
    report: Json = json.loads(encoded)
    return report


def original_storage() -> Storage:
    """Return where original files and the reports of their readings are stored."""
    storage: Storage = Original._meta.get_field("file").storage
    return storage
