"""The bytes of originals: received, stored once in each draft, checked whenever they are opened.

A file is written to a temporary path first, so that no reader sees a part of it. The module checks
no access. The same steps apply to a folder and to a bucket (`S3_BUCKET`), as the storage of the
model decides. Where storage does not answer, nothing is recorded, and `StorageUnavailable` is
raised to the caller.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.evidence.hold import may_delete_originals
from assessments.evidence.models import FileReading, Original, original_key, original_path
from assessments.evidence.own_storage import refuse_other_storage, require_own_storage
from assessments.evidence.reports import original_storage, report_delete
from assessments.works.drafts import Draft, audit_subject

logger = logging.getLogger(__name__)
BLOCK = 1 << 20  # read at a time
HEAD_BYTES = 4096  # kept from the beginning, for the media type


class OriginalDamaged(RuntimeError):
    """The stored bytes are not those that were received, or are gone."""


class FileTooLarge(ValueError):
    """A file is larger than the limit."""


@dataclass(frozen=True, kw_only=True)
class ReceivedFile:
    """A file at a temporary path, complete, with its digest, its size in bytes and its head."""

    path: Path
    sha256: str
    size: int
    head: bytes


@contextmanager
def received(file: BinaryIO, *, max_bytes: int) -> Iterator[ReceivedFile]:
    """Copy a file to a temporary path and compute its digest; delete the copy at the end.

    Raises `FileTooLarge` as soon as more than `max_bytes` were read.
    """
    handle, name = tempfile.mkstemp(dir=incoming_folder())
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size, head = _copy_with_digest(file, out, max_bytes)
            out.flush()
            os.fsync(out.fileno())
        yield ReceivedFile(path=path, sha256=sha256, size=size, head=head)
    finally:
        path.unlink(missing_ok=True)


def incoming_folder() -> Path:
    """Return the folder for a file that storage will move into place.

    It is this process's own for temporary files, which is cleaned up after a killed process, where
    a move from there is a rename; otherwise one beside the stored files.
    """
    media, own = Path(settings.MEDIA_ROOT), Path(tempfile.gettempdir())
    media.mkdir(parents=True, exist_ok=True)
    if own.stat().st_dev == media.stat().st_dev:
        return own
    incoming = media / "incoming"
    incoming.mkdir(exist_ok=True)
    return incoming


def _copy_with_digest(file: BinaryIO, out: BinaryIO, max_bytes: int) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    file.seek(0)
    while block := file.read(BLOCK):
        size += len(block)
        if size > max_bytes:
            raise FileTooLarge
        head = head or block[:HEAD_BYTES]
        digest.update(block)
        out.write(block)
    return digest.hexdigest(), size, head


def store_bytes(received_file: ReceivedFile, draft: Draft) -> str | None:
    """Store the bytes unless an intact original of the draft has them; return their name.

    None means that nothing was stored. The function is separate from `store_original`, so that no
    row is locked while a large file is transferred.
    """
    require_own_storage()
    key = original_key(draft, received_file.sha256)
    original = Original.objects.filter(pk=key).first()
    if original is not None:
        storage, name = original.file.storage, str(original.file.name)
        # A host that died while it discarded an original has deleted the bytes and not the row.
        if original.intact and storage.exists(name):
            return None
        # The stored bytes are lost or changed; the received file has the digest and replaces them.
        _delete_unless_named(name, but=original)
    return _store(received_file, key)


def store_original(received_file: ReceivedFile, draft: Draft, name: str | None) -> Original:
    """Return the draft's original with these bytes; `name` is the result of `store_bytes`."""
    key = original_key(draft, received_file.sha256)
    original, is_new = Original.objects.get_or_create(
        key=key,
        defaults={
            "sha256": received_file.sha256,
            "size": received_file.size,
            "file": lambda: name or _store(received_file, key),
            "checked_at": timezone.now(),
        },
    )
    if is_new or name is None:
        return original
    if not original.intact:
        _restore(original, name, received_file)
    elif original.file.name != name:
        # Another request uploaded the same bytes at the same moment and was first.
        original_storage().delete(name)
    return original


