"""The texts of a picture's container, before their meaning is known.

The container readers (`png`, `jpeg`, …) fill a `Collector` within the limits; the generator readers
take the `Embedded` value that it builds and do not read the file again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from assessments.intake.core import charset, limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.limits import Limit
from assessments.intake.core.once import once
from assessments.intake.core.problems import Param, Problem, over_limit, problem
from assessments.intake.core.report import Raw, StatedTime

MAX_UNREAD = 20  # unknown parts that are named
# From packed bytes and a number to at most so many bytes, and whether that is all of them.
Inflater = Callable[[bytes, int], tuple[bytes, bool]]


class DamagedStream(Exception):
    """Packed bytes that cannot be unpacked."""


@dataclass(frozen=True, kw_only=True)
class EmbeddedText:
    """One text, its key as the container has it, and the carrier that held it."""

    key: str
    text: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """All texts of one picture in the order of the file, with its size and times."""

    media_type: str
    width: int | None = None
    height: int | None = None
    alpha: bool = False
    lossless: bool = False  # only then the lowest bits can carry a hidden text
    moves: bool = False  # whether it states that it has several frames
    texts: tuple[EmbeddedText, ...] = ()
    xmp: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()  # of XMP that the container's reader took apart
    unread: tuple[str, ...] = ()  # parts that the container's reader does not know, by name
    c2pa: bool = False
    times: tuple[StatedTime, ...] = ()
    problems: tuple[Problem, ...] = ()
    objects: dict[str, dict[str, Any] | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def get(self, *keys: str) -> str | None:
        """The first text under the first of the keys that the picture has."""
        first = self._first
        for key in keys:
            if key in first:
                return first[key]
        return None

    def has(self, key: str) -> bool:
        return key in self._first

    def object(self, key: str) -> dict[str, Any] | None:
        """The JSON object under a key; None where there is none. Raises as `parse_json` does."""
        text = self._first.get(key)
        return self.parse_object(text) if text else None

    def parse_object(self, text: str) -> dict[str, Any] | None:
        """The JSON object of a text, parsed once for all readers, which must not change it."""
        if text not in self.objects:
            self.objects[text] = parse_object(text)
        return self.objects[text]

    @once
    def _first(self) -> dict[str, str]:
        return {text.key: text.text for text in reversed(self.texts)}

    @property
    def raw(self) -> tuple[Raw, ...]:
        texts = tuple(Raw(where=f"{text.where} {text.key}", text=text.text) for text in self.texts)
        return texts + tuple(Raw(where="XMP", text=packet) for packet in self.xmp)


@dataclass
class Collector:
    """Gathers what a container reader finds and counts what it may still take.

    `size` is that of the file in bytes where it can hold deflated texts: they are inflated as far
    as its report has room for them.
    """

    media_type: str
    size: int | None = None
    width: int | None = None
    height: int | None = None
    alpha: bool = False
    lossless: bool = False
    moves: bool = False
    texts: list[EmbeddedText] = field(default_factory=list)
    xmp: list[str] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    c2pa: bool = False
    times: list[StatedTime] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    num_bytes: int = 0  # bytes of text so far, kept or inflated in vain
    blocks: int = 0

    def report(self, code: str, **params: Param) -> None:
        self.problems.append(problem(code, **params))

    def report_limit(self, limit: Limit) -> None:
        self.problems.append(over_limit(limit))

    def count_block(self) -> bool:
        """Count one more block; False, with a problem the first time, where there are too many."""
        self.blocks += 1
        if self.blocks == limits.BLOCKS.value + 1:
            self.report_limit(limits.BLOCKS)
        return self.blocks <= limits.BLOCKS.value

    def reserve(self, size: int, limit: Limit = limits.TEXT_RAW) -> bool:
        """Whether a text of `size` bytes may still be taken; it then counts as taken."""
        if size > limit.value or self.num_bytes + size > self._total.value:
            self.report_limit(limit if size > limit.value else self._total)
            return False
        self.num_bytes += size
        return True

    def add(self, key: str, text: str, where: str) -> None:
        text = text.rstrip("\0")
        if text and key:
            self.texts.append(EmbeddedText(key=key, text=text, where=where))

    def add_bytes(self, key: str, data: bytes, where: str) -> None:
        """Keep a text in an encoding that is not stated; say so where it had to be guessed."""
        if charset.is_guessed(data):
            self.report("encoding_guessed", where=key)
        self.add(key, decode_text(data), where)

    def add_value(self, key: str, value: Any, where: str) -> None:
        """Keep a value of JSON as text: a text as it is, anything else as JSON."""
        if not self.count_block():
            return
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if self.reserve(len(text), limits.TEXT_INFLATED):
            self.add(key, text, where)

    def add_unread(self, name: str) -> None:
        """Name a part that is not known here, once, so that nobody takes it for absent."""
        if name not in self.unread and len(self.unread) < MAX_UNREAD:
            self.unread.append(name)

    def add_xmp(self, data: bytes) -> None:
        if self.reserve(len(data), limits.XML_BYTES):
            self.xmp.append(data.decode("utf-8", "replace").strip("\0\ufeff \r\n"))

    def inflate(self, data: bytes, where: str, by: Inflater | None = None) -> bytes | None:
        """The inflated data (RFC 1950, unless `by` reads another form).

        None, with a problem, where it is damaged or too large.
        """
        max_size = min(limits.TEXT_INFLATED.value, self._total.value - self.num_bytes)
        if max_size <= 0:
            self.report_limit(self._total)
            return None
        try:
            out, is_whole = (by or inflate_zlib)(data, max_size)
        except DamagedStream:
            self.num_bytes += len(data)
            self.report("damaged", where=where)
            return None
        # What was inflated in vain counts too, or a thousand refused bombs are still a bomb.
        self.num_bytes += len(out)
        if not is_whole:
            too_large = max_size == limits.TEXT_INFLATED.value
            self.report_limit(limits.TEXT_INFLATED if too_large else self._total)
            return None
        return out

    @once
    def _total(self) -> Limit:
        """The limit on all texts together."""
        room = limits.TEXT_TOTAL.value
        if self.size is not None:
            room = min(room, limits.report_limit(self.size).value)
        return replace(limits.TEXT_TOTAL, value=room)

    def build(self) -> Embedded:
        return Embedded(
            media_type=self.media_type,
            width=self.width,
            height=self.height,
            alpha=self.alpha,
            lossless=self.lossless,
            moves=self.moves,
            texts=tuple(self.texts),
            xmp=tuple(self.xmp),
            properties=tuple(self.properties),
            unread=tuple(self.unread),
            c2pa=self.c2pa,
            times=tuple(self.times),
            problems=tuple(self.problems),
        )


ContainerReader = Callable[[bytes], Embedded]


def inflate_zlib(data: bytes, max_size: int) -> tuple[bytes, bool]:
    """The data inflated to `max_size` bytes at most, and whether that is all (RFC 1950)."""
    stream = zlib.decompressobj()
    try:
        out = stream.decompress(data, max_size)
    except zlib.error as error:
        raise DamagedStream from error
    return out, stream.eof or not stream.unconsumed_tail


def decode_text(data: bytes) -> str:
    """A text whose encoding is not stated: UTF-8 where it is valid, else what the bytes fit."""
    return charset.guess(data)[0]
