"""Matroska and WebM: SimpleTag texts, title, writing program, date, duration, size of the picture.

Trigger: the EBML signature. Only Info, Tracks and Tags are walked; clusters are stepped over.
Shape of the label: SimpleTag `AIGC`.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from assessments.intake.core import limits
from assessments.intake.core.report import Time
from assessments.intake.media.window import Media, Truncated, Window, decoded

SEGMENT, INFO, TRACKS, TRACK, VIDEO = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
TAGS, TAG, SIMPLE, NAME, STRING = 0x1254C367, 0x7373, 0x67C8, 0x45A3, 0x4487
CLUSTER, EBML, DOCTYPE = 0x1F43B675, 0x1A45DFA3, 0x4282
SCALE, DURATION, DATE = 0x2AD7B1, 0x4489, 0x4461
TEXTS = {0x7BA9: "TITLE", 0x4D80: "MUXER", 0x5741: "WRITER"}
WIDTH, HEIGHT = 0xB0, 0xBA
FRAMES = frozenset({0xE7, 0xA3, 0xA0, 0xA7, 0xAB, 0xAF})  # what a cluster is made of
WALKED = frozenset({EBML, SEGMENT, INFO, TRACKS, TRACK, VIDEO, TAGS, TAG})
EPOCH = datetime(2001, 1, 1, tzinfo=UTC)


def detect(head: bytes) -> bool:
    return head[:4] == b"\x1a\x45\xdf\xa3"


class _Clock:
    """The duration counts in a unit of its own, which may be named after it."""

    scale = 1_000_000  # nanoseconds
    duration = 0.0


def read(media: Media, file: Window) -> None:
    clock = _Clock()
    _elements(media, file, clock, 0)
    media.lasts(clock.duration * clock.scale, 1_000_000_000)


def _elements(media: Media, part: Window, clock: _Clock, depth: int) -> None:
    frames = 0
    while part.left >= 2:
        try:
            kind = vint(part, keep_marker=True)
            size = vint(part)
            if kind == CLUSTER and size is None:
                continue  # a live recording: its frames stand between what is read
            inner = part.part(part.left if size is None else size)
        except Truncated:
            media.broken("Matroska")
            return
        if kind in FRAMES and frames < limits.EDITS.most:
            frames += 1
        elif not media.another():
            return
        elif kind in WALKED and depth < limits.BOX_DEPTH.most:
            _elements(media, inner, clock, depth + 1)
        elif kind == SIMPLE:
            _simple(media, inner, "", 0)
        elif kind != CLUSTER:
            _value(media, kind, inner, clock)


def vint(part: Window, *, keep_marker: bool = False) -> int | None:
    """A number of variable length; None for the size that means "to the end"."""
    first = part.number(1)
    length = 9 - first.bit_length()
    if length > 8:
        raise Truncated
    value = first if keep_marker else first & ((1 << (8 - length)) - 1)
    value = value << 8 * (length - 1) | part.number(length - 1)
    unknown = not keep_marker and value == (1 << 7 * length) - 1
    return None if unknown else value


def _value(media: Media, kind: int | None, part: Window, clock: _Clock) -> None:
    if kind in TEXTS and (data := media.text(part)):
        media.add(TEXTS[kind], decoded(data))
    elif kind == DOCTYPE and part.rest().startswith(b"webm"):
        media.media_type = "video/webm"
    elif kind == SCALE:
        clock.scale = int.from_bytes(part.take(min(8, part.left)), "big")
    elif kind == DURATION and part.left in (4, 8):
        (duration,) = struct.unpack(">f" if part.left == 4 else ">d", part.rest())
        clock.duration = duration if 0 < duration < 1e15 else 0.0
    elif kind == DATE and part.left == 8:
        _date(media, int.from_bytes(part.rest(), "big", signed=True))
    elif kind == WIDTH and media.width is None:
        media.width = int.from_bytes(part.take(min(8, part.left)), "big")
    elif kind == HEIGHT and media.height is None:
        media.height = int.from_bytes(part.take(min(8, part.left)), "big")


def _date(media: Media, nanoseconds: int) -> None:
    try:
        moment = EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        return
    value = moment.isoformat().replace("+00:00", "Z")
    media.times.append(Time(what="created", value=value, source="DateUTC"))


def _simple(media: Media, part: Window, above: str, depth: int) -> None:
    """A tag: its name, its text, and tags below it."""
    name, text = "", None
    while part.left >= 2 and media.another():
        try:
            kind = vint(part, keep_marker=True)
            inner = part.part(vint(part) or 0)
        except Truncated:
            media.broken("SimpleTag")
            return
        if kind == NAME:
            name = decoded(media.text(inner) or b"")
        elif kind == STRING:
            text = decoded(media.text(inner) or b"")
        elif kind == SIMPLE and depth < limits.BOX_DEPTH.most:
            _simple(media, inner, f"{above}{name}:", depth + 1)
    if name and text:
        media.add(f"{above}{name}", text)
