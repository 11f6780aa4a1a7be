"""Matroska and WebM: SimpleTag texts, title, writing program, date, duration, size of the picture.

Trigger: the EBML signature. The reader enters Info, Tracks and Tags only and steps over clusters.
Shape of the label: SimpleTag `AIGC`. EBML is RFC 8794, Matroska RFC 9559.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from assessments.intake.core import limits
from assessments.intake.core.report import StatedTime
from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video.container import Media

# Element IDs with their marker bit (RFC 8794, 5). RFC 9559: 5.1 Segment, 5.1.2 Info, 5.1.4 Tracks,
# 5.1.4.1 TrackEntry, 5.1.4.1.28 Video.
SEGMENT, INFO, TRACKS, TRACK, VIDEO = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
# RFC 9559: 5.1.8 Tags, 5.1.8.1 Tag, 5.1.8.1.2 SimpleTag, 5.1.8.1.2.1 TagName, 5.1.8.1.2.5
# TagString.
TAGS, TAG, SIMPLE, NAME, STRING = 0x1254C367, 0x7373, 0x67C8, 0x45A3, 0x4487
# RFC 9559: 5.1.3 Cluster. RFC 8794: 11.2.1 EBML, 11.2.6 DocType.
CLUSTER, EBML, DOCTYPE = 0x1F43B675, 0x1A45DFA3, 0x4282
# RFC 9559: 5.1.2.9 TimestampScale, 5.1.2.10 Duration, 5.1.2.11 DateUTC.
SCALE, DURATION, DATE = 0x2AD7B1, 0x4489, 0x4461
# RFC 9559: 5.1.2.12 Title, 5.1.2.13 MuxingApp, 5.1.2.14 WritingApp.
TEXTS = {0x7BA9: "TITLE", 0x4D80: "MUXER", 0x5741: "WRITER"}
# RFC 9559: 5.1.4.1.28.6 PixelWidth, 5.1.4.1.28.7 PixelHeight.
WIDTH, HEIGHT = 0xB0, 0xBA
# What a cluster is made of. RFC 9559, 5.1.3.1 to 5.1.3.5 and Appendix A: Timestamp, SimpleBlock,
# BlockGroup, Position, PrevSize, EncryptedBlock.
FRAMES = frozenset({0xE7, 0xA3, 0xA0, 0xA7, 0xAB, 0xAF})
WALKED = frozenset({EBML, SEGMENT, INFO, TRACKS, TRACK, VIDEO, TAGS, TAG})
# RFC 8794, 7.6, Date Element: nanoseconds from 2001-01-01T00:00:00 UTC.
EPOCH = datetime(2001, 1, 1, tzinfo=UTC)


def detect(head: bytes) -> bool:
    return head[:4] == EBML.to_bytes(4, "big")


class _DurationScale:
    """The duration counts in a unit of its own, which may stand behind it in the file."""

    scale = 1_000_000  # nanoseconds, the default of RFC 9559, 5.1.2.9
    duration = 0.0


def read(media: Media, file: Window) -> None:
    clock = _DurationScale()
    _read_elements(media, file, clock, 0)
    media.set_duration(clock.duration * clock.scale, 1_000_000_000)


def _read_elements(media: Media, part: Window, clock: _DurationScale, depth: int) -> None:
    """Read the elements of one level; a damaged one ends the level and is reported."""
    frames = 0
    while part.remaining >= 2:
        try:
            kind = vint(part, keep_marker=True)
            size = vint(part)
            if kind == CLUSTER and size is None:
                # RFC 8794, 6.2, Unknown Data Size: in a live recording the frames of the cluster
                # stand on the level that is read here.
                continue
            inner = part.part(part.remaining if size is None else size)
        except Truncated:
            media.report_truncated("Matroska")
            return
        if kind in FRAMES and frames < limits.EDITS.value:
            frames += 1
        elif not media.count_block():
            return
        elif kind in WALKED and depth < limits.BOX_DEPTH.value:
            _read_elements(media, inner, clock, depth + 1)
        elif kind == SIMPLE:
            _read_simple_tag(media, inner, "", 0)
        elif kind != CLUSTER:
            _read_value(media, kind, inner, clock)


def vint(part: Window, *, keep_marker: bool = False) -> int | None:
    """A variable-size integer: an element's ID with its marker bit, or a size without it.

    None stands for an unknown size. Raises `Truncated` for more than eight bytes.
    """
    # RFC 8794, 4: VINT_WIDTH zero bits, VINT_MARKER (one bit that is set), VINT_DATA. The number
    # of leading zero bits of the first byte is the number of bytes behind it.
    first = part.number(1)
    length = 9 - first.bit_length()
    if length > 8:
        raise Truncated
    value = first if keep_marker else first & ((1 << (8 - length)) - 1)
    value = value << 8 * (length - 1) | part.number(length - 1)
    # RFC 8794, 6.2: a size whose VINT_DATA is all ones is unknown.
    unknown = not keep_marker and value == (1 << 7 * length) - 1
    return None if unknown else value


def _read_value(media: Media, kind: int | None, part: Window, clock: _DurationScale) -> None:
    if kind in TEXTS and (data := media.text(part)):
        media.add(TEXTS[kind], decode_text(data))
    elif kind == DOCTYPE and part.rest().startswith(b"webm"):
        media.media_type = "video/webm"
    elif kind == SCALE:
        clock.scale = int.from_bytes(part.read(min(8, part.remaining)), "big")
    # RFC 8794, 7.3, Float Element: four or eight bytes.
    elif kind == DURATION and part.remaining in (4, 8):
        (duration,) = struct.unpack(">f" if part.remaining == 4 else ">d", part.rest())
        clock.duration = duration if 0 < duration < 1e15 else 0.0
    elif kind == DATE and part.remaining == 8:
        _add_date(media, int.from_bytes(part.rest(), "big", signed=True))
    elif kind == WIDTH and media.width is None:
        media.width = int.from_bytes(part.read(min(8, part.remaining)), "big")
    elif kind == HEIGHT and media.height is None:
        media.height = int.from_bytes(part.read(min(8, part.remaining)), "big")


def _add_date(media: Media, nanoseconds: int) -> None:
    try:
        moment = EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        return
    value = moment.isoformat().replace("+00:00", "Z")
    media.times.append(StatedTime(what="created", value=value, source="DateUTC"))


def _read_simple_tag(media: Media, part: Window, above: str, depth: int) -> None:
    """Add a tag's text under its name, and the tags below it; `above` is the names over it."""
    name, text = "", None
    while part.remaining >= 2 and media.count_block():
        try:
            kind = vint(part, keep_marker=True)
            inner = part.part(vint(part) or 0)
        except Truncated:
            media.report_truncated("SimpleTag")
            return
        if kind == NAME:
            name = decode_text(media.text(inner) or b"")
        elif kind == STRING:
            text = decode_text(media.text(inner) or b"")
        elif kind == SIMPLE and depth < limits.BOX_DEPTH.value:
            _read_simple_tag(media, inner, f"{above}{name}:", depth + 1)
    if name and text:
        media.add(f"{above}{name}", text)
