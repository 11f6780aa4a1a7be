"""AIFF and AIFF-C: names and remarks, the ID3 chunk with the label, the duration.

Trigger: `FORM` with `AIFF` or `AIFC`. No guide places the label in this container; programs write
it where MP3 has it, in the ID3 chunk.
"""

from __future__ import annotations

from assessments.intake.media import id3
from assessments.intake.media.window import Media, Truncated, Window, decoded

KINDS = (b"AIFF", b"AIFC")
TEXTS = {b"NAME": "TITLE", b"AUTH": "ARTIST", b"ANNO": "COMMENT", b"(c) ": "COPYRIGHT"}
BIAS, BITS = 16383, 63  # of the sampling rate, a number of ten bytes


def detect(head: bytes) -> bool:
    return head[:4] == b"FORM" and head[8:12] in KINDS


def read(media: Media, file: Window) -> None:
    file.skip(12)
    while file.left >= 8 and media.another():
        name, size = file.take(4), file.number(4)
        if size > file.left:
            media.broken(name.decode("latin-1").strip())
            size = file.left
        part = file.part(size)
        file.skip(min(size % 2, file.left))
        try:
            _chunk(media, name, part)
        except Truncated:
            media.broken(name.decode("latin-1").strip())


def _chunk(media: Media, name: bytes, part: Window) -> None:
    if name == b"COMM":
        part.skip(2)
        frames = part.number(4)
        part.skip(2)
        exponent, mantissa = part.number(2), part.number(8)
        if 0 <= exponent - BIAS < 32:
            media.lasts(frames, mantissa >> BITS - (exponent - BIAS))
    elif name == b"ID3 ":
        id3.tag(media, part)
    elif name in TEXTS and (data := media.text(part)):
        media.add(TEXTS[name], decoded(data))
