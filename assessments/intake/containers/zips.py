"""A ZIP archive opened within bounds: members are counted and measured before any is unpacked.

Members are unpacked to memory only and never by their names, so that a name that climbs out of a
folder or a symbolic link has no effect. The declared size of a member is checked, and what it
unpacks to is cut at that size. Encrypted members are not read. The specification is PKWARE's
APPNOTE.TXT.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from assessments.intake.core import charset, limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Rejected, problem, raise_limit, reject
from assessments.intake.core.source import Source, directory_fits

MIN_RATIO_SIZE = limits.MIB  # a smaller archive is harmless at any ratio, and blank text packs well
ENCRYPTED = 0x1  # 4.4.4, general purpose bit flag: bit 0
UTF_8 = 0x800  # 4.4.4, bit 11: the name is in UTF-8
UNICODE_PATH = 0x7075
MAX_NAME = 200  # characters of a member's name that a person is shown
# What `zipfile` raises for a damaged archive or member.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, ValueError, RuntimeError, LookupError, OverflowError),
)


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """How many members, how many bytes in all, and how many times the packed size are allowed."""

    members: Limit = limits.ARCHIVE_MEMBERS
    total: Limit = limits.ARCHIVE_BYTES
    ratio: Limit = limits.ARCHIVE_RATIO


OFFICE = ArchiveLimits()
EXPORT = ArchiveLimits(members=limits.EXPORT_MEMBERS, total=limits.EXPORT_BYTES)


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The members that are files, in the archive's order, and access to their bytes."""

    file: zipfile.ZipFile
    members: tuple[zipfile.ZipInfo, ...]

    def has(self, name: str) -> bool:
        return any(member.filename == name for member in self.members)

    def open(self, member: zipfile.ZipInfo) -> BinaryIO:
        """The member as a stream that ends at its declared size; `Rejected` where it is none."""
        if member.flag_bits & ENCRYPTED:
            reject(problem("member_encrypted", name=printable_name(member.filename)))
        try:
            return cast(BinaryIO, self.file.open(member))
        except BROKEN as error:
            raise _damaged_member(member) from error

    def data(self, name: str, limit: Limit = limits.ARCHIVE_BYTES) -> bytes | None:
        """A member's bytes by its exact name; None where there is none."""
        member = next((found for found in self.members if found.filename == name), None)
        return None if member is None else self.member_data(member, limit)

    def member_data(self, member: zipfile.ZipInfo, limit: Limit = limits.ARCHIVE_BYTES) -> bytes:
        if member.file_size > limit.value:
            raise_limit(limit)
        try:
            with self.open(member) as file:
                return file.read(limit.value)
        except BROKEN as error:
            raise _damaged_member(member) from error


@contextmanager
def open_archive(source: Source, bounds: ArchiveLimits = OFFICE) -> Iterator[Archive]:
    """The archive; raises `Rejected` where its members are damaged or go beyond the bounds."""
    with source.open() as file:
        if not directory_fits(file, source.size):
            raise_limit(limits.EXPORT_MEMBERS)
        try:
            archive = zipfile.ZipFile(file)
        except BROKEN as error:
            raise Rejected(problem("archive_damaged")) from error
        with archive:
            yield Archive(file=archive, members=_check_members(archive, source.size, bounds))


def _check_members(
    archive: zipfile.ZipFile, packed: int, bounds: ArchiveLimits
) -> tuple[zipfile.ZipInfo, ...]:
    members = archive.infolist()
    for member in members:
        _name_member(member)
    if len(members) > bounds.members.value:
        raise_limit(bounds.members)
    total = sum(member.file_size for member in members)
    if total > bounds.total.value:
        raise_limit(bounds.total)
    if total > MIN_RATIO_SIZE and total > packed * bounds.ratio.value:
        raise_limit(bounds.ratio)
    return tuple(member for member in members if _is_file(member))


def _name_member(member: zipfile.ZipInfo) -> None:
    """Give a member the name that its archiver meant.

    4.6.9, Info-ZIP Unicode Path Extra Field: the name in UTF-8, for a name whose CRC-32 it states.
    Without the flag for UTF-8 (4.4.4, bit 11) a name is in the code page of the system that packed
    it, although Appendix D says code page 437.
    """
    if member.flag_bits & UTF_8:
        return
    try:
        written = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return
    if written.isascii():
        return
    name = _unicode_path(member.extra, written) or charset.guess(written)
    if name[1] != "latin-1":
        member.filename = name[0]


def _unicode_path(extra: bytes, written: bytes) -> tuple[str, str | None] | None:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        is_path = kind == UNICODE_PATH and field[:1] == b"\1" and len(field) > 5
        if is_path and int.from_bytes(field[1:5], "little") == zlib.crc32(written):
            return field[5:].decode("utf-8", "replace"), None
    return None


def _is_file(member: zipfile.ZipInfo) -> bool:
    # `zipfile.ZipInfo.is_dir` fails on a member without a name.
    return bool(member.filename) and not member.is_dir() and not is_link(member)


def is_link(member: zipfile.ZipInfo) -> bool:
    """A symbolic link as Unix archivers store it, whose content is a path."""
    # 4.4.15, external file attributes: Unix has the mode of the file in the upper 16 bits.
    return stat.S_ISLNK(member.external_attr >> 16)


def climbs(name: str) -> bool:
    """Whether a name points outside the archive."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or plain[1:2] == ":"


def printable_name(name: str) -> str:
    """A member's name for a person to read: its end, without control characters."""
    return "".join(char if char.isprintable() else "�" for char in name[-MAX_NAME:])


def _damaged_member(member: zipfile.ZipInfo) -> Rejected:
    return Rejected(problem("damaged", where=printable_name(member.filename)))
