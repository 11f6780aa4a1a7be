"""WebP: EXIF, XMP, the presence of Content Credentials, and the AIGC chunk if there is one."""

from __future__ import annotations

import struct

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded, decoded

ALPHA_FLAG = 0x10


def is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def read(data: bytes) -> Embedded:
    found = Collector(media_type="image/webp")
    (declared,) = struct.unpack_from("<I", data, 4)
    end = min(len(data), declared + 8)
    if end < declared + 8:
        found.complain("truncated", where="RIFF")
    elif len(data) > end + 1:
        found.complain("bytes_after_end", bytes=len(data) - end)
    position = 12
    while position + 8 <= end and found.may_count():
        kind = data[position : position + 4]
        (size,) = struct.unpack_from("<I", data, position + 4)
        _chunk(found, kind, data[position + 8 : min(end, position + 8 + size)])
        position += 8 + size + size % 2
    return found.done()


def _chunk(found: Collector, kind: bytes, body: bytes) -> None:
    if kind == b"VP8X" and len(body) >= 10:
        found.alpha = bool(body[0] & ALPHA_FLAG)
        found.width = int.from_bytes(body[4:7], "little") + 1
        found.height = int.from_bytes(body[7:10], "little") + 1
    elif kind == b"VP8L" and len(body) >= 5:
        found.lossless = True
        bits = int.from_bytes(body[1:5], "little")
        found.width, found.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        found.alpha = found.alpha or bool(bits >> 28 & 1)
    elif kind == b"VP8 " and len(body) >= 10 and found.width is None:
        width, height = struct.unpack_from("<HH", body, 6)
        found.width, found.height = width & 0x3FFF, height & 0x3FFF
    elif kind == b"EXIF" and found.room(len(body)):
        exif.read_into(found, body.removeprefix(b"Exif\0\0"))
    elif kind == b"XMP ":
        found.add_xmp(body)
    elif kind == b"C2PA":
        found.c2pa = True
    elif kind == b"AIGC" and found.room(len(body)):
        found.add("AIGC", decoded(body.strip(b"\0")), "WebP AIGC")
