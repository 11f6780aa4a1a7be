"""AVIF and HEIC: items of the `meta` box (EXIF, XMP), size, presence of Content Credentials.

`walk_boxes` is the one walker of ISO base media files; the readers and writers of sound and film
use it too. Clauses without a name are those of ISO/IEC 14496-12; HEIF is ISO/IEC 23008-12:2017.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.core import limits

# 4.3, File Type Box: brands. HEIF, 10.2 (mif1, msf1) and Annex B (the HEVC brands); AVIF is
# AOMedia's "AV1 Image File Format (AVIF)", image brand and image sequence brand.
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
SEQUENCES = frozenset({b"avis", b"hevc", b"msf1"})  # brands of several pictures, one after another
ANY_CODEC = (b"mif1", b"msf1")  # brands that leave the codec to the compatible brands
# 4.2: a box `uuid` begins with a type of sixteen bytes. C2PA 2.1, A.4.1, and XMP Specification
# Part 3 (2016), MPEG-4.
C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
UUID_SIZE = 16
# 4.2, Object Structure: size (four bytes) and type (four bytes); a size of 1 stands for eight more
# bytes with the size, a size of 0 for "to the end".
HEADER_SIZE, LARGE_HEADER_SIZE = 8, 16
TO_THE_END, LARGE_SIZE = 0, 1
FULL_BOX_SIZE = 4  # 4.2: version (one byte) and flags (three bytes) of a FullBox


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box by its four letters, with the offsets of its header and of its content in the file."""

    kind: bytes
    at: int
    start: int  # of the content
    end: int
    declared: int  # the size as its first four bytes have it: may be `TO_THE_END` or `LARGE_SIZE`
    whole: bool  # whether it ends within what contains it; the offset `end` is void where not


