"""MP4, M4A and MOV: `moov.udta.meta` with `keys` and `ilst` (TC260-PG-20257A).

The label joins a list with keys that is there. Where the usual place holds a list without keys, the
label gets a list of its own directly in `moov`. The movie box `moov` grows; where it stands before
the sound and the pictures, every absolute offset in it moves by as much. Forms whose offsets are
not known are rejected: encrypted sound, items, an index before the movie box. Clauses without a
name are those of ISO/IEC 14496-12; QTFF is Apple's "QuickTime File Format Specification".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.intake.containers.isobmff import (
    FULL_BOX_SIZE,
    HEADER_SIZE,
    LARGE_SIZE,
    TO_THE_END,
    Box,
    meta_header_size,
    walk_boxes,
)
from assessments.intake.core import limits
from assessments.intake.core.problems import raise_limit
from assessments.intake.core.source import Source
from assessments.intake.core.window import Truncated, Window
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import reject_no_room

KEY = aigc_label.KEY.encode()
# Boxes that hold other boxes with offsets: 8.3.1 trak, 8.4.1 mdia, 8.4.4 minf, 8.5.1 stbl, 8.8.4
# moof, 8.8.6 traf, 8.8.9 mfra, 8.11.1 meta.
CONTAINER_BOXES = frozenset(
    {b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mfra", b"meta"}
)
# 8.7.9 saio and 8.11.3 iloc: absolute offsets in tables that are not rewritten here.
UNSUPPORTED_BOXES = frozenset({b"saio", b"iloc"})
MDTA = b"mdta"  # QTFF, "Metadata Handler Atom" and "Metadata Item Keys Atom"
# QTFF, "Value Atom": type indicator 1 (UTF-8) and locale indicator 0 (any country and language).
UTF_8_VALUE = struct.pack(">II", 1, 0)
WIDTHS = {b"stco": 4, b"co64": 8}  # 8.7.5, Chunk Offset Box: bytes of an offset
HAS_BASE = 0x1  # 8.8.7, Track Fragment Header Box: the flag base-data-offset-present


@dataclass(frozen=True, kw_only=True)
class _BoxTree:
    """The file, and its boxes of the first level."""

    window: Window
    boxes: tuple[Box, ...]

    def boxes_in(self, box: Box, skipped: int = 0) -> tuple[Box, ...]:
        return tuple(_boxes(self.window, box.start + skipped, box.end))

    def meta_header_size(self, meta: Box) -> int:
        return meta_header_size(self.window.read_at(meta.start, 8))


def write(source: Source, text: str) -> list[Splice]:
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        boxes = tuple(_boxes(window, 0, source.size))
        film = _BoxTree(window=window, boxes=boxes)
        moov = _find_single(boxes, b"moov")
        # 8.16.3, Segment Index Box: its offsets count from its own end on, so they would have to
        # grow with a movie box behind it.
        if moov is None or any(box.kind == b"sidx" and box.at < moov.at for box in boxes):
            reject_no_room()
        splices = _add_label(film, moov, text.encode())
        growth = sum(splice.size_change for splice in splices)
        return [*splices, *_move_offsets(film, moov.end, growth)]


def _boxes(window: Window, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets; raises `Truncated` where one does not fit."""
    for count, box in enumerate(walk_boxes(window.read_at, start, end), start=1):
        if not box.whole:
            raise Truncated
        yield box
        if count == limits.BLOCKS.value:
            raise_limit(limits.BLOCKS)


def _find_single(boxes: Iterable[Box], kind: bytes) -> Box | None:
    """The box of a type; None without one. A file with several of them takes no label."""
    found = [box for box in boxes if box.kind == kind]
    if len(found) > 1:
        reject_no_room()
    return found[0] if found else None


def _grow(box: Box, by: int) -> list[Splice]:
    """The change of a box's size field, in the form that it has (4.2)."""
    size = box.end - box.at + by
    if box.declared == TO_THE_END:
        return []
    if box.declared == LARGE_SIZE:
        return [Splice(offset=box.at + HEADER_SIZE, removed=8, inserted=struct.pack(">Q", size))]
    if size >= 1 << 32:
        reject_no_room()
    return [Splice(offset=box.at, removed=4, inserted=struct.pack(">I", size))]


def _add_label(film: _BoxTree, moov: Box, text: bytes) -> list[Splice]:
    """The label in its place, and the sizes of all boxes around it."""
    inside = film.boxes_in(moov)
    udta = _find_single(inside, b"udta")
    if udta is None:
        return _insert(moov.end, _pack(b"udta", _pack_list(text)), (moov,))
    meta = _find_single(_user_data(film, udta), b"meta")
    if meta is None:
        return _insert(udta.start, _pack_list(text), (moov, udta))
    if joined := _join_list(film, meta, text, (moov, udta)):
        return joined
    own = _find_single(inside, b"meta")
    if own is None:
        # Keys are QuickTime's, whose box has no version here; phones write it so into MP4 as well.
        return _insert(moov.end, _pack_list(text, full=False), (moov,))
    return _join_list(film, own, text, (moov,)) or reject_no_room()


def _user_data(film: _BoxTree, udta: Box) -> tuple[Box, ...]:
    # QTFF, "User Data Atoms": a 32-bit integer of 0 may end the list, for historical reasons.
    end = udta.end
    if end - udta.start >= 4 and film.window.read_at(end - 4, 4) == b"\0\0\0\0":
        try:
            return film.boxes_in(udta)
        except Truncated:
            end -= 4
    return tuple(_boxes(film.window, udta.start, end))


def _insert(at: int, data: bytes, around: tuple[Box, ...]) -> list[Splice]:
    sizes = [splice for box in around for splice in _grow(box, len(data))]
    return [*sizes, Splice(offset=at, inserted=data)]


