"""JPEG XL: the EXIF and XMP boxes of its container; a bare codestream carries no metadata."""

from __future__ import annotations

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.containers.isobmff import boxes

# ISO/IEC 18181-2, JPEG XL signature box; ISO/IEC 18181-1: a codestream begins with 0xFF0A.
CONTAINER = b"\0\0\0\x0cJXL \r\n\x87\n"
# ISO/IEC 18181-2: signature, file type, level, codestream whole or in parts, index, JPEG rebuilt.
KNOWN = frozenset({b"JXL ", b"ftyp", b"jxll", b"jxlc", b"jxlp", b"jxli", b"jbrd", b"jhgm"})
MAGICS = (CONTAINER, b"\xff\x0a")


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/jxl")
    if not data.startswith(CONTAINER):
        return collector.build()
    for box in boxes(data):
        if not collector.count_block():
            break
        body = data[box.start : box.end]
        # ISO/IEC 18181-2, Exif box: four bytes say how far behind them the TIFF structure begins.
        if box.kind == b"Exif" and collector.reserve(len(body)):
            exif.read_into(collector, body[4 + int.from_bytes(body[:4], "big") :])
        # ISO/IEC 18181-2, XML box: the XMP packet.
        elif box.kind == b"xml ":
            collector.add_xmp(body)
        # C2PA 2.1, A.3.2: the manifest store stands in a box of JUMBF (ISO/IEC 19566-5).
        elif box.kind == b"jumb":
            collector.c2pa = collector.c2pa or b"c2pa" in body[:64]
        # ISO/IEC 18181-2, Brotli-compressed box: the kind of the box inside comes first.
        elif box.kind == b"brob":
            collector.add_unread(f"brob {body[:4].decode('latin-1').strip()}")
        elif box.kind not in KNOWN:
            collector.add_unread(f"JXL {box.kind.decode('latin-1').strip()}")
    return collector.build()
