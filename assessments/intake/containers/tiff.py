"""TIFF: the same directories as EXIF, with the picture's own size and its XMP (tag 700)."""

from __future__ import annotations

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded

# TIFF 6.0, section 2, Image File Header: the byte order, then the number 42 in that order.
MAGICS = (b"II*\0", b"MM\0*")


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/tiff", lossless=True)
    exif.read_into(collector, data, pixels=True)
    return collector.build()
