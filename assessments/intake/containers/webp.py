"""WebP: EXIF, XMP, the presence of Content Credentials, and the AIGC chunk if there is one.

Sections without a name are those of RFC 9649, "WebP Image Format".
"""

from __future__ import annotations

import struct

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded, decode_text

ALPHA_FLAG = 0x10  # 2.7, VP8X: the bit L of the first byte
ANIMATION_FLAG = 0x02  # the bit A
# 2.7: chunks of the picture itself, and those that are read.
KNOWN = frozenset(
    {b"VP8X", b"VP8L", b"VP8 ", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP ", b"C2PA"}
)
SIDE_BITS = 0x3FFF  # the sides of a VP8 and of a VP8L picture have 14 bits


def is_webp(head: bytes) -> bool:
    # 2.4, WebP file header: `RIFF`, the size of the file, `WEBP`.
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/webp")
    # 2.4: the size, little-endian, counts from offset 8 on.
    (declared,) = struct.unpack_from("<I", data, 4)
    end = min(len(data), declared + 8)
    if end < declared + 8:
        collector.report("truncated", where="RIFF")
    elif len(data) > end + 1:
        collector.report("bytes_after_end", bytes=len(data) - end)
    position = 12
    # 2.3, RIFF file format: four characters, the size of the payload, the payload, and one byte of
    # padding where the size is odd.
    while position + 8 <= end and collector.count_block():
        kind = data[position : position + 4]
        (size,) = struct.unpack_from("<I", data, position + 4)
        _read_chunk(collector, kind, data[position + 8 : min(end, position + 8 + size)])
        position += 8 + size + size % 2
    return collector.build()


def _read_chunk(collector: Collector, kind: bytes, body: bytes) -> None:
    # 2.7, extended file format: flags (one byte), reserved (three bytes), then width and height of
    # the canvas less one (three bytes each, little-endian).
    if kind == b"VP8X" and len(body) >= 10:
        collector.alpha = bool(body[0] & ALPHA_FLAG)
        collector.moves = bool(body[0] & ANIMATION_FLAG)
        collector.width = int.from_bytes(body[4:7], "little") + 1
        collector.height = int.from_bytes(body[7:10], "little") + 1
    # 3, header of the lossless bitstream: a signature byte, then, from the lowest bit on, width
    # less one and height less one (14 bits each), the hint that alpha is used, and the version.
    elif kind == b"VP8L" and len(body) >= 5:
        collector.lossless = True
        bits = int.from_bytes(body[1:5], "little")
        collector.width = (bits & SIDE_BITS) + 1
        collector.height = (bits >> 14 & SIDE_BITS) + 1
        collector.alpha = collector.alpha or bool(bits >> 28 & 1)
    # RFC 6386 (VP8), 9.1: a frame tag and a start code of three bytes each, then width and height
    # of 14 bits with two bits of scale above each.
    elif kind == b"VP8 " and len(body) >= 10 and collector.width is None:
        width, height = struct.unpack_from("<HH", body, 6)
        collector.width, collector.height = width & SIDE_BITS, height & SIDE_BITS
    # 2.7.1.5, metadata. Some writers keep the mark that EXIF has in JPEG's APP1.
    elif kind == b"EXIF" and collector.reserve(len(body)):
        exif.read_into(collector, body.removeprefix(b"Exif\0\0"))
    elif kind == b"XMP ":
        collector.add_xmp(body)
    # C2PA 2.1, A.2.6: a chunk `C2PA` of a RIFF file.
    elif kind == b"C2PA":
        collector.c2pa = True
    # 2.7.1.6, unknown chunks: readers of pictures pass over the label's own chunk.
    elif kind == b"AIGC" and collector.reserve(len(body)):
        collector.add("AIGC", decode_text(body.strip(b"\0")), "WebP AIGC")
    elif kind not in KNOWN:
        collector.add_unread(f"WebP {kind.decode('latin-1').strip()}")
