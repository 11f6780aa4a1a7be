"""Matroska and WebM: a SimpleTag `AIGC` in a list of tags of its own, at the end of the segment.

Nothing before it moves. The table at the beginning names its place where there is room left for
one more line, so that players find it without reading to the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.intake.media.matroska import (
    CLUSTER,
    NAME,
    SEGMENT,
    SIMPLE,
    STRING,
    TAG,
    TAGS,
    vint,
)
from assessments.intake.media.window import Window
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import no_room

TABLE, ENTRY, ENTRY_ID, ENTRY_PLACE, VOID, CHECK = 0x114D9B74, 0x4DBB, 0x53AB, 0x53AC, 0xEC, 0xBF
TARGETS = 0x63C0
CHECK_SIZE = 6
SMALLEST = 2  # bytes of an element that holds nothing


@dataclass(frozen=True, kw_only=True)
class _Element:
    kind: int
    at: int
    sized: int  # where its size stands
    start: int  # of its content
    end: int
    known: bool  # or without a size: to the end of the file


def write(source: Source, text: str) -> list[Splice]:
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        segment = next((one for one in _elements(window) if one.kind == SEGMENT), None)
        if segment is None:
            refuse(problem("damaged", where="Matroska"))
        tags = _tags(text)
        splices = [Splice(at=segment.end, put=tags)]
        if segment.known:
            size = segment.end - segment.start + len(tags)
            splices.append(_resized(segment, size))
        window = Window(file=file, at=segment.start, end=segment.end)
        return [*splices, *_listed(window, segment)]


def _elements(window: Window) -> Iterator[_Element]:
    """The elements of one level; without its size a cluster hides what follows it."""
    for _ in range(limits.BLOCKS.most):
        if window.left < SMALLEST:
            return
        at = window.at
        kind = vint(window, keep_marker=True)
        sized = window.at
        size = vint(window)
        start = window.at
        window.skip(window.left if size is None else size)
        end, known = window.at, size is not None
        yield _Element(kind=kind or 0, at=at, sized=sized, start=start, end=end, known=known)


def _resized(element: _Element, size: int) -> Splice:
    width = element.start - element.sized
    return Splice(at=element.sized, gone=width, put=_size(size, width))


def _size(size: int, width: int) -> bytes:
    if size >= (1 << 7 * width) - 1:
        no_room()
    return (size | 1 << 7 * width).to_bytes(width, "big")


def _pack(kind: int, body: bytes) -> bytes:
    width = 1 if len(body) < 0x7F else 4
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + _size(len(body), width) + body


def _tags(text: str) -> bytes:
    named = _pack(NAME, aigc_label.KEY.encode()) + _pack(STRING, text.encode())
    return _pack(TAGS, _pack(TAG, _pack(TARGETS, b"") + _pack(SIMPLE, named)))


def _listed(window: Window, segment: _Element) -> list[Splice]:
    """One line more in the table of places, taken from the empty element behind it."""
    table: _Element | None = None
    for one in _elements(window):
        if table is not None and one.kind == VOID:
            return _line(window, table, one, segment.end - segment.start)
        if one.kind == CLUSTER or table is not None:
            break
        table = one if one.kind == TABLE else None
    return []


def _line(window: Window, table: _Element, void: _Element, place: int) -> list[Splice]:
    named = _pack(ENTRY_ID, TAGS.to_bytes(4, "big")) + _pack(ENTRY_PLACE, place.to_bytes(8, "big"))
    line = _pack(ENTRY, named)
    left = void.end - void.at - len(line)
    if left < SMALLEST or table.end - table.start > limits.TEXT_RAW.most:
        return []
    window.at = table.start
    body = window.take(table.end - table.start) + line
    if body[0] == CHECK:
        rest = body[CHECK_SIZE:]
        body = body[: CHECK_SIZE - 4] + zlib.crc32(rest).to_bytes(4, "little") + rest
    width = 1 if left - 2 < 0x7F else 8
    empty = bytes([VOID]) + _size(left - 1 - width, width)
    return [
        _resized(table, len(body)),
        Splice(at=table.start, gone=table.end - table.start, put=body),
        Splice(at=void.at, gone=len(line) + len(empty), put=empty),
    ]
