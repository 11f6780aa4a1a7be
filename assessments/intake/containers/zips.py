"""A ZIP archive opened within bounds: members counted and measured before any is unpacked.

Unpacks to memory only and never by a member's name, so a name that climbs out of a folder or a
symbolic link has nothing to act on. What a member declares is checked, and what it then unpacks to
is cut at that figure. Encrypted members are not read.
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

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Refused, problem, refuse
from assessments.intake.core.source import Source, directory_fits

RATIO_FROM = limits.MIB  # below this size a ratio says nothing
ENCRYPTED = 0x1
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, ValueError, RuntimeError, LookupError, OverflowError),
)


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How many members, how many bytes in all, how many times the packed size."""

    members: Limit = limits.ARCHIVE_MEMBERS
    total: Limit = limits.ARCHIVE_BYTES
    ratio: Limit = limits.ARCHIVE_RATIO


OFFICE = Bounds()
EXPORT = Bounds(members=limits.EXPORT_MEMBERS, total=limits.EXPORT_BYTES)


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The members that are files, in the archive's order, and the way to their bytes."""

    file: zipfile.ZipFile
    members: tuple[zipfile.ZipInfo, ...]

    def has(self, name: str) -> bool:
        return any(one.filename == name for one in self.members)

    def open(self, member: zipfile.ZipInfo) -> BinaryIO:
        """The member as a stream that ends at its declared size."""
        if member.flag_bits & ENCRYPTED:
            refuse(problem("member_encrypted", name=shown(member.filename)))
        try:
            return cast(BinaryIO, self.file.open(member))
        except BROKEN as error:
            raise _damaged(member) from error

    def data(self, name: str, limit: Limit = limits.ARCHIVE_BYTES) -> bytes | None:
        """A member's bytes by its exact name; None where there is none."""
        member = next((one for one in self.members if one.filename == name), None)
        return None if member is None else self.member_data(member, limit)

    def member_data(self, member: zipfile.ZipInfo, limit: Limit = limits.ARCHIVE_BYTES) -> bytes:
        if member.file_size > limit.most:
            refuse(limit)
        try:
            with self.open(member) as file:
                return file.read(limit.most)
        except BROKEN as error:
            raise _damaged(member) from error


@contextmanager
def opened(source: Source, bounds: Bounds = OFFICE) -> Iterator[Archive]:
    """The archive, once its list of members is within the bounds."""
    with source.open() as file:
        if not directory_fits(file, source.size):
            refuse(limits.EXPORT_MEMBERS)
        try:
            archive = zipfile.ZipFile(file)
        except BROKEN as error:
            raise Refused(problem("archive_damaged")) from error
        with archive:
            yield Archive(file=archive, members=_checked(archive, source.size, bounds))


def _checked(archive: zipfile.ZipFile, packed: int, bounds: Bounds) -> tuple[zipfile.ZipInfo, ...]:
    members = archive.infolist()
    if len(members) > bounds.members.most:
        refuse(bounds.members)
    total = sum(one.file_size for one in members)
    if total > bounds.total.most:
        refuse(bounds.total)
    if total > RATIO_FROM and total > packed * bounds.ratio.most:
        refuse(bounds.ratio)
    return tuple(one for one in members if _is_file(one))


def _is_file(member: zipfile.ZipInfo) -> bool:
    # A nameless member is none; asked for a folder, the library trips over it.
    return bool(member.filename) and not member.is_dir() and not is_link(member)


def is_link(member: zipfile.ZipInfo) -> bool:
    """A symbolic link as Unix archivers store it: its text would be a path, not a file."""
    return stat.S_ISLNK(member.external_attr >> 16)


def climbs(name: str) -> bool:
    """Whether a name points outside the archive."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or plain[1:2] == ":"


def shown(name: str) -> str:
    """A member's name for a person to read: no control characters, and not too long."""
    return "".join(one if one.isprintable() else "�" for one in name[-200:])


def _damaged(member: zipfile.ZipInfo) -> Refused:
    return Refused(problem("damaged", where=shown(member.filename)))
