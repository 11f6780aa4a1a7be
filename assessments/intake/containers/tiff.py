"""TIFF: the same directories as EXIF, with the picture's own size and its XMP (tag 700)."""

from __future__ import annotations

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded

MAGICS = (b"II*\0", b"MM\0*")


def read(data: bytes) -> Embedded:
    found = Collector(media_type="image/tiff", lossless=True)
    exif.read_into(found, data, pixels=True)
    return found.done()