def _join_list(
    film: _BoxTree, meta: Box, text: bytes, around: tuple[Box, ...]
) -> list[Splice] | None:
    """One more key and value in a list with keys; None for a list of another kind."""
    parts = film.boxes_in(meta, film.meta_header_size(meta))
    handler, keys, values = (_find_single(parts, kind) for kind in (b"hdlr", b"keys", b"ilst"))
    # 8.4.3, Handler Box: version and flags, four bytes, handler type.
    if not (handler and keys and values) or film.window.read_at(handler.start + 8, 4) != MDTA:
        return None
    # QTFF, "Metadata Item Keys Atom": version and flags, then the number of keys. An item is named
    # by the number of its key, counted from one.
    count_at = keys.start + FULL_BOX_SIZE
    count = int.from_bytes(film.window.read_at(count_at, 4), "big") + 1
    key, value = _pack_key(), _pack_value(count, text)
    return [
        *(splice for box in (*around, meta) for splice in _grow(box, len(key) + len(value))),
        *_grow(keys, len(key)),
        Splice(offset=count_at, removed=4, inserted=struct.pack(">I", count)),
        Splice(offset=keys.end, inserted=key),
        *_grow(values, len(value)),
        Splice(offset=values.end, inserted=value),
    ]


def _pack_list(text: bytes, *, full: bool = True) -> bytes:
    """A box `meta` with the label alone; `full` with version and flags, as 8.11.1 has it."""
    # 8.4.3, Handler Box: version and flags, four bytes, handler type, twelve reserved bytes, and a
    # name, which is empty and ends with a null byte.
    handler = _pack(b"hdlr", b"\0" * 8 + MDTA + b"\0" * 13)
    keys = _pack(b"keys", struct.pack(">II", 0, 1) + _pack_key())
    header = b"\0" * FULL_BOX_SIZE * full
    return _pack(b"meta", header + handler + keys + _pack(b"ilst", _pack_value(1, text)))


def _pack_key() -> bytes:
    return _pack(MDTA, KEY)


def _pack_value(number: int, text: bytes) -> bytes:
    return _pack(struct.pack(">I", number), _pack(b"data", UTF_8_VALUE + text))


def _pack(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", HEADER_SIZE + len(body)) + kind + body


def _move_offsets(film: _BoxTree, after: int, by: int) -> list[Splice]:
    """The change of every absolute offset in the file that points behind `after`."""
    splices = []
    for box in film.boxes:
        if box.kind in CONTAINER_BOXES or box.kind == b"moov":
            splices += _move_offsets_in(film, box, after, by)
    return splices


def _move_offsets_in(film: _BoxTree, folder: Box, after: int, by: int) -> Iterator[Splice]:
    skipped = film.meta_header_size(folder) if folder.kind == b"meta" else 0
    for box in film.boxes_in(folder, skipped):
        if box.kind in CONTAINER_BOXES:
            yield from _move_offsets_in(film, box, after, by)
        # 8.7.9: in a track fragment the offsets count from its base and stay as they are.
        elif box.kind in UNSUPPORTED_BOXES and folder.kind != b"traf":
            reject_no_room()
        elif box.kind in WIDTHS:
            yield from _move_table(film, box, WIDTHS[box.kind], after, by)
        # 8.8.7, Track Fragment Header Box: version and flags, track id (four bytes), base offset.
        elif box.kind == b"tfhd" and film.window.read_at(box.start, 4)[3] & HAS_BASE:
            yield from _move_fields(film, [(box.start + 8, 8)], after, by)
        elif box.kind == b"tfra":
            yield from _move_fields(film, _fragment_offsets(film, box), after, by)


def _move_table(film: _BoxTree, box: Box, width: int, after: int, by: int) -> Iterator[Splice]:
    # 8.7.5, Chunk Offset Box: version and flags, the number of entries (four bytes), the offsets.
    count = int.from_bytes(film.window.read_at(box.start + FULL_BOX_SIZE, 4), "big")
    if count * width > limits.TEXT_TOTAL.value:
        raise_limit(limits.TEXT_TOTAL)
    form = f">{count}{'I' if width == 4 else 'Q'}"
    offsets = struct.unpack(form, film.window.read_at(box.start + 8, count * width))
    moved = [offset + by if offset >= after else offset for offset in offsets]
    if any(offset >= 1 << 8 * width for offset in moved):
        reject_no_room()
    if moved != list(offsets):
        yield Splice(
            offset=box.start + 8, removed=count * width, inserted=struct.pack(form, *moved)
        )


def _fragment_offsets(film: _BoxTree, box: Box) -> Iterator[tuple[int, int]]:
    """Where the index of fragments has an offset, and in how many bytes."""
    # 8.8.10, Track Fragment Random Access Box: version and flags, track id (four bytes), a field of
    # four bytes whose last six bits are three sizes less one, and the number of entries. An entry:
    # time and offset of the fragment (eight bytes each in version 1, else four), then three numbers
    # of those sizes.
    width = 8 if film.window.read_at(box.start, 1) == b"\1" else 4
    lengths, count = struct.unpack(">II", film.window.read_at(box.start + 8, 8))
    if count > limits.EDITS.value:
        raise_limit(limits.EDITS)
    rest = sum((lengths >> shift & 3) + 1 for shift in (4, 2, 0))
    for number in range(count):
        yield box.start + 16 + number * (2 * width + rest) + width, width


def _move_fields(
    film: _BoxTree, fields: Iterable[tuple[int, int]], after: int, by: int
) -> Iterator[Splice]:
    for at, width in fields:
        offset = int.from_bytes(film.window.read_at(at, width), "big")
        if offset >= after:
            yield Splice(offset=at, removed=width, inserted=(offset + by).to_bytes(width, "big"))
