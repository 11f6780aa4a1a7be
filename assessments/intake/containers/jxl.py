"""JPEG XL: the EXIF and XMP boxes of its container; a bare codestream carries no metadata."""

from __future__ import annotations

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.containers.isobmff import boxes

# ISO/IEC 18181-2, JPEG XL signature box; ISO/IEC 18181-1: a codestream begins with 0xFF0A.
CONTAINER = b"\0\0\0\x0cJXL \r\n\x87\n"
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
    return collector.build()
