"""MP4, M4A, MOV: keys and ilst in any of their places, user data, duration, size, creation time.

Trigger: a first box `ftyp` (or `moov`, `wide`, `mdat` of old QuickTime) that is no picture.
Shape of the label: `moov.udta.meta` with `keys` and `ilst` (TC260-PG-20257A); seen also in
`moov.meta`, and in an ilst without keys. `mdat` is passed over. Clauses without a name are those of
ISO/IEC 14496-12; QTFF is Apple's "QuickTime File Format Specification".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from assessments.intake.containers.isobmff import (
    C2PA_UUID,
    FULL_BOX_SIZE,
    HEADER_SIZE,
    UUID_SIZE,
    XMP_UUID,
    meta_header_size,
    walk_boxes,
)
from assessments.intake.core import limits
from assessments.intake.core.report import StatedTime
from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video.container import Media

FIRST = frozenset({b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip"})
# 8.2.1 (moov), 8.10.1 (udta), 8.3.1 (trak).
WALKED = frozenset({b"moov", b"udta", b"trak"})
# 8.2.2.3 and QTFF, "Movie Header Atoms": times count seconds from midnight, 1 January 1904, UTC.
EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
FIRST_YEAR = 1971  # a clock that counts from 1970 writes a moment at which there was no such file
SOUND = frozenset({b"M4A ", b"M4B ", b"M4P "})  # brands of Apple's sound files
QUICKTIME = b"qt  "  # QTFF, "File Type Compatibility Atom"
# QTFF, "User Data Atoms": names that begin with the copyright sign, in Mac OS Roman and Latin-1.
NAMES = {
    "\xa9nam": "TITLE",
    "\xa9ART": "ARTIST",
    "\xa9alb": "ALBUM",
    "\xa9cmt": "COMMENT",
    "\xa9day": "DATE",
    "\xa9gen": "GENRE",
    "\xa9lyr": "LYRICS",
    "\xa9too": "ENCODER",
    "\xa9swr": "SOFTWARE",
    "\xa9url": "URL",
    "\xa9mak": "MAKE",
    "\xa9mod": "MODEL",
    "desc": "DESCRIPTION",
}
# QTFF, "Well-known types" of a value atom: reserved, UTF-8, UTF-16BE.
UTF_16 = 2
TEXT_TYPES = frozenset({0, 1, UTF_16})


def detect(head: bytes) -> bool:
    return head[4:8] in FIRST


def media_type(head: bytes) -> str:
    # 4.3, File Type Box: the major brand stands at 8; old QuickTime files have no such box.
    if head[4:8] != b"ftyp" or head[8:12] == QUICKTIME:
        return "video/quicktime"
    return "audio/mp4" if head[8:12] in SOUND else "video/mp4"


def read(media: Media, file: Window) -> None:
    _read_boxes(media, file, 0)


def _read_boxes(media: Media, part: Window, depth: int) -> None:
    for kind, inner in _boxes(media, part):
        try:
            _read_box(media, kind, inner, depth)
        except Truncated:
            media.report_truncated(kind.decode("latin-1"))


def _boxes(media: Media, part: Window) -> Iterator[tuple[bytes, Window]]:
    """Type and content of each box; reports one that does not fit, and too many of them."""
    for box in walk_boxes(part.read_at, part.at, part.end):
        if not media.count_block():
            return
        if not box.whole:
            media.report_truncated(box.kind.decode("latin-1"))
            return
        yield box.kind, Window(file=part.file, at=box.start, end=box.end)


def _read_box(media: Media, kind: bytes, part: Window, depth: int) -> None:
    if kind in WALKED and depth < limits.BOX_DEPTH.value:
        _read_boxes(media, part, depth + 1)
    elif kind == b"meta":
        _read_meta(media, part)
    elif kind == b"mvhd":
        _read_movie_header(media, part)
    elif kind == b"tkhd":
        _read_track_header(media, part)
    elif kind == b"uuid":
        _read_uuid(media, part)
    # XMP Specification Part 3 (2016), QuickTime: a user data atom `XMP_` holds the packet.
    elif kind == b"XMP_":
        data = media.text(part)
        media.xmp += [decode_text(data)] if data else []
    elif kind[:1] == b"\xa9" or kind == b"AIGC":
        _read_user_text(media, kind, part)


def _read_meta(media: Media, part: Window) -> None:
    """Add the entries of a metadata list, whose names may stand in a list of keys before it."""
    start = part.at
    part.at = start + meta_header_size(part.read(8))
    keys: list[str] = []
    for kind, inner in _boxes(media, part):
        if kind == b"keys":
            keys = _read_keys(inner)
        elif kind == b"ilst":
            for name, item in _boxes(media, inner):
                _read_item(media, _item_name(name, keys), item)


def _read_keys(part: Window) -> list[str]:
    # QTFF, "Metadata Item Keys Atom": version and flags, the number of keys, then of each key its
    # size with these eight bytes, its namespace (`mdta`), and its name.
    part.skip(FULL_BOX_SIZE)
    keys = []
    for _ in range(min(part.number(4), limits.BLOCKS.value)):
        size = part.number(4)
        part.skip(4)
        keys.append(decode_text(part.read(size - HEADER_SIZE)))
    return keys


def _item_name(name: bytes, keys: list[str]) -> str:
    # QTFF, "Metadata Item Atom": its type is the number of its key, counted from one; without a
    # list of keys it is the four letters of the name.
    number = int.from_bytes(name, "big")
    if 0 < number <= len(keys):
        return keys[number - 1]
    text = name.decode("latin-1")
    return NAMES.get(text, text)


def _read_item(media: Media, name: str, part: Window) -> None:
    """Add one entry of the list; an entry `----` names itself inside."""
    for kind, inner in _boxes(media, part):
        # QTFF, "Name": version and flags, then the name.
        if kind == b"name" and inner.remaining > FULL_BOX_SIZE:
            inner.skip(FULL_BOX_SIZE)
            name = decode_text(media.text(inner) or b"")
        # QTFF, "Value Atom": type indicator (its lower three bytes are the well-known type), locale
        # indicator (four bytes), value.
        elif kind == b"data" and inner.remaining >= 8:
            form = inner.number(4) & 0xFFFFFF
            inner.skip(4)
            if form in TEXT_TYPES and name != "covr" and (data := media.text(inner)):
                text = data.decode("utf-16-be", "replace") if form == UTF_16 else decode_text(data)
                media.add(name, text)


def _read_movie_header(media: Media, part: Window) -> None:
    # 8.2.2, Movie Header Box: version and flags; creation time, modification time, timescale and
    # duration. The timescale has four bytes, the others eight in version 1 and four in version 0.
    version = part.number(4) >> 24
    size = 8 if version == 1 else 4
    created = part.number(size)
    part.skip(size)
    scale, duration = part.number(4), part.number(size)
    # 8.2.2.3: a duration of all ones is not known.
    if duration != (1 << 8 * size) - 1:
        media.set_duration(duration, scale)
    if created:
        _add_time(media, created)


def _add_time(media: Media, created: int) -> None:
    try:
        moment = EPOCH + timedelta(seconds=created)
    except OverflowError:
        return
    if moment.year >= FIRST_YEAR:
        value = moment.isoformat().replace("+00:00", "Z")
        media.times.append(StatedTime(what="created", value=value, source="mvhd creation_time"))


def _read_track_header(media: Media, part: Window) -> None:
    # 8.3.2, Track Header Box: width and height stand last, as fixed-point numbers with 16 bits of
    # fraction. The largest track is the picture; sound has none.
    part.at = part.end - 8
    width, height = part.number(4) >> 16, part.number(4) >> 16
    if width * height > (media.width or 0) * (media.height or 0):
        media.width, media.height = width, height


def _read_uuid(media: Media, part: Window) -> None:
    name = part.read(UUID_SIZE)
    if name == C2PA_UUID:
        media.c2pa = True
    elif name == XMP_UUID and (data := media.text(part)):
        media.xmp.append(decode_text(data))


def _read_user_text(media: Media, kind: bytes, part: Window) -> None:
    # QTFF, "User Data Text Strings and Language Codes": size (two bytes), language (two bytes),
    # text. Some writers put the text alone.
    data = media.text(part) or b""
    size = int.from_bytes(data[:2], "big")
    text = data[4 : 4 + size] if len(data) >= 4 and size == len(data) - 4 else data
    name = kind.decode("latin-1")
    media.add(NAMES.get(name, name), decode_text(text))
