"""A bounded view of a file, which never reads past the end of the part it stands for.

The readers of containers walk with it. A part is skipped, not loaded; a text is loaded up to a
limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Literal

from assessments.intake.core import charset


class Truncated(Exception):
    """A part of the file is shorter than its own structure says."""


@dataclass(kw_only=True)
class Window:
    """A file between two offsets, read forward; what would pass `end` raises `Truncated`."""

    file: BinaryIO
    at: int
    end: int

    def read(self, size: int) -> bytes:
        if size < 0 or self.at + size > self.end:
            raise Truncated
        data = self.read_at(self.at, size)
        self.at += size
        return data

    def read_at(self, offset: int, size: int) -> bytes:
        """So many bytes of the file from an offset on, wherever this window stands."""
        self.file.seek(offset)
        data = self.file.read(size)
        if len(data) < size:
            raise Truncated
        return data

    def number(self, size: int, order: Literal["big", "little"] = "big") -> int:
        """The next `size` bytes as an unsigned integer."""
        return int.from_bytes(self.read(size), order)

    def skip(self, size: int) -> None:
        if size < 0 or self.at + size > self.end:
            raise Truncated
        self.at += size

    def part(self, size: int) -> Window:
        """The next `size` bytes as a window of their own; this one moves past them."""
        inner = Window(file=self.file, at=self.at, end=self.at + size)
        self.skip(size)
        return inner

    def rest(self) -> bytes:
        return self.read(self.end - self.at)

    @property
    def remaining(self) -> int:
        return self.end - self.at


def decode_text(data: bytes, *encodings: str) -> str:
    """Text in the first encoding that fits; UTF-8 comes first, since many writers use it anyway."""
    for encoding in ("utf-8", *encodings):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return charset.guess(data)[0]
