"""Reading a backup: its members in order, each held against the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessments.backup.archive import BackupError, HashedBlocks, open_archive
from assessments.backup.database import DUMP_NAMES
from assessments.backup.manifest import (
    FILES,
    HEADER,
    MANIFEST,
    Header,
    Manifest,
    ManifestEntry,
    check_header,
)

MAX_DOCUMENT_BYTES = 256 << 20  # of the manifest: some 150 bytes for each file


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a sound backup holds; `dump` is the file name of the database in it."""

    header: Header
    manifest: Manifest
    dump: str


def read_contents(source: Path, identities: list[Any], *, dump_to: Path) -> Contents:
    """Read all of a backup, write its dump into the folder `dump_to`, and compare every digest.

    Raises `BackupError`.
    """
    documents: dict[str, bytes] = {}
    found: list[ManifestEntry] = []

    def read(name: str, file: IO[bytes]) -> None:
        if name in (HEADER, MANIFEST):
            documents[name] = file.read(MAX_DOCUMENT_BYTES)
        if name == HEADER:
            check_header(_parse(source, Header, documents[HEADER]))
            found.append(_describe_document(HEADER, documents[HEADER]))
        elif name != MANIFEST:
            copy_to = dump_to / name if name in DUMP_NAMES.values() else None
            found.append(_describe_file(name, file, copy_to))

    visit_members(source, identities, read)
    if documents.keys() != {HEADER, MANIFEST}:
        raise BackupError(f"{source} is no backup, or was cut off.")
    header = _parse(source, Header, documents[HEADER])
    manifest = _parse(source, Manifest, documents[MANIFEST])
    if differing := sorted({entry.name for entry in set(found) ^ set(manifest.members)}):
        raise BackupError(f"{source} is damaged: {', '.join(differing[:10])}")
    return Contents(header=header, manifest=manifest, dump=DUMP_NAMES[header.database])


def read_header(source: Path, identities: list[Any]) -> Header:
    """Read the beginning of a backup, before anything is asked about what is here.

    Raises `BackupError` where the file is no backup that this version can restore.
    """
    header: list[Header] = []

    def read(name: str, file: IO[bytes]) -> None:
        if name != HEADER:
            raise BackupError(f"{source} is no backup: it begins with {name!r}.")
        header.append(_parse(source, Header, file.read(MAX_DOCUMENT_BYTES)))
        check_header(header[0])
        raise _ReadEnough

    try:
        visit_members(source, identities, read)
    except _ReadEnough:
        return header[0]
    raise BackupError(f"{source} is no backup, or was cut off.")


class _ReadEnough(Exception):
    """Ends the reading of a backup before its end."""


def visit_members(
    source: Path, identities: list[Any], visit: Callable[[str, IO[bytes]], None]
) -> None:
    """Call `visit` with the name of each member and a file that it may read, in their order.

    What `visit` read may only be relied on when this has returned. Raises `BackupError`, and
    whatever `visit` raises.
    """
    try:
        with open_archive(source, identities) as tar:
            for info in tar:
                if not info.isreg() or not _is_name_of_ours(info.name):
                    raise BackupError(f"{source} is no backup: {info.name!r} is not a file of one.")
                file = tar.extractfile(info)
                assert file is not None  # of a regular file
                visit(info.name, file)
    except OSError as error:
        if error.filename != str(source):
            raise
        raise BackupError(f"{source} cannot be read ({error.strerror}).") from error


def _is_name_of_ours(name: str) -> bool:
    """Whether a member has a name that `backup` gives: no link, no way out of its folder."""
    if name in (HEADER, MANIFEST, *DUMP_NAMES.values()):
        return True
    parts = name.removeprefix(FILES).split("/")
    is_plain = all(part not in ("", ".", "..") for part in parts)
    return name.startswith(FILES) and is_plain and not {"\\", "\x00"} & set(name)


D = TypeVar("D", bound=BaseModel)


def _parse(source: Path, model: type[D], data: bytes) -> D:
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise BackupError(f"{source} is no backup, or is damaged.") from error


def _describe_document(name: str, data: bytes) -> ManifestEntry:
    return ManifestEntry(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def _describe_file(name: str, file: IO[bytes], copy_to: Path | None) -> ManifestEntry:
    """Read a member to its end; write it to a private file, too, where a path is given."""
    blocks, size = HashedBlocks(file), 0
    with ExitStack() as stack:
        copy = None
        if copy_to is not None:
            copy = stack.enter_context(copy_to.open("wb"))
            copy_to.chmod(0o600)
        for block in blocks:
            size += len(block)
            if copy is not None:
                copy.write(block)
    return ManifestEntry(name=name, size=size, sha256=blocks.sha256)
