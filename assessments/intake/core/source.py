"""The file to be read: its first bytes, its size, and bounded ways to get at the rest.

Knows nothing of formats. A reader either streams from `open()` or takes `data()` within a limit.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass
from functools import cached_property
from os.path import splitext
from pathlib import Path
from typing import BinaryIO, cast

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import refuse

HEAD = 4096
ONCE = 8 * limits.MIB  # up to here a file is opened once and read whole
DIRECTORY_BYTES = 8 * limits.MIB  # a ZIP archive's list of members larger than this is none
END, END_SIZE, END64, WIDE = b"PK\x05\x06", 22, b"PK\x06\x06", 0xFFFFFFFF


def directory_fits(file: BinaryIO, size: int) -> bool:
    """Whether an archive's list of members, which opening it holds in memory, is within bounds.

    Its size stands in the record at the end, in a second one before that where it is large.
    """
    tail_size = min(size, END_SIZE + 0xFFFF)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    file.seek(0)
    plain = tail[-END_SIZE:].startswith(END) and tail.endswith(b"\0\0")
    at = len(tail) - END_SIZE if plain else tail.rfind(END)
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed == WIDE:
        at = tail.rfind(END64)
        listed = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else WIDE
    return listed <= DIRECTORY_BYTES


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file, from disk or from memory. `name` is only for display and for the last doubt."""

    name: str
    path: Path | None = None
    content: bytes | None = None

    def open(self) -> BinaryIO:
        if self.content is not None:
            return io.BytesIO(self.content)
        assert self.path is not None
        return self.path.open("rb")

    @cached_property
    def size(self) -> int:
        if self.content is not None:
            return len(self.content)
        assert self.path is not None
        found = os.stat(self.path)
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for, a device has no end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return found.st_size

    @cached_property
    def head(self) -> bytes:
        if self._small:
            return self._loaded[:HEAD]
        with self.open() as file:
            return file.read(HEAD)

    @cached_property
    def ending(self) -> str:
        """The name's ending, lower case, without the dot."""
        return splitext(self.name)[1].lower().lstrip(".")

    @cached_property
    def sha256(self) -> str:
        if self._small:
            return hashlib.sha256(self._loaded).hexdigest()
        with self.open() as file:
            return hashlib.file_digest(cast("io.BytesIO", file), "sha256").hexdigest()

    def data(self, limit: Limit = limits.FILE) -> bytes:
        """All bytes; refuses a file larger than the limit."""
        if self.size > limit.most:
            refuse(limit)
        return self._loaded

    @property
    def _small(self) -> bool:
        return self.size <= ONCE

    @cached_property
    def _loaded(self) -> bytes:
        if self.content is not None:
            return self.content
        assert self.path is not None
        # A file object around the descriptor takes as long as reading a small picture.
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            data = os.read(descriptor, self.size)
        finally:
            os.close(descriptor)
        return data if len(data) == self.size else self.path.read_bytes()

    @cached_property
    def zip_names(self) -> frozenset[str]:
        """Member names when the file is a ZIP archive, else none; nothing is unpacked."""
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
