"""A copy described by what changes in it, so that a film is never held in memory.

A splice replaces some bytes of the original by others; all other bytes are the original's own.
Offsets are those of the original.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source

BLOCK = limits.MIB  # bytes read at once while a copy is sent or read back


@dataclass(frozen=True, kw_only=True)
class Splice:
    """From `offset` on, `removed` bytes of the original are replaced by `inserted`."""

    offset: int
    removed: int = 0
    inserted: bytes = b""

    @property
    def size_change(self) -> int:
        """Return by how many bytes the copy grows; negative where it shrinks."""
        return len(self.inserted) - self.removed


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Bytes of the copy that come from one place: the original from `start` on, or `put`."""

    at: int  # the offset in the copy
    size: int
    start: int = 0
    put: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Copy(Source):
    """The original with its splices, readable as any other file.

    Splices that overlap or lie outside the original raise `Rejected` when the copy is read.
    """

    original: Source
    splices: tuple[Splice, ...]

    def open(self) -> BinaryIO:
        return io.BufferedReader(_RunsFile(self.original.open(), self._runs, self.size), BLOCK)

    @cached_property
    def size(self) -> int:
        return self.original.size + sum(splice.size_change for splice in self.splices)

    @cached_property
    def _read_all(self) -> bytes:
        with self.open() as file:
            return file.read()

    @cached_property
    def _runs(self) -> list[_Run]:
        runs, at, place = [], 0, 0  # offsets in the copy and in the original
        for splice in sorted(self.splices, key=_splice_order):
            if splice.offset < place or splice.offset + splice.removed > self.original.size:
                reject(problem("damaged", where="label"))
            runs.append(_Run(at=at, size=splice.offset - place, start=place))
            at += splice.offset - place
            runs.append(_Run(at=at, size=len(splice.inserted), put=splice.inserted))
            at, place = at + len(splice.inserted), splice.offset + splice.removed
        return [*runs, _Run(at=at, size=self.original.size - place, start=place)]


def _splice_order(splice: Splice) -> tuple[int, bool]:
    """By offset; what is inserted at an offset comes before what is replaced there."""
    return splice.offset, splice.removed > 0


class _RunsFile(io.RawIOBase):
    """The runs one after the other, as one file."""

    def __init__(self, file: BinaryIO, runs: Sequence[_Run], size: int) -> None:
        super().__init__()
        self._file, self._runs, self._size, self._at = file, runs, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        run = next((run for run in self._runs if run.at <= self._at < run.at + run.size), None)
        if run is None:
            return 0
        within = self._at - run.at
        size = min(len(buffer), run.size - within)
        if run.put is not None:
            data = run.put[within : within + size]
        else:
            self._file.seek(run.start + within)
            data = self._file.read(size)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
