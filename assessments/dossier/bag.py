"""A ZIP archive of a bag (BagIt 1.0, RFC 8493), written in one pass from streams.

The caller gives the members and their digests. The same members give the same bytes. A member with
an unexpected digest stops the writing.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

BLOCK_BYTES = 1 << 20
# The earliest time in MS-DOS format (ZIP APPNOTE 4.4.6); real times would change the bytes.
EARLIEST_TIME = (1980, 1, 1, 0, 0, 0)
# Regular file, rw-r--r--, in the upper half of the external attributes (APPNOTE 4.4.15).
FILE_MODE = 0o100644 << 16
# RFC 8493, 2.1.1: the bag declaration, `bagit.txt`.
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# RFC 8493, 2.1.3: these characters, and only these, are percent-encoded in a manifest.
ESCAPED = {"%": "%25", "\n": "%0A", "\r": "%0D"}


class DigestMismatch(RuntimeError):
    """The bytes of a member do not have its digest."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One payload file: its path below `data/`, its bytes, and its SHA-256 where known."""

    path: str
    open: Callable[[], BinaryIO]
    sha256: str | None = None


def write_bag(
    out: BinaryIO,
    *,
    folder: str,
    payload: Iterable[Member],
    tags: Mapping[str, bytes],
    info: Mapping[str, str],
) -> None:
    """Write the archive; raises `DigestMismatch` where a member has another digest than given.

    `tags` are further tag files beside `data/`; `info` is the metadata in `bag-info.txt`.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        manifest_entries: list[tuple[str, str]] = []
        total = 0
        for member in payload:
            digest, size = _add_member(archive, f"{folder}/data/{member.path}", member.open)
            if member.sha256 not in (None, digest):
                raise DigestMismatch(member.path)
            manifest_entries.append((digest, f"data/{member.path}"))
            total += size
        _add_tags(archive, folder, tags, info, manifest_entries, total)


def _add_tags(
    archive: zipfile.ZipFile,
    folder: str,
    tags: Mapping[str, bytes],
    info: Mapping[str, str],
    manifest_entries: list[tuple[str, str]],
    total: int,
) -> None:
    # RFC 8493, 2.2.2: `Payload-Oxum` is the number of octets, a dot, the number of files.
    described = {**info, "Payload-Oxum": f"{total}.{len(manifest_entries)}"}
    files = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{k}: {_fold_lines(v)}\n" for k, v in described.items()).encode(),
        "manifest-sha256.txt": _build_manifest(manifest_entries),
        **tags,
    }
    # RFC 8493, 2.2.1: the tag manifest lists every tag file except itself.
    digests = [(hashlib.sha256(data).hexdigest(), name) for name, data in files.items()]
    files["tagmanifest-sha256.txt"] = _build_manifest(digests)
    for name, data in files.items():
        archive.writestr(_build_entry(f"{folder}/{name}"), data)


def _add_member(
    archive: zipfile.ZipFile, name: str, open_member: Callable[[], BinaryIO]
) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with open_member() as source, archive.open(_build_entry(name), "w", force_zip64=True) as target:
        while block := source.read(BLOCK_BYTES):
            digest.update(block)
            size += len(block)
            target.write(block)
    return digest.hexdigest(), size


def _build_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=EARLIEST_TIME)
    entry.create_system = 3  # APPNOTE 4.4.2: Unix, on every platform
    entry.external_attr = FILE_MODE
    return entry


def _build_manifest(manifest_entries: Iterable[tuple[str, str]]) -> bytes:
    lines = sorted(manifest_entries, key=lambda pair: pair[1])
    return "".join(f"{digest}  {_escape_path(path)}\n" for digest, path in lines).encode()


def _escape_path(path: str) -> str:
    return "".join(ESCAPED.get(character, character) for character in path)


def _fold_lines(text: str) -> str:
    return " ".join(text.split())
