"""Matroska and WebM: a SimpleTag `AIGC` in a Tags element of its own, at the end of the segment.

Nothing before it moves. The SeekHead at the beginning gets an entry for it where a Void element
leaves room, so that players find it without reading to the end. EBML is RFC 8794, Matroska is RFC
9559.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source
from assessments.intake.core.window import Window
from assessments.intake.provenance import aigc_label
from assessments.intake.readers.audio_video.matroska import (
    CLUSTER,
    NAME,
    SEGMENT,
    SIMPLE,
    STRING,
    TAG,
    TAGS,
    vint,
)
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import reject_no_room

# RFC 9559: 5.1.1 SeekHead, 5.1.1.1 Seek, 5.1.1.1.1 SeekID, 5.1.1.1.2 SeekPosition. RFC 8794: 11.3.2
# Void, 11.3.1 CRC-32.
SEEK_HEAD, SEEK, SEEK_ID, SEEK_POSITION, VOID, CRC_32 = (
    0x114D9B74,
    0x4DBB,
    0x53AB,
    0x53AC,
    0xEC,
    0xBF,
)
TARGETS = 0x63C0  # RFC 9559, 5.1.8.1.1; empty, the tag is about the whole segment
CRC_32_SIZE = 6  # RFC 8794, 11.3.1: ID and size (one byte each) and four bytes of checksum
MIN_ELEMENT_SIZE = 2  # bytes of an element without content: its ID and its size
ONE_BYTE_SIZES = 0x7F  # RFC 8794, 6: sizes below it fit into one byte; all ones mean "unknown"


@dataclass(frozen=True, kw_only=True)
class _Element:
    kind: int
    at: int
    size_at: int  # the offset of its size
    start: int  # the offset of its content
    end: int
    is_size_known: (
        bool  # False where its size is unknown, so that it reaches to the end of the file
    )


def write(source: Source, text: str) -> list[Splice]:
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        segment = next((found for found in _elements(window) if found.kind == SEGMENT), None)
        if segment is None:
            reject(problem("damaged", where="Matroska"))
        tags = _pack_tags(text)
        splices = [Splice(offset=segment.end, inserted=tags)]
        if segment.is_size_known:
            size = segment.end - segment.start + len(tags)
            splices.append(_resize(segment, size))
        window = Window(file=file, at=segment.start, end=segment.end)
        return [*splices, *_list_tags(window, segment)]


def _elements(window: Window) -> Iterator[_Element]:
    """The elements of one level; raises `Truncated` for a damaged one.

    A cluster of unknown size counts as the last element, since its end is not looked for.
    """
    for _ in range(limits.BLOCKS.value):
        if window.remaining < MIN_ELEMENT_SIZE:
            return
        at = window.at
        kind = vint(window, keep_marker=True)
        size_at = window.at
        size = vint(window)
        start = window.at
        window.skip(window.remaining if size is None else size)
        end, is_size_known = window.at, size is not None
        yield _Element(
            kind=kind or 0,
            at=at,
            size_at=size_at,
            start=start,
            end=end,
            is_size_known=is_size_known,
        )


def _resize(element: _Element, size: int) -> Splice:
    """The change of an element's size, in as many bytes as it has."""
    width = element.start - element.size_at
    return Splice(offset=element.size_at, removed=width, inserted=_pack_size(size, width))


def _pack_size(size: int, width: int) -> bytes:
    # RFC 8794, 4 and 6: the marker bit, then the number in the bits that are left; all ones are
    # the unknown size.
    if size >= (1 << 7 * width) - 1:
        reject_no_room()
    return (size | 1 << 7 * width).to_bytes(width, "big")


def _pack(kind: int, body: bytes) -> bytes:
    width = 1 if len(body) < ONE_BYTE_SIZES else 4
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + _pack_size(len(body), width) + body


def _pack_tags(text: str) -> bytes:
    named = _pack(NAME, aigc_label.KEY.encode()) + _pack(STRING, text.encode())
    return _pack(TAGS, _pack(TAG, _pack(TARGETS, b"") + _pack(SIMPLE, named)))


def _list_tags(window: Window, segment: _Element) -> list[Splice]:
    """One more entry in the SeekHead, in room that the Void element behind it gives up."""
    table: _Element | None = None
    for element in _elements(window):
        if table is not None and element.kind == VOID:
            return _add_entry(window, table, element, segment.end - segment.start)
        if element.kind == CLUSTER or table is not None:
            break
        table = element if element.kind == SEEK_HEAD else None
    return []


def _add_entry(window: Window, table: _Element, void: _Element, place: int) -> list[Splice]:
    """The SeekHead with an entry for Tags at the position `place`, and the shorter Void element."""
    # RFC 9559, 5.1.1.1.2: a position counts from the content of the segment on.
    named = _pack(SEEK_ID, TAGS.to_bytes(4, "big")) + _pack(SEEK_POSITION, place.to_bytes(8, "big"))
    line = _pack(SEEK, named)
    left = void.end - void.at - len(line)
    if left < MIN_ELEMENT_SIZE or table.end - table.start > limits.TEXT_RAW.value:
        return []
    window.at = table.start
    body = window.read(table.end - table.start) + line
    # RFC 8794, 11.3.1: a CRC-32 element stands first in its parent and covers all that follows it
    # there, little-endian, with the polynomial of ISO 3309.
    if body[0] == CRC_32:
        rest = body[CRC_32_SIZE:]
        body = body[: CRC_32_SIZE - 4] + zlib.crc32(rest).to_bytes(4, "little") + rest
    width = 1 if left - 2 < ONE_BYTE_SIZES else 8
    empty = bytes([VOID]) + _pack_size(left - 1 - width, width)
    return [
        _resize(table, len(body)),
        Splice(offset=table.start, removed=table.end - table.start, inserted=body),
        Splice(offset=void.at, removed=len(line) + len(empty), inserted=empty),
    ]