def verify_original(original: Original) -> bool:
    """Recompute the digest of the stored bytes, record the check, and return whether it matches."""
    try:
        with original.file.storage.open(str(original.file.name), "rb") as file:
            intact = _digest_of(cast(BinaryIO, file)) == original.sha256
    except FileNotFoundError:
        refuse_other_storage()
        intact = False
    _record_check(original, intact)
    return intact


def open_checked(original: Original, *, note: bool = True) -> BinaryIO:
    """Open the stored bytes at offset 0, after the digest of the same open file was recomputed.

    The time of the check is stored with the original unless `note` is false, as where a page only
    shows it; damage is stored in any case. Raises `OriginalDamaged` where the digest differs or the
    bytes are missing.
    """
    try:
        file = cast(BinaryIO, original.file.storage.open(str(original.file.name), "rb"))
    except FileNotFoundError as error:
        refuse_other_storage()
        _record_check(original, False)
        raise OriginalDamaged(original.sha256) from error
    intact = _digest_of(file) == original.sha256
    if note or intact != original.intact:
        _record_check(original, intact)
    if not intact:
        file.close()
        raise OriginalDamaged(original.sha256)
    file.seek(0)
    return file


def discard(original: Original) -> bool:
    """Delete an original unless a backup holds it; return whether it was deleted.

    Raises `ProtectedError` where an upload refers to it again.
    """
    name = str(original.file.name)
    reports = list(FileReading.objects.filter(pk=original.pk).values_list("report_file", flat=True))
    with may_delete_originals() as allowed:
        if allowed:
            original.delete()
            # Inside the transaction: after it, another upload could already rely on these bytes.
            _delete_unless_named(name, but=original)
            for report in reports:
                report_delete(report)
    return allowed


def _delete_unless_named(name: str, *, but: Original) -> None:
    """Delete stored bytes; what was stored before each draft had its own may be another's, too."""
    if not Original.objects.filter(file=name).exclude(pk=but.pk).exists():
        original_storage().delete(name)


def _store(received_file: ReceivedFile, key: str) -> str:
    place = original_path(Original(key=key), "")
    if original_storage().exists(place):
        # An attempt whose row was never committed left a file, which may be incomplete.
        if _has_bytes(place, received_file):
            return place
        original_storage().delete(place)
    with received_file.path.open("rb") as file:
        name = original_storage().save(place, MovableFile(file, received_file.path))
    if name != place and _has_bytes(place, received_file):
        # Another process stored the same bytes meanwhile, or this one did and the answer was lost.
        original_storage().delete(name)
        return place
    return name


def _has_bytes(place: str, received_file: ReceivedFile) -> bool:
    with original_storage().open(place, "rb") as file:
        return _digest_of(cast(BinaryIO, file)) == received_file.sha256


class MovableFile(File):  # type: ignore[type-arg]
    """A file that storage on the same disk moves into place instead of copying it."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        super().__init__(file, name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


def _restore(original: Original, name: str, received_file: ReceivedFile) -> None:
    """Name the bytes that were stored again; what a sweep found may have been a part of them."""
    Original.objects.filter(pk=original.pk).update(
        file=name, sha256=received_file.sha256, size=received_file.size
    )
    original.file.name = name
    original.sha256, original.size = received_file.sha256, received_file.size
    _record_check(original, True)


def _digest_of(file: BinaryIO) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


@transaction.atomic
def _record_check(original: Original, intact: bool) -> None:
    intact_rows = Original.objects.filter(pk=original.pk, intact=True)
    if not intact and intact_rows.update(intact=False):
        _log_damage(original)
    original.checked_at, original.intact = timezone.now(), intact
    original.save(update_fields=["checked_at", "intact"])


def _log_damage(original: Original) -> None:
    """Log the damage once for every upload of the file."""
    logger.error("Original %s is not what was received", original.sha256)
    for upload in original.uploads.select_related("draft"):
        audit_append(
            subject=audit_subject(upload.draft),
            act="file.changed",
            actor=None,
            facts={"file": str(upload.pk), "sha256": original.sha256},
        )
