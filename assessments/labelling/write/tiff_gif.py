"""TIFF and GIF: the label in XMP, in tag 0x2BC and in the application extension `XMP Data`.

A TIFF gets a copy of its first directory at the end, with one more entry; its strips of pixels stay
where they are. A GIF gets the packet before its first frame.
"""

from __future__ import annotations

import struct

from assessments.intake.containers.exif import SIZES, XMP
from assessments.intake.containers.gif import (
    APPLICATION,
    EXTENSION,
    IMAGE,
    SCREEN_SIZE,
    TRAILER,
    XMP_APPLICATION,
    colour_table_size,
    skip_sub_blocks,
)
from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.packet import RDF_END, description, extend_packet, packet
from assessments.labelling.write.writer import reject_no_room

BYTE = 1  # TIFF 6.0, section 2: the field type of the packet
# GIF89a, section 26: the size of the block, eleven, and the application.
XMP_BLOCK = b"\x0b" + XMP_APPLICATION
# XMP Specification Part 3 (2016), 1.1.2: a reader that takes the packet for sub-blocks comes to one
# of these bytes, which are each as far from the end as they say.
MAGIC_TRAILER = b"\1" + bytes(range(0xFF, -1, -1)) + b"\0"


def tiff(source: Source, text: str) -> list[Splice]:
    data = source.data()
    # TIFF 6.0, section 2: byte order, 42, offset of the first directory; the number of entries (two
    # bytes), entries of twelve bytes, the offset of the next directory (four bytes).
    order = "<" if data[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, first)
    entries = [data[first + 2 + 12 * at : first + 14 + 12 * at] for at in range(count)]
    following = data[first + 2 + 12 * count : first + 6 + 12 * count]
    if len(following) < 4 or any(len(entry) < 12 for entry in entries):
        reject(problem("damaged", where="TIFF"))
    tags = {struct.unpack(order + "H", entry[:2])[0]: entry for entry in entries}
    content = packet(text)
    if XMP in tags:
        content = extend_packet(_entry_value(data, tags[XMP], order), text) or reject_no_room()
    # TIFF 6.0, section 2: a value and a directory begin on a word boundary, and the entries are
    # sorted by their tags.
    start = len(data) + len(data) % 2
    tags[XMP] = struct.pack(order + "HHII", XMP, BYTE, len(content), start)
    padded = content + b"\0" * (len(content) % 2)
    listed = b"".join(tags[tag] for tag in sorted(tags))
    directory = struct.pack(order + "H", len(tags)) + listed + following
    end = b"\0" * (len(data) % 2) + padded + directory
    if len(data) + len(end) >= 1 << 32:  # an offset has four bytes
        reject_no_room()
    place = struct.pack(order + "I", start + len(padded))
    return [Splice(offset=4, removed=4, inserted=place), Splice(offset=len(data), inserted=end)]


def _entry_value(data: bytes, entry: bytes, order: str) -> bytes:
    kind, amount, start = struct.unpack_from(order + "HII", entry, 2)
    return data[start : start + SIZES.get(kind, 1) * amount]


def gif(source: Source, text: str) -> list[Splice]:
    data = source.data()
    position = SCREEN_SIZE + colour_table_size(data[10])
    while data[position] == EXTENSION and data[position + 1] == APPLICATION:
        start, position = position + 2, skip_sub_blocks(data, position + 2)
        if data[start : start + len(XMP_BLOCK)] == XMP_BLOCK:
            return [_extend_packet(data, start, position, text)]
    if data[position] not in (EXTENSION, IMAGE, TRAILER):
        reject(problem("damaged", where="GIF"))
    if XMP_APPLICATION in data:
        reject_no_room()  # a packet in another place than the usual one
    block = bytes([EXTENSION, APPLICATION]) + XMP_BLOCK + packet(text) + MAGIC_TRAILER
    # GIF89a, section 17: the version (three bytes at 3) that knows extensions is 89a.
    return [Splice(offset=3, removed=3, inserted=b"89a"), Splice(offset=position, inserted=block)]


def _extend_packet(data: bytes, start: int, end: int, text: str) -> Splice:
    at = data.find(RDF_END, start, end)
    if at < 0 or data.count(RDF_END, start, end) != 1:
        reject_no_room()
    return Splice(offset=at, inserted=description(text))
