"""MP4, M4A, MOV: keys and ilst in any of their places, user data, duration, size, creation time.

Trigger: a first box `ftyp` (or `moov`, `wide`, `mdat` of old QuickTime) that is no picture.
Shape of the label: `moov.udta.meta` with `keys` and `ilst` (TC260-PG-20257A); seen also in
`moov.meta`, and in an ilst without keys. `mdat` is stepped over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from assessments.intake.core import limits
from assessments.intake.core.report import Time
from assessments.intake.media.window import Media, Truncated, Window, decoded

FIRST = frozenset({b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip"})
WALKED = frozenset({b"moov", b"udta", b"trak"})
C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
SOUND = frozenset({b"M4A ", b"M4B ", b"M4P "})
QUICKTIME = b"qt  "
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
    "desc": "DESCRIPTION",
}
TEXT_TYPES = frozenset({0, 1, 2})  # reserved, UTF-8, UTF-16


def detect(head: bytes) -> bool:
    return head[4:8] in FIRST


def media_type(head: bytes) -> str:
    if head[4:8] != b"ftyp" or head[8:12] == QUICKTIME:
        return "video/quicktime"
    return "audio/mp4" if head[8:12] in SOUND else "video/mp4"


def read(media: Media, file: Window) -> None:
    _boxes(media, file, 0)


def _boxes(media: Media, part: Window, depth: int) -> None:
    for kind, inner in _walk(media, part):
        try:
            _box(media, kind, inner, depth)
        except Truncated:
            media.broken(kind.decode("latin-1"))


def _walk(media: Media, part: Window) -> Iterator[tuple[bytes, Window]]:
    while part.left >= 8 and media.another():
        size, kind, header = part.number(4), part.take(4), 8
        if size == 1 and part.left >= 8:
            size, header = part.number(8), 16
        elif size == 0:
            size = part.left + header
        if size < header or size - header > part.left:
            media.broken(kind.decode("latin-1"))
            return
        yield kind, part.part(size - header)


def _box(media: Media, kind: bytes, part: Window, depth: int) -> None:
    if kind in WALKED and depth < limits.BOX_DEPTH.most:
        _boxes(media, part, depth + 1)
    elif kind == b"meta":
        _meta(media, part)
    elif kind == b"mvhd":
        _movie(media, part)
    elif kind == b"tkhd":
        _track(media, part)
    elif kind == b"uuid":
        _uuid(media, part)
    elif kind == b"XMP_":
        data = media.text(part)
        media.xmp += [decoded(data)] if data else []
    elif kind[:1] == b"\xa9" or kind == b"AIGC":
        _user_text(media, kind, part)


def _meta(media: Media, part: Window) -> None:
    start = part.at
    if part.take(8)[4:] != b"hdlr":  # ISO has version and flags here, QuickTime has not
        part.at = start + 4
    else:
        part.at = start
    keys: list[str] = []
    for kind, inner in _walk(media, part):
        if kind == b"keys":
            keys = _keys(inner)
        elif kind == b"ilst":
            for name, item in _walk(media, inner):
                _item(media, _name(name, keys), item)


def _keys(part: Window) -> list[str]:
    part.skip(4)
    keys = []
    for _ in range(min(part.number(4), limits.BLOCKS.most)):
        size = part.number(4)
        part.skip(4)
        keys.append(decoded(part.take(size - 8)))
    return keys


def _name(name: bytes, keys: list[str]) -> str:
    number = int.from_bytes(name, "big")
    if 0 < number <= len(keys):
        return keys[number - 1]
    text = name.decode("latin-1")
    return NAMES.get(text, text)


def _item(media: Media, name: str, part: Window) -> None:
    """One entry of the list; `----` names itself inside."""
    for kind, inner in _walk(media, part):
        if kind == b"name" and inner.left > 4:
            inner.skip(4)
            name = decoded(media.text(inner) or b"")
        elif kind == b"data" and inner.left >= 8:
            form = inner.number(4) & 0xFFFFFF
            inner.skip(4)
            if form in TEXT_TYPES and name != "covr" and (data := media.text(inner)):
                media.add(name, data.decode("utf-16-be", "replace") if form == 2 else decoded(data))


def _movie(media: Media, part: Window) -> None:
    version = part.number(4) >> 24
    size = 8 if version == 1 else 4
    created = part.number(size)
    part.skip(size)
    scale, duration = part.number(4), part.number(size)
    if duration != (1 << 8 * size) - 1:  # all ones: not known
        media.lasts(duration, scale)
    if created:
        _time(media, created)


def _time(media: Media, created: int) -> None:
    try:
        moment = EPOCH + timedelta(seconds=created)
    except OverflowError:
        return
    if moment.year >= 1971:  # a clock that counts from 1970 writes a moment that never was
        value = moment.isoformat().replace("+00:00", "Z")
        media.times.append(Time(what="created", value=value, source="mvhd creation_time"))


def _track(media: Media, part: Window) -> None:
    part.at = part.end - 8
    width, height = part.number(4) >> 16, part.number(4) >> 16
    if width * height > (media.width or 0) * (media.height or 0):
        media.width, media.height = width, height


def _uuid(media: Media, part: Window) -> None:
    name = part.take(16)
    if name == C2PA_UUID:
        media.c2pa = True
    elif name == XMP_UUID and (data := media.text(part)):
        media.xmp.append(decoded(data))


def _user_text(media: Media, kind: bytes, part: Window) -> None:
    """QuickTime's user data: length, language, text; some writers put the text alone."""
    data = media.text(part) or b""
    size = int.from_bytes(data[:2], "big")
    text = data[4 : 4 + size] if len(data) >= 4 and size == len(data) - 4 else data
    name = kind.decode("latin-1")
    media.add(NAMES.get(name, name), decoded(text))
