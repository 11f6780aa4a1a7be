"""The bytes of originals: taken in, stored once by their digest, checked on every reading.

Written beside their place first, so that nobody sees half a file. Knows nothing of who may read
them. The same steps hold in a folder and in a bucket (`S3_BUCKET`): storage decides. Where it does
not answer nothing is noted, and `StorageAway` goes to the caller.
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
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.evidence.models import Original, original_path
from assessments.works.drafts import audit_subject

logger = logging.getLogger(__name__)
BLOCK = 1 << 20


class OriginalDamaged(RuntimeError):
    """The stored bytes are not those that were received, or are gone."""


class FileTooLarge(ValueError):
    """A file goes on beyond what is taken in."""


@dataclass(frozen=True, kw_only=True)
class ReceivedFile:
    """A file that was written to a temporary place whole, with what was computed meanwhile."""

    path: Path
    sha256: str
    size: int
    head: bytes


@contextmanager
def received(file: BinaryIO, *, max_bytes: int) -> Iterator[ReceivedFile]:
    """Stream a file to a temporary place while its digest is computed; it goes at the end."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size, head = _copy(file, out, max_bytes)
            out.flush()
            os.fsync(out.fileno())
        yield ReceivedFile(path=path, sha256=sha256, size=size, head=head)
    finally:
        path.unlink(missing_ok=True)


def _copy(file: BinaryIO, out: BinaryIO, max_bytes: int) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    file.seek(0)
    while block := file.read(BLOCK):
        size += len(block)
        if size > max_bytes:
            raise FileTooLarge
        head = head or block[:4096]
        digest.update(block)
        out.write(block)
    return digest.hexdigest(), size, head


def store_bytes(received_file: ReceivedFile) -> str | None:
    """Store the bytes where no sound original has them; the name, for `store_original`.

    Apart from `store_original`, so that no row is locked while a large file travels.
    """
    original = Original.objects.filter(sha256=received_file.sha256).first()
    if original is not None and original.intact:
        return None
    if original is not None:
        # Lost or changed: they come back with a file that has their digest.
        original.file.storage.delete(str(original.file.name))
    return _store(received_file)


def store_original(received_file: ReceivedFile, name: str | None) -> Original:
    """The original with these bytes; `name` is what `store_bytes` said."""
    original, made = Original.objects.get_or_create(
        sha256=received_file.sha256,
        defaults={
            "size": received_file.size,
            "file": lambda: name or _store(received_file),
            "checked_at": timezone.now(),
        },
    )
    if made or name is None:
        return original
    if not original.intact:
        _restore(original, name)
    elif original.file.name != name:
        # Somebody handed in the same bytes at the same moment and was first.
        _storage().delete(name)
    return original


def verify_original(original: Original) -> bool:
    """Read the stored bytes again, note when and whether they are still the same."""
    try:
        with original.file.storage.open(str(original.file.name), "rb") as file:
            intact = _digest(cast(BinaryIO, file)) == original.sha256
    except FileNotFoundError:
        intact = False
    _record_check(original, intact)
    return intact


def open_checked(original: Original, *, note: bool = True) -> BinaryIO:
    """The bytes, after the same open file was read and its digest computed again.

    The time of the check is stored with the original unless `note` is false, as where a page only
    shows it. Damage is stored in any case; then it raises `OriginalDamaged`.
    """
    try:
        file = cast(BinaryIO, original.file.storage.open(str(original.file.name), "rb"))
    except FileNotFoundError as error:
        _record_check(original, False)
        raise OriginalDamaged(original.sha256) from error
    intact = _digest(file) == original.sha256
    if note or intact != original.intact:
        _record_check(original, intact)
    if not intact:
        file.close()
        raise OriginalDamaged(original.sha256)
    file.seek(0)
    return file


@transaction.atomic
def discard(original: Original) -> None:
    """Remove an original that nothing points to any more; a use in between keeps it."""
    storage, name = original.file.storage, str(original.file.name)
    original.delete()
    # Before the row is gone for others, who would take the bytes for their own.
    storage.delete(name)


def _store(received_file: ReceivedFile) -> str:
    place = original_path(Original(sha256=received_file.sha256), "")
    if _storage().exists(place):
        # Left by an attempt whose row was never committed; perhaps half of it.
        if _has_bytes(place, received_file):
            return place
        _storage().delete(place)
    with received_file.path.open("rb") as file:
        name = _storage().save(place, MovableFile(file, received_file.path))
    if name != place and _has_bytes(place, received_file):
        # Somebody wrote the same bytes meanwhile, or an answer was lost and we did.
        _storage().delete(name)
        return place
    return name


def _has_bytes(place: str, received_file: ReceivedFile) -> bool:
    with _storage().open(place, "rb") as file:
        return _digest(cast(BinaryIO, file)) == received_file.sha256


class MovableFile(File):  # type: ignore[type-arg]
    """Lets storage on the same disk move the file into its place instead of copying it."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        super().__init__(file, name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


def _restore(original: Original, name: str) -> None:
    Original.objects.filter(pk=original.pk).update(file=name)
    original.file.name = name
    _record_check(original, True)


def _digest(file: BinaryIO) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


@transaction.atomic
def _record_check(original: Original, intact: bool) -> None:
    was_intact = Original.objects.filter(pk=original.pk, intact=True)
    if not intact and was_intact.update(intact=False):
        _log_damage(original)
    original.checked_at, original.intact = timezone.now(), intact
    original.save(update_fields=["checked_at", "intact"])


def _log_damage(original: Original) -> None:
    """Once, in the log of every draft that has the file, whoever was the first to read it."""
    logger.error("Original %s is not what was received", original.sha256)
    for upload in original.uploads.select_related("draft"):
        audit_append(
            subject=audit_subject(upload.draft),
            act="file.changed",
            actor=None,
            facts={"file": str(upload.pk), "sha256": original.sha256},
        )


def _storage() -> Storage:
    storage: Storage = Original._meta.get_field("file").storage
    return storage
