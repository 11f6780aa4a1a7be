"""A bounded look into a file: so many bytes from here, never past the end of the part it is in.

Readers of containers walk with it. A part is skipped, not loaded; a text is loaded up to a limit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, beyond, problem
from assessments.intake.core.report import Time


class Truncated(Exception):
    """The part ends before what should stand in it."""


@dataclass(kw_only=True)
class Window:
    """A file between two offsets, read forward."""

    file: BinaryIO
    at: int
    end: int

    def take(self, size: int) -> bytes:
        if size < 0 or self.at + size > self.end:
            raise Truncated
        self.file.seek(self.at)
        data = self.file.read(size)
        if len(data) < size:
            raise Truncated
        self.at += size
        return data

    def number(self, size: int, order: str = "big") -> int:
        return int.from_bytes(self.take(size), "big" if order == "big" else "little")

    def skip(self, size: int) -> None:
        if size < 0 or self.at + size > self.end:
            raise Truncated
        self.at += size

    def part(self, size: int) -> Window:
        """The next so many bytes as a window of their own; this one moves past them."""
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
    """A named text of the container, with the field that carries it."""

    name: str  # as the container has it: TXXX:AIGC, INFO:IART, COMMENT
    value: str

    @property
    def key(self) -> str:
        """The name without the part of the container it stands in."""
        return self.name.rpartition(":")[2].upper()


@dataclass(kw_only=True)
class Media:
    """What a container of sound or film says, gathered while walking it."""

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
        """Keeps a text; past the bounds it is left out and said."""
        value = value.strip("\0").strip()
        self.chars += len(value)
        if len(value) > limits.TEXT_INFLATED.most or self.chars > limits.TEXT_TOTAL.most:
            self.problems.append(beyond(limits.TEXT_TOTAL))
        elif value:
            self.tags.append(Tag(name=name, value=value))

    def text(self, part: Window) -> bytes | None:
        """A part's bytes, or None (and a problem) where it is larger than a text may be."""
        if part.left > limits.TEXT_RAW.most:
            self.problems.append(beyond(limits.TEXT_RAW))
            return None
        return part.rest()

    def another(self) -> bool:
        """Whether one more part may be looked at."""
        self.blocks += 1
        if self.blocks == limits.BLOCKS.most + 1:
            self.problems.append(beyond(limits.BLOCKS))
        return self.blocks <= limits.BLOCKS.most

    def broken(self, where: str) -> None:
        self.problems.append(problem("truncated", where=where))

    def lasts(self, amount: float, rate: float) -> None:
        """Sets the duration from a count and its rate, unless one of them says nothing."""
        if self.seconds is None and amount > 0 and rate > 0:
            self.seconds = round(amount / rate, 3)


def decoded(data: bytes, *encodings: str) -> str:
    """Text in the first encoding that fits; UTF-8 comes first, because writers ignore the rules."""
    for encoding in ("utf-8", *encodings):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
