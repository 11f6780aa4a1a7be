"""RIFF: WAV and AVI, with LIST/INFO, the chunk `AIGC`, ID3 and XMP chunks, size and duration.

Trigger: `RIFF` or `RF64` with `WAVE` or `AVI `. Shape of the label: TC260-PG-202510A (WAV chunk);
AVI carries it as a child of LIST/INFO.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.media import id3
from assessments.intake.media.window import Media, Truncated, Window, decoded

TYPES = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
TEXTS = frozenset({b"AIGC", b"IDIT"})  # chunks that are a text of their own
UNKNOWN = 0xFFFFFFFF
WALKED = frozenset({b"INFO", b"hdrl", b"exif"})


def detect(head: bytes) -> bool:
    return head[:4] in (b"RIFF", b"RF64") and head[8:12] in TYPES


def read(media: Media, file: Window) -> None:
    file.skip(12)
    sound = _Sound()
    _chunks(media, file, b"", sound, 0)
    media.lasts(sound.bytes, sound.rate)


class _Sound:
    """Bytes of sound and bytes per second: the length of a WAV file."""

    rate = 0
    bytes = 0
    declared: int | None = None  # of RF64, whose chunk cannot say a size beyond four bytes


def _chunks(media: Media, part: Window, kind: bytes, sound: _Sound, depth: int) -> None:
    while part.left >= 8 and media.another():
        name = part.take(4)
        size = part.number(4, "little")
        if name == b"data" and size == UNKNOWN:
            size = sound.declared or part.left
        if size > part.left:
            if name != b"data":  # sound may be cut or, in RF64, sized elsewhere
                media.broken(name.decode("latin-1").strip())
            size = part.left
        inner = part.part(size)
        try:
            _chunk(media, name, inner, kind, sound, depth)
        except Truncated:
            media.broken(name.decode("latin-1").strip())
        part.skip(min(size % 2, part.left))


def _chunk(media: Media, name: bytes, part: Window, kind: bytes, sound: _Sound, depth: int) -> None:
    if name == b"LIST":
        inner = part.take(4)
        if inner in WALKED and depth < limits.BOX_DEPTH.most:
            _chunks(media, part, inner, sound, depth + 1)
    elif name == b"ds64":
        part.skip(8)
        sound.declared = part.number(8, "little")
    elif name == b"fmt ":
        part.skip(8)
        sound.rate = part.number(4, "little")
    elif name == b"data":
        sound.bytes += part.left
    elif name == b"avih":
        _film(media, part)
    elif name in (b"id3 ", b"ID3 "):
        id3.tag(media, part)
    elif name == b"_PMX":
        data = media.text(part)
        media.xmp += [decoded(data)] if data else []
    elif name == b"C2PA":
        media.c2pa = True
    elif name in TEXTS or kind == b"INFO":
        _text(media, name, part, kind)


def _text(media: Media, name: bytes, part: Window, kind: bytes) -> None:
    data = media.text(part)
    if data:
        label = name.decode("latin-1").strip()
        media.add(f"INFO:{label}" if kind else label, decoded(data.split(b"\0")[0], "gb18030"))


def _film(media: Media, part: Window) -> None:
    microseconds = part.number(4, "little")
    part.skip(12)
    frames = part.number(4, "little")
    part.skip(12)
    media.width, media.height = part.number(4, "little"), part.number(4, "little")
    media.lasts(frames * microseconds, 1_000_000)
