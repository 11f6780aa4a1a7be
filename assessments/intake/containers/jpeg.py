"""JPEG: EXIF, XMP (extended too), IPTC, comments, and the presence of Content Credentials.

Reads the segments before the picture data. The AIGC label also occurs as bare text in an APP
segment, so a segment that begins with the label's key is kept as a text.
"""

from __future__ import annotations

import re
import struct

from assessments.intake.containers import exif, iptc
from assessments.intake.containers.embedded import Collector, Embedded, decoded

MAGIC = b"\xff\xd8\xff"
EXIF = b"Exif\0\0"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
XMP_MORE = b"http://ns.adobe.com/xmp/extension/\0"
BEGINNINGS = (b"E", b"h", b"J", b"A", b"P")  # of the segments below; most others are tables
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
OTHER = re.compile(rb"[^\xff]")  # than a byte that fills space before a marker
BARE = {0x01, *range(0xD0, 0xD8)}
APP0, COMMENT, SCAN, END = 0xE0, 0xFE, 0xDA, 0xD9


def read(data: bytes) -> Embedded:
    found = Collector(media_type="image/jpeg")
    more: dict[int, bytes] = {}
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            found.complain("damaged", where="JPEG")
            break
        marker = data[position + 1]
        if marker == 0xFF:
            position = _filled(data, position)
            continue
        if marker in BARE and found.may_count():
            position += 2
            continue
        if marker in (SCAN, END):
            break
        (size,) = struct.unpack_from(">H", data, position + 2)
        if size < 2 or position + 2 + size > len(data):
            found.complain("truncated", where="JPEG")
            break
        if not found.may_count():
            break
        _segment(found, marker, data[position + 4 : position + 2 + size], more)
        position += 2 + size
    if more:
        found.add_xmp(b"".join(more[offset] for offset in sorted(more)))
    _tail(found, data)
    return found.done()


def _filled(data: bytes, position: int) -> int:
    """Where the last of the bytes 0xFF stands that may fill up the space before a marker."""
    other = OTHER.search(data, position)
    return other.start() - 1 if other else len(data)


def _segment(found: Collector, marker: int, body: bytes, more: dict[int, bytes]) -> None:
    if marker in FRAMES and len(body) >= 5:
        found.height, found.width = struct.unpack_from(">HH", body, 1)
    elif marker == COMMENT and found.room(len(body)):
        found.add("Comment", decoded(body.rstrip(b"\0")), "JPEG COM")
    elif body[:1] not in BEGINNINGS:
        return
    elif body.startswith(EXIF) and found.room(len(body)):
        exif.read_into(found, body[len(EXIF) :])
    elif body.startswith(XMP):
        found.add_xmp(body[len(XMP) :])
    elif body.startswith(XMP_MORE) and found.room(len(body)):
        header = len(XMP_MORE) + 32
        if len(body) >= header + 8:
            _, offset = struct.unpack_from(">II", body, header)
            more[offset] = body[header + 8 :]
    elif body.startswith(iptc.MARK):
        iptc.read_into(found, body)
    elif marker == APP0 + 11 and body.startswith(b"JP"):
        found.c2pa = True
    elif body.startswith((b"AIGC{", b"AIGC\0{")) and found.room(len(body)):
        found.add("AIGC", decoded(body[4:].strip(b"\0")), f"JPEG APP{marker - APP0}")


def _tail(found: Collector, data: bytes) -> None:
    end = data.rfind(b"\xff\xd9")
    if end < 0:
        found.complain("truncated", where="JPEG")
    elif data[end + 2 :].strip(b"\0\r\n"):
        found.complain("bytes_after_end", bytes=len(data) - end - 2)
