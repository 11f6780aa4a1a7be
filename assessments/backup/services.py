"""Making a backup while the application serves, and restoring one.

Order of a backup: hold the originals, dump the database in one snapshot, then read the files that
the snapshot names. They are written once, so what comes after the snapshot does not matter. A memo
or dossier may be deleted meanwhile with its row; the manifest then names it, and `restore` deletes
the row that came back.

Order of a restore: read the whole backup and compare every digest, before anything changes; store
the files, to which nothing refers yet; replace the database in one transaction.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from assessments.audit.guards import revoke_from_others
from assessments.audit.models import AuditEntry
from assessments.backup.archive import (
    BLOCK,
    BackupError,
    HashedBlocks,
    Member,
    write_archive,
)
from assessments.backup.database import check_dump, dumped, replace_database
from assessments.backup.manifest import (
    FILES,
    HEADER,
    MANIFEST,
    Fault,
    Manifest,
    ManifestEntry,
    build_header,
)
from assessments.backup.reading import Contents, read_contents, read_header, visit_members
from assessments.backup.stored_files import (
    FILE_COLUMNS,
    StoredFile,
    delete_rows_without_file,
    is_named,
    stored_digest,
    stored_files,
)
from assessments.evidence.hold import hold_originals
from assessments.evidence.store import MovableFile, incoming_folder
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class BackupReport:
    """What a backup holds: the number of files, their bytes, the faults that were met."""

    num_files: int
    num_bytes: int
    faults: list[Fault]


def backup_make(*, target: Path, recipients: list[Any]) -> BackupReport:
    """Write a backup to `target`, whole or not at all; encrypted unless `recipients` is empty.

    Raises `BackupError`, also where `target` exists.
    """
    if target.exists():
        raise BackupError(f"{target} exists. Name a new file, or move that one away.")
    faults: list[Fault] = []
    entries: list[ManifestEntry] = []
    with _unfinished(target) as out, _private_folder() as folder, hold_originals():
        # The header first: a migration between the two would be in the dump, not in the header.
        header = build_header(timezone.now())
        with dumped(folder) as (dump, files):

            def members() -> Iterator[Member]:
                yield _document(HEADER, header.model_dump_json(), entries)
                with dump.open("rb") as file:
                    yield from _hashed(dump.name, file, dump.stat().st_size, entries)
                for stored in files:
                    yield from _stored_member(stored, entries, faults)
                manifest = Manifest(members=entries, faults=faults)
                yield _document(MANIFEST, manifest.model_dump_json(), [])

            write_archive(out, members(), recipients)
    sizes = [entry.size for entry in entries if entry.name.startswith(FILES)]
    return BackupReport(num_files=len(sizes), num_bytes=sum(sizes), faults=faults)


def backup_check(*, source: Path, identities: list[Any]) -> Contents:
    """Read a backup whole, compare every digest, and return what it holds.

    Raises `BackupError` where anything of it is not as it was written, or where this version
    cannot restore it.
    """
    with _private_folder() as folder:
        contents = read_contents(source, identities, dump_to=folder)
        check_dump(folder / contents.dump)
    return contents


def backup_restore(*, source: Path, identities: list[Any], replace: bool) -> Contents:
    """Replace the database and store the files; return what the backup held.

    Raises `BackupError` before anything is changed where the backup is not sound, and where there
    is data already and `replace` is false.
    """
    read_header(source, identities)
    if not replace and has_data():
        raise BackupError(
            "There are accounts, works or files here already, which a restore would replace. "
            "Give --replace if that is what you want, and make a backup first."
        )
    with _private_folder() as folder:
        contents = read_contents(source, identities, dump_to=folder)
        check_dump(folder / contents.dump)
        before = {stored.name for stored in _live_files()}
        _store_files(source, identities, contents)
        replace_database(folder / contents.dump)
    call_command("migrate", verbosity=0, interactive=False)
    revoke_from_others()
    delete_rows_without_file(
        [fault.name for fault in contents.manifest.faults if fault.code == "deleted"]
    )
    for name in before - {stored.name for stored in _live_files()}:
        default_storage.delete(name)
    return contents


def has_data() -> bool:
    """Return whether the database has accounts, entries of the log, drafts or stored files."""
    tables = set(connection.introspection.table_names())
    models: list[type[Model]] = [
        get_user_model(),
        AuditEntry,
        Draft,
        *(model for model, _ in FILE_COLUMNS),
    ]
    return any(
        model._default_manager.exists() for model in models if model._meta.db_table in tables
    )


def _live_files() -> list[StoredFile]:
    tables = set(connection.introspection.table_names())
    if not all(model._meta.db_table in tables for model, _ in FILE_COLUMNS):
        return []
    with connection.cursor() as cursor:
        return stored_files(cursor)


def _document(name: str, text: str, entries: list[ManifestEntry]) -> Member:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    entries.append(ManifestEntry(name=name, size=len(data), sha256=digest))
    return Member(name=name, size=len(data), blocks=[data])


def _hashed(
    name: str, file: IO[bytes], size: int, entries: list[ManifestEntry]
) -> Iterator[Member]:
    blocks = HashedBlocks(file)
    yield Member(name=name, size=size, blocks=blocks)
    entries.append(ManifestEntry(name=name, size=size, sha256=blocks.sha256))


def _stored_member(
    stored: StoredFile, entries: list[ManifestEntry], faults: list[Fault]
) -> Iterator[Member]:
    try:
        file = default_storage.open(stored.name, "rb")
    except FileNotFoundError:
        code = "missing" if is_named(stored.name) else "deleted"
        faults.append(Fault(name=stored.name, code=code))
        return
    with file:
        yield from _hashed(FILES + stored.name, file, file.size, entries)
    if stored.sha256 and entries[-1].sha256 != stored.sha256:
        faults.append(Fault(name=stored.name, code="changed"))


def _store_files(source: Path, identities: list[Any], contents: Contents) -> None:
    """Store each file of the backup, its digest compared once more, unless it is there already."""
    entries = {entry.name: entry for entry in contents.manifest.members}

    def store(member: str, file: IO[bytes]) -> None:
        name = member.removeprefix(FILES)
        if name == member or stored_digest(name) == entries[member].sha256:
            return
        with _received(file) as (copy, sha256):
            if sha256 != entries[member].sha256:
                raise BackupError(f"{source} changed while it was restored.")
            default_storage.delete(name)
            if default_storage.save(name, copy) != name:
                raise BackupError(f"{name} could not be stored under its name.")

    visit_members(source, identities, store)


@contextmanager
def _received(file: IO[bytes]) -> Iterator[tuple[MovableFile, str]]:
    """Copy a file to a temporary one on the disk of the stored files; give it and its SHA-256."""
    handle, name = tempfile.mkstemp(dir=incoming_folder())
    path = Path(name)
    try:
        with os.fdopen(handle, "w+b") as copy:
            blocks = HashedBlocks(file)
            copy.writelines(blocks)
            copy.flush()
            os.fsync(copy.fileno())
            copy.seek(0)
            yield MovableFile(copy, path), blocks.sha256
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _unfinished(target: Path) -> Iterator[IO[bytes]]:
    """Give a private file beside `target`, which takes its name once the block has ended."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise BackupError(f"{target.parent} cannot be written to ({error.strerror}).") from error
    path = Path(name)
    try:
        with os.fdopen(handle, "wb", buffering=BLOCK) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        path.rename(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Give a folder for the dump, where the database or the files in transit are, too."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as folder:
        yield Path(folder)
