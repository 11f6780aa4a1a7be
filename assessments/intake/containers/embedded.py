"""What stands in a picture's container, before anyone says what it means.

The container readers (`png`, `jpeg`, …) fill a `Collector` within the limits; the generator readers
take the `Embedded` value that comes out of it and never touch the file again.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Param, Problem, beyond, problem
from assessments.intake.core.report import Raw, Time


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text: its key as the container has it, and the carrier it was found in."""

    key: str
    text: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """Everything textual of one picture, in file order."""

    media_type: str
    width: int | None = None
    height: int | None = None
    alpha: bool = False  # pixels may carry a hidden text
    lossless: bool = False
    texts: tuple[Text, ...] = ()
    xmp: tuple[str, ...] = ()
    c2pa: bool = False
    times: tuple[Time, ...] = ()
    problems: tuple[Problem, ...] = ()
    objects: dict[str, dict[str, Any] | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def get(self, *keys: str) -> str | None:
        """The first text under any of the keys, in the order of the keys."""
        first = self._first
        for key in keys:
            if key in first:
                return first[key]
        return None

    def has(self, key: str) -> bool:
        return key in self._first

    def object(self, key: str) -> dict[str, Any] | None:
        """The JSON object under a key."""
        text = self._first.get(key)
        return self.parsed(text) if text else None

    def parsed(self, text: str) -> dict[str, Any] | None:
        """The JSON object that a text is, parsed once for all readers, which only look at it."""
        if text not in self.objects:
            self.objects[text] = parse_object(text)
        return self.objects[text]

    @cached_property
    def _first(self) -> dict[str, str]:
        return {one.key: one.text for one in reversed(self.texts)}

    @property
    def raw(self) -> tuple[Raw, ...]:
        texts = tuple(Raw(where=f"{one.where} {one.key}", text=one.text) for one in self.texts)
        return texts + tuple(Raw(where="XMP", text=one) for one in self.xmp)


@dataclass
class Collector:
    """Gathers what a container reader meets and keeps count of what it may still take."""

    media_type: str
    width: int | None = None
    height: int | None = None
    alpha: bool = False
    lossless: bool = False
    texts: list[Text] = field(default_factory=list)
    xmp: list[str] = field(default_factory=list)
    c2pa: bool = False
    times: list[Time] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    taken: int = 0
    blocks: int = 0

    def complain(self, code: str, **params: Param) -> None:
        self.problems.append(problem(code, **params))

    def exceed(self, limit: Limit) -> None:
        self.problems.append(beyond(limit))

    def may_count(self) -> bool:
        """One more block, unless there were too many; says so once."""
        self.blocks += 1
        if self.blocks == limits.BLOCKS.most + 1:
            self.exceed(limits.BLOCKS)
        return self.blocks <= limits.BLOCKS.most

    def room(self, size: int, limit: Limit = limits.TEXT_RAW) -> bool:
        """Whether a text of this size may still be taken; it then counts as taken."""
        if size > limit.most or self.taken + size > limits.TEXT_TOTAL.most:
            self.exceed(limit if size > limit.most else limits.TEXT_TOTAL)
            return False
        self.taken += size
        return True

    def add(self, key: str, text: str, where: str) -> None:
        text = text.rstrip("\0")
        if text and key:
            self.texts.append(Text(key=key, text=text, where=where))

    def add_xmp(self, data: bytes) -> None:
        if self.room(len(data), limits.XML_BYTES):
            self.xmp.append(data.decode("utf-8", "replace").strip("\0\ufeff \r\n"))

    def inflate(self, data: bytes, where: str) -> bytes | None:
        """Inflated data within what is left; None, with a problem, when it does not fit."""
        most = min(limits.TEXT_INFLATED.most, limits.TEXT_TOTAL.most - self.taken)
        if most <= 0:
            self.exceed(limits.TEXT_TOTAL)
            return None
        stream = zlib.decompressobj()
        try:
            out = stream.decompress(data, most)
        except zlib.error:
            self.taken += len(data)
            self.complain("damaged", where=where)
            return None
        # What was inflated in vain counts too, or a thousand refused bombs are still a bomb.
        self.taken += len(out)
        if stream.unconsumed_tail and not stream.eof:
            self.exceed(limits.TEXT_INFLATED)
            return None
        return out

    def done(self) -> Embedded:
        return Embedded(
            media_type=self.media_type,
            width=self.width,
            height=self.height,
            alpha=self.alpha,
            lossless=self.lossless,
            texts=tuple(self.texts),
            xmp=tuple(self.xmp),
            c2pa=self.c2pa,
            times=tuple(self.times),
            problems=tuple(self.problems),
        )


ContainerReader = Callable[[bytes], Embedded]


def decoded(data: bytes) -> str:
    """A text whose encoding nobody states: UTF-8 where it is valid, else Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
