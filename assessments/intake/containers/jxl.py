"""JPEG XL: the EXIF and XMP boxes of its container; a bare codestream carries no metadata."""

from __future__ import annotations

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.containers.isobmff import boxes

CONTAINER = b"\0\0\0\x0cJXL \r\n\x87\n"
MAGICS = (CONTAINER, b"\xff\x0a")


def read(data: bytes) -> Embedded:
    found = Collector(media_type="image/jxl")
    if not data.startswith(CONTAINER):
        return found.done()
    for box in boxes(data):
        if not found.may_count():
            break
        body = data[box.start : box.end]
        if box.kind == b"Exif" and found.room(len(body)):
            exif.read_into(found, body[4 + int.from_bytes(body[:4], "big") :])
        elif box.kind == b"xml ":
            found.add_xmp(body)
    return found.done()
