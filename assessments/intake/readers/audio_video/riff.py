"""RIFF: WAV and AVI, with LIST/INFO, the chunk `AIGC`, ID3 and XMP chunks, size and duration.

Trigger: `RIFF` or `RF64` with `WAVE` or `AVI `. Shape of the label: TC260-PG-202510A (WAV chunk);
AVI carries it as a child of LIST/INFO. RIFF is chapter 2 of "Multimedia Programming Interface and
Data Specifications 1.0" (IBM and Microsoft, 1991); RF64 is EBU Tech 3306.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video import id3
from assessments.intake.readers.audio_video.container import Media

TYPES = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
TEXTS = frozenset({b"AIGC", b"IDIT", b"json"})  # chunks that are a text of their own
# EBU Tech 3306: a 32-bit size of all ones means that the size stands in the chunk `ds64`.
UNKNOWN_SIZE = 0xFFFFFFFF
# Types of LIST chunks that are entered: texts, the header list of AVI, and EXIF texts.
WALKED_LISTS = frozenset({b"INFO", b"hdrl", b"exif"})


def detect(head: bytes) -> bool:
    return head[:4] in (b"RIFF", b"RF64") and head[8:12] in TYPES


def read(media: Media, file: Window) -> None:
    # `RIFF` or `RF64`, the size (four bytes), and the type of the form.
    file.skip(12)
    sound = _WaveFormat()
    _read_chunks(media, file, b"", sound, 0)
    media.set_duration(sound.bytes, sound.rate)


class _WaveFormat:
    """The length of the sound of a WAV file, from which its duration follows."""

    rate = 0  # bytes per second
    bytes = 0
    declared: int | None = None  # the size of the data in `ds64` of RF64


def _read_chunks(media: Media, part: Window, kind: bytes, sound: _WaveFormat, depth: int) -> None:
    """Read the chunks of a form, or of a LIST of the type `kind`."""
    # A chunk: four characters, the size (four bytes, little-endian), the data, and one byte of
    # padding where the size is odd.
    while part.remaining >= 8 and media.count_block():
        name = part.read(4)
        size = part.number(4, "little")
        if name == b"data" and size == UNKNOWN_SIZE:
            size = sound.declared or part.remaining
        if size > part.remaining:
            # The size of the sound may be cut off or, while it is recorded, not be known yet.
            if name != b"data":
                media.report_truncated(name.decode("latin-1").strip())
            size = part.remaining
        inner = part.part(size)
        try:
            _read_chunk(media, name, inner, kind, sound, depth)
        except Truncated:
            media.report_truncated(name.decode("latin-1").strip())
        part.skip(min(size % 2, part.remaining))


def _read_chunk(
    media: Media, name: bytes, part: Window, kind: bytes, sound: _WaveFormat, depth: int
) -> None:
    if name == b"LIST":
        inner = part.read(4)
        if inner in WALKED_LISTS and depth < limits.BOX_DEPTH.value:
            _read_chunks(media, part, inner, sound, depth + 1)
    # EBU Tech 3306, chunk `ds64`: the size of the form and that of the data (eight bytes each).
    elif name == b"ds64":
        part.skip(8)
        sound.declared = part.number(8, "little")
    # The format chunk of WAVE: format (two bytes), channels (two), samples per second (four),
    # average bytes per second (four).
    elif name == b"fmt ":
        part.skip(8)
        sound.rate = part.number(4, "little")
    elif name == b"data":
        sound.bytes += part.remaining
    elif name == b"avih":
        _read_film_header(media, part)
    elif name in (b"id3 ", b"ID3 "):
        id3.tag(media, part)
    # XMP Specification Part 3 (2016), WAV and AVI: the chunk `_PMX` holds the packet.
    elif name == b"_PMX":
        data = media.text(part)
        media.xmp += [decode_text(data)] if data else []
    # C2PA 2.1, A.2.6.
    elif name == b"C2PA":
        media.c2pa = True
    elif name in TEXTS or kind == b"INFO":
        _add_text(media, name, part, kind)


def _add_text(media: Media, name: bytes, part: Window, kind: bytes) -> None:
    data = media.text(part)
    if data:
        # Texts end with a null byte; their encoding is not defined, and Chinese programs use GBK.
        label = name.decode("latin-1").strip()
        media.add(f"INFO:{label}" if kind else label, decode_text(data.split(b"\0")[0], "gb18030"))


def _read_film_header(media: Media, part: Window) -> None:
    # AVIMAINHEADER of Microsoft's "AVI RIFF File Reference": microseconds per frame, three fields,
    # total frames, three fields, width, height; each has four bytes.
    microseconds = part.number(4, "little")
    part.skip(12)
    frames = part.number(4, "little")
    part.skip(12)
    media.width, media.height = part.number(4, "little"), part.number(4, "little")
    media.set_duration(frames * microseconds, 1_000_000)
