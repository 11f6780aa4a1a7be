"""The file to be read: its first bytes, its size, and bounded access to the rest.

Apart from the directory of a ZIP archive this module knows no formats. A reader either streams from
`open()` or takes `data()` within a limit. The specification of ZIP is PKWARE's APPNOTE.TXT.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass
from os.path import splitext
from pathlib import Path
from typing import Any, BinaryIO, cast

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.once import once
from assessments.intake.core.problems import raise_limit

HEAD = 4096  # bytes in which every format that is read shows itself
# Up to this size a file is opened once and read whole, which is faster (`benchmarks/reading.py`
# measures such files); beyond it that would cost memory.
MAX_WHOLE_BYTES = 8 * limits.MIB
# The largest directory of a ZIP archive that is opened: an entry has 46 bytes and a name (4.3.12),
# so this is room for EXPORT_MEMBERS members with names of 370 bytes.
MAX_DIRECTORY_BYTES = 8 * limits.MIB
# 4.3.16, end of central directory record: signature, size without the comment; 4.3.14, ZIP64 end of
# central directory record: signature.
END, END_SIZE, END64 = b"PK\x05\x06", 22, b"PK\x06\x06"
MAX_COMMENT = 0xFFFF  # 4.3.16: the length of the comment has two bytes
IN_ZIP64 = 0xFFFFFFFF  # 4.4.1.4: a field of all ones stands in the ZIP64 record


def directory_fits(file: BinaryIO, size: int) -> bool:
    """Whether the central directory, which `zipfile` holds in memory, is within DIRECTORY_BYTES.

    `size` is the size of the file. Its read position is at the start afterwards.
    """
    tail_size = min(size, END_SIZE + MAX_COMMENT)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    file.seek(0)
    # As `zipfile` does: first the record without a comment, then the last signature.
    plain = tail[-END_SIZE:].startswith(END) and tail.endswith(b"\0\0")
    at = len(tail) - END_SIZE if plain else tail.rfind(END)
    # 4.3.16: the size of the central directory, four bytes at 12; 4.3.14: eight bytes at 40.
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed == IN_ZIP64:
        at = tail.rfind(END64)
        listed = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else IN_ZIP64
    return listed <= MAX_DIRECTORY_BYTES


class _DescriptorReader(io.RawIOBase):
    """Reads an open file from a position of its own, which pread(2) does not move."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor, self._size, self._at = descriptor, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = os.pread(self._descriptor, len(buffer), self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("negative position")
        self._at = start + offset
        return self._at


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file, from disk, from memory or open already; `name` is what the person called it.

    An open file is read at its offsets, so that everybody who opens the source has a position of
    their own. Its properties raise `OSError` where the file cannot be opened or is no regular file.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    descriptor: int | None = None

    def open(self) -> BinaryIO:
        if self.content is not None:
            return io.BytesIO(self.content)
        if self.descriptor is not None:
            return io.BufferedReader(_DescriptorReader(self.descriptor, self.size))
        assert self.path is not None
        return self.path.open("rb")

    @once
    def size(self) -> int:
        if self.content is not None:
            return len(self.content)
        if self.descriptor is not None:
            return os.fstat(self.descriptor).st_size
        assert self.path is not None
        status = os.stat(self.path)
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for, a device has no end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return status.st_size

    @once
    def head(self) -> bytes:
        if self.is_small:
            return self._read_all[:HEAD]
        with self.open() as file:
            return file.read(HEAD)

    @once
    def extension(self) -> str:
        """The name's ending in lower case, without the dot."""
        return splitext(self.name)[1].lower().lstrip(".")

    @once
    def sha256(self) -> str:
        if self.is_small:
            return hashlib.sha256(self._read_all).hexdigest()
        with self.open() as file:
            return hashlib.file_digest(cast("io.BytesIO", file), "sha256").hexdigest()

    def data(self, limit: Limit = limits.FILE) -> bytes:
        """All bytes; raises `Rejected` where the file is larger than the limit."""
        if self.size > limit.value:
            raise_limit(limit)
        return self._read_all

    @property
    def is_small(self) -> bool:
        """Whether the file is read whole when it is first looked at."""
        return self.size <= MAX_WHOLE_BYTES

    @once
    def _read_all(self) -> bytes:
        if self.content is not None:
            return self.content
        if self.descriptor is not None:
            with self.open() as file:
                return file.read()
        assert self.path is not None
        # A file object around the descriptor takes as long as reading a small picture.
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            data = os.read(descriptor, self.size)
        finally:
            os.close(descriptor)
        return data if len(data) == self.size else self.path.read_bytes()

    @once
    def zip_names(self) -> frozenset[str]:
        """The names of the members where the file is a ZIP archive; nothing is unpacked."""
        if not self.head.startswith(b"PK"):
            return frozenset()
        try:
            with self.open() as file:
                if not directory_fits(file, self.size):
                    return frozenset()
                with zipfile.ZipFile(file) as archive:
                    return frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return frozenset()
