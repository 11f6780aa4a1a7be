"""FLV: the script tag `onMetaData`, where the label stands as `AIGC`.

Trigger: `FLV` and version 1. Reads the first tags only; sound and picture are stepped over.
"""

from __future__ import annotations

import struct

from assessments.intake.core import limits
from assessments.intake.media.window import Media, Truncated, Window, decoded

SCRIPT = 18
TAGS_READ = 16  # the script stands at the beginning
NUMBER, BOOLEAN, STRING, OBJECT, NULL, ARRAY, LIST, DATE, LONG = 0, 1, 2, 3, 5, 8, 10, 11, 12


def detect(head: bytes) -> bool:
    return head[:4] == b"FLV\x01"


def read(media: Media, file: Window) -> None:
    file.skip(5)
    file.skip(max(0, file.number(4) - 9))
    for _ in range(TAGS_READ):
        if file.left < 15:
            return
        file.skip(4)
        kind, size = file.number(1), file.number(3)
        file.skip(7)
        part = file.part(min(size, file.left))
        if kind == SCRIPT and (part.left <= limits.TEXT_RAW.most):
            _script(media, part)


def _script(media: Media, part: Window) -> None:
    try:
        if part.number(1) == STRING and part.take(part.number(2)) == b"onMetaData":
            _value(media, "onMetaData", part, 0)
    except Truncated:
        media.broken("onMetaData")


def _value(media: Media, name: str, part: Window, depth: int) -> None:
    kind = part.number(1)
    if depth > limits.BOX_DEPTH.most or not media.another():
        raise Truncated
    if kind == NUMBER:
        _number(media, name, struct.unpack(">d", part.take(8))[0])
    elif kind == BOOLEAN:
        part.skip(1)
    elif kind in (STRING, LONG):
        media.add(name, decoded(part.take(part.number(2 if kind == STRING else 4))))
    elif kind in (OBJECT, ARRAY):
        part.skip(4 if kind == ARRAY else 0)
        _members(media, part, depth)
    elif kind == LIST:
        for _ in range(min(part.number(4), limits.BLOCKS.most)):
            _value(media, name, part, depth + 1)
    elif kind == DATE:
        part.skip(10)
    elif kind != NULL:
        raise Truncated


def _members(media: Media, part: Window, depth: int) -> None:
    while part.left >= 3:
        name = decoded(part.take(part.number(2)))
        if not name:
            part.skip(1)
            return
        _value(media, name, part, depth + 1)


def _number(media: Media, name: str, value: float) -> None:
    if name == "duration":
        media.lasts(value, 1)
    elif name == "width" and 0 < value < 1 << 20:
        media.width = int(value)
    elif name == "height" and 0 < value < 1 << 20:
        media.height = int(value)
