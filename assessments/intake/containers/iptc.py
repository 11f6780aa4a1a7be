"""IPTC: the caption, credit and program that Photoshop's resources hold in a JPEG.

Names of persons and places, which the same records have, are not read.
"""

from __future__ import annotations

import struct

from assessments.intake.containers.embedded import Collector, decoded

MARK = b"Photoshop 3.0\0"
RESOURCE = b"8BIM"
RECORDS = 0x0404
APPLICATION = 2
TEXTS = {65: "Originating Program", 110: "Credit", 120: "Caption"}


def read_into(found: Collector, data: bytes) -> None:
    """Add the texts of the resources that follow the mark."""
    at = len(MARK)
    while data[at : at + 4] == RESOURCE and at + 8 <= len(data) and found.may_count():
        (kind,) = struct.unpack_from(">H", data, at + 4)
        name = data[at + 6]
        at += 6 + name + 2 - name % 2
        if at + 4 > len(data):
            return
        (size,) = struct.unpack_from(">I", data, at)
        if kind == RECORDS:
            _records(found, data[at + 4 : at + 4 + size])
        at += 4 + size + size % 2


def _records(found: Collector, data: bytes) -> None:
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C and found.may_count():
        record, number, size = struct.unpack_from(">BBH", data, at + 1)
        if record == APPLICATION and number in TEXTS and found.room(size):
            found.add(TEXTS[number], decoded(data[at + 5 : at + 5 + size]), "IPTC")
        at += 5 + size
