"""A copy described as what changes in it, so that a film is never held in memory.

A splice takes out some bytes of the original and puts others in their place; all else is the
original's own. Offsets are those of the original.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source

BLOCK = limits.MIB


@dataclass(frozen=True, kw_only=True)
class Splice:
    """From `at` on, `gone` bytes of the original give way to `put`."""

    at: int
    gone: int = 0
    put: bytes = b""

    @property
    def added(self) -> int:
        return len(self.put) - self.gone


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Bytes of the copy that come from one place: the original from `start` on, or `put`."""

    at: int  # in the copy
    size: int
    start: int = 0
    put: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Copy(Source):
    """The original with its splices, to be read as any other file."""

    original: Source
    splices: tuple[Splice, ...]

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Joined(self.original.open(), self._runs, self.size), BLOCK)

    @cached_property
    def size(self) -> int:
        return self.original.size + sum(one.added for one in self.splices)

    @cached_property
    def _loaded(self) -> bytes:
        with self.open() as file:
            return file.read()

    @cached_property
    def _runs(self) -> list[_Run]:
        runs, at, place = [], 0, 0
        for splice in sorted(self.splices, key=lambda one: (one.at, one.gone > 0)):
            if splice.at < place or splice.at + splice.gone > self.original.size:
                refuse(problem("damaged", where="label"))
            runs.append(_Run(at=at, size=splice.at - place, start=place))
            at += splice.at - place
            runs.append(_Run(at=at, size=len(splice.put), put=splice.put))
            at, place = at + len(splice.put), splice.at + splice.gone
        return [*runs, _Run(at=at, size=self.original.size - place, start=place)]


class _Joined(io.RawIOBase):
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
        run = next((one for one in self._runs if one.at <= self._at < one.at + one.size), None)
        if run is None:
            return 0
        within = self._at - run.at
        most = min(len(buffer), run.size - within)
        if run.put is not None:
            data = run.put[within : within + most]
        else:
            self._file.seek(run.start + within)
            data = self._file.read(most)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
