"""AIFF and AIFF-C: names and remarks, the ID3 chunk with the label, the duration.

Trigger: `FORM` with `AIFF` or `AIFC`. The chunks are those of Apple's "Audio Interchange File
Format: AIFF" (version 1.3, 1989), inside a FORM of "EA IFF 85". No guide places the label in this
container; programs write it where MP3 has it, in the ID3 chunk.
"""

from __future__ import annotations

from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video import id3
from assessments.intake.readers.audio_video.container import Media

KINDS = (b"AIFF", b"AIFC")
# AIFF 1.3, "Text Chunks".
TEXTS = {b"NAME": "TITLE", b"AUTH": "ARTIST", b"ANNO": "COMMENT", b"(c) ": "COPYRIGHT"}
# IEEE 754, extended precision in 80 bits: sign and exponent in two bytes with this bias, then a
# mantissa of 64 bits whose highest bit, 63, is the integer part.
EXPONENT_BIAS, INTEGER_BIT = 16383, 63


def detect(head: bytes) -> bool:
    # AIFF 1.3, "Form Chunk": `FORM`, the size (four bytes), and the type of the form.
    return head[:4] == b"FORM" and head[8:12] in KINDS


def read(media: Media, file: Window) -> None:
    file.skip(12)
    # "EA IFF 85": four letters, the size (four bytes, big-endian), the data, and one byte of
    # padding where the size is odd.
    while file.remaining >= 8 and media.count_block():
        name, size = file.read(4), file.number(4)
        if size > file.remaining:
            media.report_truncated(name.decode("latin-1").strip())
            size = file.remaining
        part = file.part(size)
        file.skip(min(size % 2, file.remaining))
        try:
            _read_chunk(media, name, part)
        except Truncated:
            media.report_truncated(name.decode("latin-1").strip())


def _read_chunk(media: Media, name: bytes, part: Window) -> None:
    # AIFF 1.3, "Common Chunk": channels (two bytes), sample frames (four), bits per sample (two),
    # and the sampling rate as a floating-point number of ten bytes.
    if name == b"COMM":
        part.skip(2)
        frames = part.number(4)
        part.skip(2)
        exponent, mantissa = part.number(2), part.number(8)
        # Sampling rates of 1 Hz to 4 GHz; the fraction below one hertz is dropped.
        if 0 <= exponent - EXPONENT_BIAS < 32:
            media.set_duration(frames, mantissa >> INTEGER_BIT - (exponent - EXPONENT_BIAS))
    elif name == b"ID3 ":
        id3.tag(media, part)
    elif name in TEXTS and (data := media.text(part)):
        media.add(TEXTS[name], decode_text(data))