def walk_boxes(read_at: Callable[[int, int], bytes], start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets, in order; a box that does not fit is the last one.

    `read_at` gives so many bytes (second argument) from an offset on (first argument). It is up to
    the caller how many boxes are too many and what a box that does not fit means.
    """
    at = start
    while at + HEADER_SIZE <= end:
        head = read_at(at, min(LARGE_HEADER_SIZE, end - at))
        size, kind = struct.unpack_from(">I4s", head)
        declared, header_size = size, HEADER_SIZE
        # 4.2: `largesize` in eight bytes behind the type.
        if declared == LARGE_SIZE and len(head) == LARGE_HEADER_SIZE:
            (size,) = struct.unpack_from(">Q", head, HEADER_SIZE)
            header_size = LARGE_HEADER_SIZE
        elif declared == TO_THE_END:
            size = end - at
        whole = header_size <= size <= end - at
        yield Box(
            kind=kind,
            at=at,
            start=at + header_size,
            end=at + size,
            declared=declared,
            whole=whole,
        )
        if not whole:
            return
        at += size


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes of a file in memory; stops at the first that does not fit."""
    stop = len(data) if end is None else min(end, len(data))
    collector = walk_boxes(lambda at, size: data[at : at + size], start, stop)
    return (box for box in islice(collector, limits.BLOCKS.value) if box.whole)


def meta_header_size(head: bytes) -> int:
    """The bytes before the boxes inside a `meta` box, by its first eight bytes of content.

    8.11.1 has a FullBox here; QuickTime's metadata atom has no version and flags, so that its
    handler `hdlr` follows at once.
    """
    return 0 if head[4:8] == b"hdlr" else FULL_BOX_SIZE


def _brands(head: bytes) -> list[bytes]:
    """The major brand, then the compatible ones, of a file that begins with its type box."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]


def picture_type(head: bytes) -> str | None:
    """The picture's media type by its brands; None for sound, video or another file."""
    if head[4:8] != b"ftyp" or len(head) < 16:
        return None
    # 4.3: the major brand, its version (four bytes), then the compatible brands up to the end.
    brands = _brands(head)
    if brands[0] in PICTURES and brands[0] not in ANY_CODEC:
        return PICTURES[brands[0]]
    if brands[0] in ANY_CODEC:
        named = (PICTURES[brand] for brand in brands[1:] if brand in PICTURES)
        return next((kind for kind in named if kind != "image/heif"), "image/heif")
    return None


def read(data: bytes) -> Embedded:
    collector = Collector(media_type=picture_type(data[:256]) or "image/heif")
    collector.moves = not SEQUENCES.isdisjoint(_brands(data[:256]))
    for box in boxes(data):
        if box.kind == b"meta":
            _read_meta(collector, data, box)
        elif box.kind == b"uuid":
            uuid = data[box.start : box.start + UUID_SIZE]
            collector.c2pa = collector.c2pa or uuid == C2PA_UUID
            if uuid == XMP_UUID:
                collector.add_xmp(data[box.start + UUID_SIZE : box.end])
            elif uuid != C2PA_UUID:
                collector.add_unread(f"uuid {uuid.hex()[:8]}")
    return collector.build()


def _read_meta(collector: Collector, data: bytes, meta: Box) -> None:
    kinds: dict[int, bytes] = {}
    extents: dict[int, list[tuple[int, int]]] = {}
    # 8.11.1, Meta Box: a FullBox.
    inner = list(boxes(data, meta.start + FULL_BOX_SIZE, meta.end))
    # 8.11.11, Item Data Box: extents of construction method 1 count from its content on.
    idat = next((box.start for box in inner if box.kind == b"idat"), 0)
    for box in inner:
        try:
            if box.kind == b"iinf":
                kinds = _read_item_kinds(data, box)
            elif box.kind == b"iloc":
                extents = _read_extents(data, box, idat)
            elif box.kind == b"iprp":
                _read_size(collector, data, box)
        except (struct.error, IndexError):
            collector.report("damaged", where=box.kind.decode("latin-1"))
    for item, kind in kinds.items():
        _read_item(collector, kind, data, extents.get(item, []))


def _read_item(
    collector: Collector, kind: bytes, data: bytes, extents: list[tuple[int, int]]
) -> None:
    """Add EXIF or XMP from the item's extents, each an offset in the file and a length."""
    size = sum(length for _, length in extents)
    if not collector.count_block() or not collector.reserve(size):
        return
    content = b"".join(data[start : start + length] for start, length in extents)
    # HEIF, Annex A, Exif: four bytes say how far behind them the TIFF structure begins.
    if kind == b"Exif" and len(content) > 4:
        skip = 4 + int.from_bytes(content[:4], "big")
        exif.read_into(collector, content[skip:].removeprefix(b"Exif\0\0"))
    # HEIF, Annex A, XMP: it is an item of the type `mime`.
    elif kind == b"mime" and (b"<x:xmpmeta" in content or b"<rdf:RDF" in content):
        collector.add_xmp(content)


def _read_item_kinds(data: bytes, box: Box) -> dict[int, bytes]:
    """The type of each item by its id."""
    # 8.11.6, Item Information Box: the number of entries has two bytes in version 0, else four.
    count_size = 4 if data[box.start] > 0 else 2
    kinds = {}
    for entry in boxes(data, box.start + FULL_BOX_SIZE + count_size, box.end):
        version = data[entry.start]
        # Entries before version 2 have no type of four letters.
        if entry.kind != b"infe" or version < 2:
            continue
        # ItemInfoEntry: the id of the item (two bytes in version 2, else four), the protection
        # index (two bytes), the type (four bytes).
        id_at = entry.start + FULL_BOX_SIZE
        id_size = 4 if version >= 3 else 2
        item = int.from_bytes(data[id_at : id_at + id_size], "big")
        kind_at = id_at + id_size + 2
        kinds[item] = data[kind_at : kind_at + 4]
    return kinds


def _read_extents(data: bytes, box: Box, idat: int) -> dict[int, list[tuple[int, int]]]:
    """Per item its extents as (offset in the file, length); IndexError where the box is too short.

    `idat` is the offset of the content of the item data box.
    """
    # 8.11.3, Item Location Box: behind version and flags four numbers of four bits each, the sizes
    # of offset, length, base offset and, from version 1 on, extent index.
    version = data[box.start]
    sizes = data[box.start + 4], data[box.start + 5]
    offset_size, length_size = sizes[0] >> 4, sizes[0] & 15
    base_size, index_size = sizes[1] >> 4, sizes[1] & 15 if version else 0
    position = box.start + 6
    count_size = 4 if version == 2 else 2  # of the number of items, and of an item's id

    def take(size: int) -> int:
        nonlocal position
        if position + size > box.end:
            raise IndexError(position)
        value = int.from_bytes(data[position : position + size], "big")
        position += size
        return value

    extents_by_item: dict[int, list[tuple[int, int]]] = {}
    for _ in range(min(take(count_size), limits.BLOCKS.value)):
        item = take(count_size)
        # From version 1 on: twelve reserved bits and the construction method in four.
        in_idat = bool(version and take(2) & 15 == 1)
        take(2)  # data reference index
        base = take(base_size) + (idat if in_idat else 0)
        extents = []
        for _ in range(min(take(2), limits.BLOCKS.value)):
            take(index_size)
            offset = take(offset_size)
            extents.append((base + offset, take(length_size)))
        extents_by_item[item] = extents
    return extents_by_item


def _read_size(collector: Collector, data: bytes, properties: Box) -> None:
    """Take the largest `ispe`: thumbnails and tiles have one each, the picture has the largest."""
    # HEIF, 9.3.1: the item properties box holds `ipco`, which holds the properties themselves.
    for container in boxes(data, properties.start, properties.end):
        if container.kind != b"ipco":
            continue
        for box in boxes(data, container.start, container.end):
            # HEIF, 6.5.3, image spatial extents: a FullBox with width and height (four bytes each).
            if box.kind == b"ispe" and box.end - box.start >= 12:
                width, height = struct.unpack_from(">II", data, box.start + FULL_BOX_SIZE)
                if width * height > (collector.width or 0) * (collector.height or 0):
                    collector.width, collector.height = width, height
