"""A ZIP archive in BagIt form (RFC 8493), written in one go from streams.

Pure: what goes in and its digests are given by the caller; nothing is fetched or looked up. The
same members give the same bytes. Refuses a member whose bytes have another digest than promised.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

BLOCK = 1 << 20
# The earliest that ZIP can say; times of members would differ with every writing.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# In a manifest these would end the line or begin another.
ESCAPED = {"%": "%25", "\n": "%0A", "\r": "%0D"}


class WrongBytes(RuntimeError):
    """A member is not what its digest promised."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file of the payload: its path below `data/`, its bytes, and its digest where known."""

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
    """Write the archive; `tags` are further files beside `data/`, `info` describes the bag."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        listed: list[tuple[str, str]] = []
        total = 0
        for member in payload:
            digest, size = _add(archive, f"{folder}/data/{member.path}", member.open)
            if member.sha256 not in (None, digest):
                raise WrongBytes(member.path)
            listed.append((digest, f"data/{member.path}"))
            total += size
        _add_tags(archive, folder, tags, info, listed, total)


def _add_tags(
    archive: zipfile.ZipFile,
    folder: str,
    tags: Mapping[str, bytes],
    info: Mapping[str, str],
    listed: list[tuple[str, str]],
    total: int,
) -> None:
    described = {**info, "Payload-Oxum": f"{total}.{len(listed)}"}
    files = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{k}: {_one_line(v)}\n" for k, v in described.items()).encode(),
        "manifest-sha256.txt": _manifest(listed),
        **tags,
    }
    digests = [(hashlib.sha256(data).hexdigest(), name) for name, data in files.items()]
    files["tagmanifest-sha256.txt"] = _manifest(digests)
    for name, data in files.items():
        archive.writestr(_entry(f"{folder}/{name}"), data)


def _add(archive: zipfile.ZipFile, name: str, opened: Callable[[], BinaryIO]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with opened() as source, archive.open(_entry(name), "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            target.write(block)
    return digest.hexdigest(), size


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=NO_TIME)
    entry.create_system = 3  # Unix, wherever it is written
    entry.external_attr = READABLE
    return entry


def _manifest(listed: Iterable[tuple[str, str]]) -> bytes:
    lines = sorted(listed, key=lambda pair: pair[1])
    return "".join(f"{digest}  {_escaped(path)}\n" for digest, path in lines).encode()


def _escaped(path: str) -> str:
    return "".join(ESCAPED.get(one, one) for one in path)


def _one_line(text: str) -> str:
    return " ".join(text.split())
