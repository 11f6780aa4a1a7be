"""IPTC: the caption, credit and program that Photoshop's resources hold in a JPEG.

Names of persons and places, which the same records have, are not read.
"""

from __future__ import annotations

import struct

from assessments.intake.containers.embedded import Collector, decode_text

# Adobe Photoshop File Formats Specification, "Image Resource Blocks"; in JPEG they stand in an
# APP13 segment behind this mark.
MARK = b"Photoshop 3.0\0"
RESOURCE = b"8BIM"
RECORDS = 0x0404  # the same specification, "Image Resource IDs": the IPTC-NAA record
# IPTC Information Interchange Model 4.2: the tag marker of a data set, the number of the
# application record, and three of its data sets (2:65, 2:110 and 2:120).
TAG_MARKER = 0x1C
APPLICATION = 2
TEXTS = {65: "Originating Program", 110: "Credit", 120: "Caption"}


def read_into(collector: Collector, data: bytes) -> None:
    """Add the texts of the resources that follow the mark."""
    at = len(MARK)
    # A resource: signature, id (two bytes), the length of a name and the name, together padded to
    # an even size, the size of the data (four bytes), and the data, padded to an even size.
    while data[at : at + 4] == RESOURCE and at + 8 <= len(data) and collector.count_block():
        (kind,) = struct.unpack_from(">H", data, at + 4)
        name_size = data[at + 6]
        at += 6 + name_size + 2 - name_size % 2
        if at + 4 > len(data):
            return
        (size,) = struct.unpack_from(">I", data, at)
        if kind == RECORDS:
            _read_records(collector, data[at + 4 : at + 4 + size])
        at += 4 + size + size % 2


def _read_records(collector: Collector, data: bytes) -> None:
    at = 0
    # A standard data set: tag marker, number of the record, number of the data set, and the size of
    # the data (two bytes, big-endian).
    while at + 5 <= len(data) and data[at] == TAG_MARKER and collector.count_block():
        record, number, size = struct.unpack_from(">BBH", data, at + 1)
        if record == APPLICATION and number in TEXTS and collector.reserve(size):
            collector.add(TEXTS[number], decode_text(data[at + 5 : at + 5 + size]), "IPTC")
        at += 5 + size
