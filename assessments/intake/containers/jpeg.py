"""JPEG: EXIF, XMP (extended too), IPTC, comments, and the presence of Content Credentials.

The reader walks the marker segments of ITU-T T.81, Annex B, up to the picture data. The AIGC label
also occurs as bare text in an APP segment, so a segment that begins with the label's key is kept as
a text.
"""

from __future__ import annotations

import re
import struct

from assessments.intake.containers import exif, iptc
from assessments.intake.containers.embedded import Collector, Embedded, decode_text

# T.81 B.1.1.3, Table B.1: SOI (0xFFD8); the third byte begins the next marker.
MAGIC = b"\xff\xd8\xff"
# Exif 2.32 (CIPA DC-008), 4.7.2: the identifier code of the APP1 segment.
EXIF = b"Exif\0\0"
# XMP Specification Part 3 (2016), 1.1.3: the namespace of the APP1 segment with the packet, and
# that of the segments with an extended packet.
XMP = b"http://ns.adobe.com/xap/1.0/\0"
XMP_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
GUID_SIZE = 32  # of the extended packet: its MD5 digest in hexadecimal digits
# The first bytes of the segments that are read: Exif, http:, JP (JUMBF), AIGC and Photoshop. Most
# other segments are tables of the coder, which this test leaves out at once.
BEGINNINGS = (b"E", b"h", b"J", b"A", b"P")
# T.81 Table B.1: SOF0 to SOF15 are 0xFFC0 to 0xFFCF without DHT (C4), JPG (C8) and DAC (CC).
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
# T.81 B.1.1.3: TEM (0xFF01) and RST0 to RST7 (0xFFD0 to 0xFFD7) stand alone, without a segment.
STANDALONE = {0x01, *range(0xD0, 0xD8)}
# T.81 Table B.1: APP0, COM, SOS and EOI.
APP0, COMMENT, SCAN, END = 0xE0, 0xFE, 0xDA, 0xD9
APP11 = APP0 + 11
# Identifiers of segments about pixels, colours and thumbnails: JFIF and its extension, ICC, MPF,
# FlashPix, Adobe's marker, Ducky (quality), EPPIM, Photoshop's resources, JUMBF and EXIF.
KNOWN = (
    b"JFIF\0", b"JFXX\0", b"ICC_PROFILE\0", b"MPF\0", b"FPXR\0", b"Adobe", b"Ducky", b"Exif",
    b"Photoshop", b"JP", b"http://ns.adobe.com/", b"urn:iso:std:iso:ts:21496", b"AROT",
)  # fmt: skip
NOT_FILL = re.compile(rb"[^\xff]")


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/jpeg")
    extended_xmp: dict[int, bytes] = {}  # parts of the packet by their offset in it
    position = 2  # behind SOI
    while position + 4 <= len(data):
        # T.81 B.1.1.2: a marker is 0xFF and a byte that is neither 0 nor 0xFF.
        if data[position] != 0xFF:
            collector.report("damaged", where="JPEG")
            break
        marker = data[position + 1]
        if marker == 0xFF:
            position = _skip_fill_bytes(data, position)
            continue
        if marker in STANDALONE and collector.count_block():
            position += 2
            continue
        # T.81 B.2.1: after SOS comes entropy-coded data, in which no metadata stands.
        if marker in (SCAN, END):
            break
        # T.81 B.1.1.4: the length, big-endian, counts its own two bytes but not the marker.
        (size,) = struct.unpack_from(">H", data, position + 2)
        if size < 2 or position + 2 + size > len(data):
            collector.report("truncated", where="JPEG")
            break
        if not collector.count_block():
            break
        _read_segment(collector, marker, data[position + 4 : position + 2 + size], extended_xmp)
        position += 2 + size
    if extended_xmp:
        packet = b"".join(extended_xmp[offset] for offset in sorted(extended_xmp))
        collector.add_xmp(packet)
    _check_end(collector, data, min(position, len(data)))
    return collector.build()


def _skip_fill_bytes(data: bytes, position: int) -> int:
    """The offset of the last 0xFF of a run, where the marker begins."""
    # T.81 B.1.1.2: any number of fill bytes 0xFF may precede a marker. The search is one call, so
    # that megabytes of them do not take a turn of the loop each.
    other = NOT_FILL.search(data, position)
    return other.start() - 1 if other else len(data)


def _read_segment(
    collector: Collector, marker: int, body: bytes, extended_xmp: dict[int, bytes]
) -> None:
    """Add what one marker segment holds; `body` begins behind its length."""
    # T.81 B.2.2, frame header: sample precision (one byte), number of lines, samples per line.
    if marker in FRAMES and len(body) >= 5:
        collector.height, collector.width = struct.unpack_from(">HH", body, 1)
    # T.81 B.2.4.5, comment; its encoding is not defined.
    elif marker == COMMENT and collector.reserve(len(body)):
        collector.add_bytes("Comment", body.rstrip(b"\0"), "JPEG COM")
    # T.81 B.2.4.6, application data: the segments name themselves by their first bytes.
    elif body[:1] not in BEGINNINGS:
        _name_unread(collector, marker, body)
    elif body.startswith(EXIF) and collector.reserve(len(body)):
        exif.read_into(collector, body[len(EXIF) :])
    elif body.startswith(XMP):
        collector.add_xmp(body[len(XMP) :])
    elif body.startswith(XMP_EXTENSION) and collector.reserve(len(body)):
        # XMP Specification Part 3 (2016), 1.1.3: GUID of the extended packet, its full length and
        # the offset of this part in it (four bytes each, big-endian), then the part itself.
        header = len(XMP_EXTENSION) + GUID_SIZE
        if len(body) >= header + 8:
            _, offset = struct.unpack_from(">II", body, header)
            extended_xmp[offset] = body[header + 8 :]
    elif body.startswith(iptc.MARK):
        iptc.read_into(collector, body)
    # C2PA 2.1, A.2.1: the manifest store stands in APP11 segments as JUMBF, whose common
    # identifier is "JP" (ISO/IEC 19566-5, Annex D).
    elif marker == APP11 and body.startswith(b"JP"):
        collector.c2pa = True
    # No guide names this place of the label; it was seen in files (docs/formats.md).
    elif body.startswith((b"AIGC{", b"AIGC\0{")) and collector.reserve(len(body)):
        collector.add("AIGC", decode_text(body[4:].strip(b"\0")), f"JPEG APP{marker - APP0}")
    else:
        _name_unread(collector, marker, body)


def _name_unread(collector: Collector, marker: int, body: bytes) -> None:
    """Name an application segment that is not known; tables of the coder are none."""
    if APP0 <= marker < APP0 + 16 and not body.startswith(KNOWN):
        identifier = body[:12].split(b"\0", 1)[0].decode("latin-1")
        name = identifier if identifier.isalnum() else ""
        collector.add_unread(f"JPEG APP{marker - APP0} {name}".strip())


def _check_end(collector: Collector, data: bytes, start: int) -> None:
    """Report a missing EOI marker (T.81 B.2.1), or bytes behind the last one.

    A thumbnail in the segments before `start` has an EOI of its own.
    """
    end = data.rfind(b"\xff\xd9", start)
    if end < 0:
        collector.report("truncated", where="JPEG")
    elif data[end + 2 :].strip(b"\0\r\n"):
        collector.report("bytes_after_end", bytes=len(data) - end - 2)
