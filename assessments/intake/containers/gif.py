"""GIF: comments and the XMP application extension; no frames are decoded."""

from __future__ import annotations

import struct

from assessments.intake.containers.embedded import Collector, Embedded, decoded

MAGICS = (b"GIF87a", b"GIF89a")
EXTENSION, IMAGE, TRAILER = 0x21, 0x2C, 0x3B
COMMENT, APPLICATION = 0xFE, 0xFF


def read(data: bytes) -> Embedded:
    found = Collector(media_type="image/gif")
    if len(data) < 13:
        found.complain("truncated", where="GIF")
        return found.done()
    found.width, found.height = struct.unpack_from("<HH", data, 6)
    position = 13 + table(data[10])
    while position + 1 < len(data) and data[position] != TRAILER and found.may_count():
        if data[position] == EXTENSION:
            position = _extension(found, data, position)
        elif data[position] == IMAGE and position + 10 < len(data):
            position = skip(data, position + 11 + table(data[position + 9]))
        else:
            found.complain("damaged", where="GIF")
            break
    if data[position : position + 1] == bytes([TRAILER]) and data[position + 1 :].strip(b"\0"):
        found.complain("bytes_after_end", bytes=len(data) - position - 1)
    return found.done()


def table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _extension(found: Collector, data: bytes, position: int) -> int:
    label, start = data[position + 1], position + 2
    end = skip(data, start)
    if label == COMMENT and found.room(end - start):
        found.add("Comment", decoded(_joined(data, start, end)), "GIF comment")
    elif label == APPLICATION and data[start + 1 : start + 12] == b"XMP DataXMP":
        # XMP stands unblocked, followed by a run of bytes that leads any reader to its end.
        found.add_xmp(data[start + 12 : end].split(b"<?xpacket end", 1)[0].split(b"\x01\xff")[0])
    return end


def skip(data: bytes, position: int) -> int:
    while position < len(data) and data[position]:
        position += data[position] + 1
    return position + 1


def _joined(data: bytes, position: int, end: int) -> bytes:
    parts = []
    while position < end and position < len(data) and data[position]:
        parts.append(data[position + 1 : position + 1 + data[position]])
        position += data[position] + 1
    return b"".join(parts)
