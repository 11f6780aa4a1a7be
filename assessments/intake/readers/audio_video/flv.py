"""FLV: the script tag `onMetaData`, where the label stands as `AIGC`.

Clauses: Adobe's "Flash Video File Format Specification" 10.1, Annex E. First tags only.
"""

from __future__ import annotations

import struct

from assessments.intake.core import limits
from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video.container import Media

SCRIPT = 18  # E.4.1: the type of a tag with script data
HEADER_SIZE = 9  # E.2: of version 1; the header says how long it is
TAG_HEADER_SIZE = 15  # E.3 and E.4.1: the size of the tag before it (4 bytes) and its own head (11)
MAX_TAGS = 16  # E.5 has `onMetaData` at the beginning; a film has thousands of tags
# E.4.4.2, SCRIPTDATAVALUE: the types of a value.
NUMBER, BOOLEAN, STRING, OBJECT, NULL, ARRAY, LIST, DATE, LONG = 0, 1, 2, 3, 5, 8, 10, 11, 12
MAX_SIDE = 1 << 20  # pixels; a width or height beyond it is no size of a film


def detect(head: bytes) -> bool:
    return head[:4] == b"FLV\x01"


def read(media: Media, file: Window) -> None:
    # E.2, the FLV header: signature and version (four bytes), flags (one byte), and the offset of
    # the body (four bytes, big-endian).
    file.skip(5)
    file.skip(max(0, file.number(4) - HEADER_SIZE))
    for _ in range(MAX_TAGS):
        if file.remaining < TAG_HEADER_SIZE:
            return
        # E.3: the size of the tag before this one. E.4.1: type (one byte), size of the data (three
        # bytes), timestamp (four bytes), stream id (three bytes).
        file.skip(4)
        kind, size = file.number(1), file.number(3)
        file.skip(7)
        part = file.part(min(size, file.remaining))
        if kind == SCRIPT and part.remaining <= limits.TEXT_RAW.value:
            _read_script(media, part)


def _read_script(media: Media, part: Window) -> None:
    # E.4.4.1, SCRIPTDATA: a name, which is a string, and a value.
    try:
        if part.number(1) == STRING and part.read(part.number(2)) == b"onMetaData":
            _read_value(media, "onMetaData", part, 0)
    except Truncated:
        media.report_truncated("onMetaData")


def _read_value(media: Media, name: str, part: Window, depth: int) -> None:
    """Add a text or a number under its name; raises `Truncated` for a type that is not known."""
    # E.4.4.2, SCRIPTDATAVALUE: the type in one byte, then the value.
    kind = part.number(1)
    if depth > limits.BOX_DEPTH.value or not media.count_block():
        raise Truncated
    if kind == NUMBER:
        _add_number(media, name, struct.unpack(">d", part.read(8))[0])
    elif kind == BOOLEAN:
        part.skip(1)
    # A string has its length in two bytes, a long string in four.
    elif kind in (STRING, LONG):
        media.add(name, decode_text(part.read(part.number(2 if kind == STRING else 4))))
    # An ECMA array is an object behind an approximate number of its members (four bytes).
    elif kind in (OBJECT, ARRAY):
        part.skip(4 if kind == ARRAY else 0)
        _read_members(media, part, depth)
    # A strict array: the number of its values, then the values without names.
    elif kind == LIST:
        for _ in range(min(part.number(4), limits.BLOCKS.value)):
            _read_value(media, name, part, depth + 1)
    # A date: milliseconds as a double (eight bytes) and the offset from UTC (two bytes).
    elif kind == DATE:
        part.skip(10)
    elif kind != NULL:
        raise Truncated


def _read_members(media: Media, part: Window, depth: int) -> None:
    # Name and value by turns; an empty name and the type 9 (one byte) end the object.
    while part.remaining >= 3:
        name = decode_text(part.read(part.number(2)))
        if not name:
            part.skip(1)
            return
        _read_value(media, name, part, depth + 1)


def _add_number(media: Media, name: str, value: float) -> None:
    # E.5, onMetaData: duration in seconds, width and height in pixels.
    if name == "duration":
        media.set_duration(value, 1)
    elif name == "width" and 0 < value < MAX_SIDE:
        media.width = int(value)
    elif name == "height" and 0 < value < MAX_SIDE:
        media.height = int(value)
