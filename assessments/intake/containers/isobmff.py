"""AVIF and HEIC: items of the `meta` box (EXIF, XMP), size, presence of Content Credentials.

`boxes` walks any ISO base media file, so the readers of sound and video use it too.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.core import limits

PICTURES = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
}
C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box by its four letters, with the bounds of its content in the file."""

    kind: bytes
    start: int
    end: int


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes between two offsets; stops at the first that does not fit."""
    stop = len(data) if end is None else min(end, len(data))
    position, count = start, 0
    while position + 8 <= stop and count < limits.BLOCKS.most:
        size, kind = struct.unpack_from(">I4s", data, position)
        header = 8
        if size == 1 and position + 16 <= stop:
            (size,) = struct.unpack_from(">Q", data, position + 8)
            header = 16
        elif size == 0:
            size = stop - position
        if size < header or position + size > stop:
            return
        yield Box(kind=kind, start=position + header, end=position + size)
        position += size
        count += 1


def picture_type(head: bytes) -> str | None:
    """The picture's media type by its brands; None for sound, video or another file."""
    if head[4:8] != b"ftyp" or len(head) < 16:
        return None
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    if brands[0] in PICTURES and brands[0] not in (b"mif1", b"msf1"):
        return PICTURES[brands[0]]
    if brands[0] in (b"mif1", b"msf1"):
        named = (PICTURES[brand] for brand in brands[1:] if brand in PICTURES)
        return next((kind for kind in named if kind != "image/heif"), "image/heif")
    return None


def read(data: bytes) -> Embedded:
    found = Collector(media_type=picture_type(data[:256]) or "image/heif")
    for box in boxes(data):
        if box.kind == b"meta":
            _meta(found, data, box)
        elif box.kind == b"uuid":
            uuid = data[box.start : box.start + 16]
            found.c2pa = found.c2pa or uuid == C2PA_UUID
            if uuid == XMP_UUID:
                found.add_xmp(data[box.start + 16 : box.end])
    return found.done()


def _meta(found: Collector, data: bytes, meta: Box) -> None:
    kinds: dict[int, bytes] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    inner = list(boxes(data, meta.start + 4, meta.end))
    idat = next((box.start for box in inner if box.kind == b"idat"), 0)
    for box in inner:
        try:
            if box.kind == b"iinf":
                kinds = _kinds(data, box)
            elif box.kind == b"iloc":
                places = _places(data, box, idat)
            elif box.kind == b"iprp":
                _size(found, data, box)
        except (struct.error, IndexError):
            found.complain("damaged", where=box.kind.decode("latin-1"))
    for item, kind in kinds.items():
        _item(found, kind, data, places.get(item, []))


def _item(found: Collector, kind: bytes, data: bytes, places: list[tuple[int, int]]) -> None:
    size = sum(length for _, length in places)
    if not found.may_count() or not found.room(size):
        return
    content = b"".join(data[start : start + length] for start, length in places)
    if kind == b"Exif" and len(content) > 4:
        skip = 4 + int.from_bytes(content[:4], "big")
        exif.read_into(found, content[skip:].removeprefix(b"Exif\0\0"))
    elif kind == b"mime" and (b"<x:xmpmeta" in content or b"<rdf:RDF" in content):
        found.add_xmp(content)


def _kinds(data: bytes, box: Box) -> dict[int, bytes]:
    wide = data[box.start] > 0
    kinds = {}
    for entry in boxes(data, box.start + (8 if wide else 6), box.end):
        version = data[entry.start]
        if entry.kind != b"infe" or version < 2:
            continue
        long = version >= 3
        item = int.from_bytes(data[entry.start + 4 : entry.start + (8 if long else 6)], "big")
        at = entry.start + (10 if long else 8)
        kinds[item] = data[at : at + 4]
    return kinds


def _places(data: bytes, box: Box, idat: int) -> dict[int, list[tuple[int, int]]]:
    """Per item its extents as (offset in the file, length)."""
    version = data[box.start]
    sizes = data[box.start + 4], data[box.start + 5]
    offset_size, length_size = sizes[0] >> 4, sizes[0] & 15
    base_size, index_size = sizes[1] >> 4, sizes[1] & 15 if version else 0
    position = box.start + 6
    wide = 4 if version == 2 else 2

    def take(size: int) -> int:
        nonlocal position
        if position + size > box.end:
            raise IndexError(position)
        value = int.from_bytes(data[position : position + size], "big")
        position += size
        return value

    places: dict[int, list[tuple[int, int]]] = {}
    for _ in range(min(take(wide), limits.BLOCKS.most)):
        item = take(wide)
        in_idat = bool(version and take(2) & 15 == 1)
        take(2)
        base = take(base_size) + (idat if in_idat else 0)
        extents = []
        for _ in range(min(take(2), limits.BLOCKS.most)):
            take(index_size)
            offset = take(offset_size)
            extents.append((base + offset, take(length_size)))
        places[item] = extents
    return places


def _size(found: Collector, data: bytes, properties: Box) -> None:
    """The largest `ispe`: thumbnails and tiles have one each, the picture has the largest."""
    for container in boxes(data, properties.start, properties.end):
        if container.kind != b"ipco":
            continue
        for box in boxes(data, container.start, container.end):
            if box.kind == b"ispe" and box.end - box.start >= 12:
                width, height = struct.unpack_from(">II", data, box.start + 4)
                if width * height > (found.width or 0) * (found.height or 0):
                    found.width, found.height = width, height
