"""TIFF and GIF: the label in XMP, in tag 0x2BC and in the application extension `XMP Data`.

A TIFF gets its first directory once more at the end, with one entry more; its strips of pixels stay
where they are. A GIF gets the packet before its first frame.
"""

from __future__ import annotations

import struct

from assessments.intake.containers.exif import SIZES, XMP
from assessments.intake.containers.gif import APPLICATION, EXTENSION, IMAGE, TRAILER, skip, table
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.packet import RDF_END, description, extended, packet
from assessments.labelling.write.writer import no_room

BYTE = 1
MARK = b"\x0bXMP DataXMP"
# Whoever steps over the packet as if it were blocks is led by these bytes to its end.
TRAIL = b"\1" + bytes(range(0xFF, -1, -1)) + b"\0"


def tiff(source: Source, text: str) -> list[Splice]:
    data = source.data()
    order = "<" if data[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, first)
    entries = [data[first + 2 + 12 * at : first + 14 + 12 * at] for at in range(count)]
    following = data[first + 2 + 12 * count : first + 6 + 12 * count]
    if len(following) < 4 or any(len(one) < 12 for one in entries):
        refuse(problem("damaged", where="TIFF"))
    tags = {struct.unpack(order + "H", one[:2])[0]: one for one in entries}
    content = packet(text)
    if XMP in tags:
        content = extended(_value(data, tags[XMP], order), text) or no_room()
    start = len(data) + len(data) % 2  # what an offset names begins at an even place
    tags[XMP] = struct.pack(order + "HHII", XMP, BYTE, len(content), start)
    padded = content + b"\0" * (len(content) % 2)
    listed = b"".join(tags[tag] for tag in sorted(tags))
    directory = struct.pack(order + "H", len(tags)) + listed + following
    end = b"\0" * (len(data) % 2) + padded + directory
    if len(data) + len(end) >= 1 << 32:
        no_room()
    place = struct.pack(order + "I", start + len(padded))
    return [Splice(at=4, gone=4, put=place), Splice(at=len(data), put=end)]


def _value(data: bytes, entry: bytes, order: str) -> bytes:
    kind, amount, start = struct.unpack_from(order + "HII", entry, 2)
    return data[start : start + SIZES.get(kind, 1) * amount]


def gif(source: Source, text: str) -> list[Splice]:
    data = source.data()
    position = 13 + table(data[10])
    while data[position] == EXTENSION and data[position + 1] == APPLICATION:
        start, position = position + 2, skip(data, position + 2)
        if data[start : start + len(MARK)] == MARK:
            return [_into_packet(data, start, position, text)]
    if data[position] not in (EXTENSION, IMAGE, TRAILER):
        refuse(problem("damaged", where="GIF"))
    if b"XMP DataXMP" in data:
        no_room()  # a packet of another place than the usual one
    block = bytes([EXTENSION, APPLICATION]) + MARK + packet(text) + TRAIL
    # Extensions came with the second version of the format.
    return [Splice(at=3, gone=3, put=b"89a"), Splice(at=position, put=block)]


def _into_packet(data: bytes, start: int, end: int, text: str) -> Splice:
    at = data.find(RDF_END, start, end)
    if at < 0 or data.count(RDF_END, start, end) != 1:
        no_room()
    return Splice(at=at, put=description(text))
