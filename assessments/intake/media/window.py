"""A bounded view of a file, which never reads past the end of the part it stands for.

The readers of containers walk with it. A part is skipped, not loaded; a text is loaded up to a
limit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import Time


class Truncated(Exception):
    """A part of the file is shorter than its own structure says."""


@dataclass(kw_only=True)
class Window:
    """A file between two offsets, read forward; what would pass `end` raises `Truncated`."""

    file: BinaryIO
    at: int
    end: int

    def take(self, size: int) -> bytes:
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
        return int.from_bytes(self.take(size), order)

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
        return self.take(self.end - self.at)

    @property
    def left(self) -> int:
        return self.end - self.at


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A named text of the container."""

    name: str  # with the field that carries it: TXXX:AIGC, INFO:IART, COMMENT
    value: str

    @property
    def key(self) -> str:
        """The name in upper case, without the field that carries it."""
        return self.name.rpartition(":")[2].upper()


@dataclass(kw_only=True)
class Media:
    """What a container of sound or film holds, gathered while a reader walks it."""

    media_type: str
    tags: list[Tag] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    xmp: list[str] = field(default_factory=list)
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    c2pa: bool = False  # Content Credentials are there; whether they hold is another reader's task
    blocks: int = 0
    chars: int = 0

    def add(self, name: str, value: str) -> None:
        """Keep a text; one past the bounds is left out and reported."""
        value = value.strip("\0").strip()
        self.chars += len(value)
        if len(value) > limits.TEXT_INFLATED.value or self.chars > limits.TEXT_TOTAL.value:
            self.problems.append(over_limit(limits.TEXT_TOTAL))
        elif value:
            self.tags.append(Tag(name=name, value=value))

    def text(self, part: Window) -> bytes | None:
        """A part's bytes, or None (and a problem) where it is larger than a text may be."""
        if part.left > limits.TEXT_RAW.value:
            self.problems.append(over_limit(limits.TEXT_RAW))
            return None
        return part.rest()

    def another(self) -> bool:
        """Count one more part; False, with a problem the first time, where there are too many."""
        self.blocks += 1
        if self.blocks == limits.BLOCKS.value + 1:
            self.problems.append(over_limit(limits.BLOCKS))
        return self.blocks <= limits.BLOCKS.value

    def broken(self, where: str) -> None:
        self.problems.append(problem("truncated", where=where))

    def lasts(self, amount: float, rate: float) -> None:
        """Set the duration to `amount / rate` seconds, unless it is set or one of them is zero."""
        if self.seconds is None and amount > 0 and rate > 0:
            self.seconds = round(amount / rate, 3)


def decoded(data: bytes, *encodings: str) -> str:
    """Text in the first encoding that fits; UTF-8 comes first, since many writers use it anyway."""
    for encoding in ("utf-8", *encodings):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
