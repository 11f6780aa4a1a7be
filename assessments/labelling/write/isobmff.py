"""MP4, M4A and MOV: `moov.udta.meta` with `keys` and `ilst` (TC260-PG-20257A).

The label joins a list with keys that is there. Where the usual place holds a list without keys, it
gets a list of its own directly in `moov`. The table of contents grows; where it stands before the
sound and the pictures, every place that it names moves by as much. Refuses forms whose places are
not known: encrypted sound, items, an index before the table of contents.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.intake.core import limits
from assessments.intake.core.problems import refuse
from assessments.intake.core.source import Source
from assessments.intake.media.window import Truncated, Window
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import no_room

KEY = aigc_label.KEY.encode()
FOLDERS = frozenset({b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mfra", b"meta"})
UNMOVABLE = frozenset({b"saio", b"iloc"})  # absolute places in tables of another form
MDTA = b"mdta"
TEXT = struct.pack(">II", 1, 0)  # UTF-8, no country
WIDTHS = {b"stco": 4, b"co64": 8}
HAS_BASE = 0x1


@dataclass(frozen=True, kw_only=True)
class _Box:
    kind: bytes
    at: int
    start: int  # of its content
    end: int
    declared: int  # 0: to the end of the file; 1: in eight bytes

    def longer(self, by: int) -> list[Splice]:
        size = self.end - self.at + by
        if self.declared == 0:
            return []
        if self.declared == 1:
            return [Splice(at=self.at + 8, gone=8, put=struct.pack(">Q", size))]
        if size >= 1 << 32:
            no_room()
        return [Splice(at=self.at, gone=4, put=struct.pack(">I", size))]


@dataclass(frozen=True, kw_only=True)
class _Film:
    window: Window
    boxes: tuple[_Box, ...]

    def within(self, box: _Box, skipped: int = 0) -> tuple[_Box, ...]:
        return tuple(_boxes(self.window, box.start + skipped, box.end))

    def at(self, place: int, size: int) -> bytes:
        self.window.at = place
        return self.window.take(size)


def write(source: Source, text: str) -> list[Splice]:
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        boxes = tuple(_boxes(window, 0, source.size))
        film = _Film(window=window, boxes=boxes)
        moov = _only(boxes, b"moov")
        if moov is None or any(one.kind == b"sidx" and one.at < moov.at for one in boxes):
            no_room()
        splices = _label(film, moov, text.encode())
        by = sum(one.added for one in splices)
        return [*splices, *_moved(film, moov.end, by)]


def _boxes(window: Window, start: int, end: int) -> Iterator[_Box]:
    at = start
    for _ in range(limits.BLOCKS.most):
        if at + 8 > end:
            return
        window.at = at
        declared, kind = window.number(4), window.take(4)
        size = window.number(8) if declared == 1 else declared or end - at
        head = 16 if declared == 1 else 8
        if size < head or at + size > end:
            raise Truncated
        yield _Box(kind=kind, at=at, start=at + head, end=at + size, declared=declared)
        at += size
    refuse(limits.BLOCKS)


def _only(boxes: tuple[_Box, ...], kind: bytes) -> _Box | None:
    found = [one for one in boxes if one.kind == kind]
    if len(found) > 1:
        no_room()
    return found[0] if found else None


def _label(film: _Film, moov: _Box, text: bytes) -> list[Splice]:
    """The label in its place, and every box around it longer by as much."""
    inside = film.within(moov)
    udta = _only(inside, b"udta")
    if udta is None:
        return _put(moov.end, _pack(b"udta", _list(text)), (moov,))
    meta = _only(_user_data(film, udta), b"meta")
    if meta is None:
        return _put(udta.start, _list(text), (moov, udta))
    if joined := _joined(film, meta, text, (moov, udta)):
        return joined
    own = _only(inside, b"meta")
    if own is None:
        # Keys are QuickTime's, whose box has no version here; phones write it so into MP4 as well.
        return _put(moov.end, _list(text, full=False), (moov,))
    return _joined(film, own, text, (moov,)) or no_room()


def _user_data(film: _Film, udta: _Box) -> tuple[_Box, ...]:
    """QuickTime may end its user data with a number that is nought."""
    end = udta.end
    if end - udta.start >= 4 and film.at(end - 4, 4) == b"\0\0\0\0":
        try:
            return film.within(udta)
        except Truncated:
            end -= 4
    return tuple(_boxes(film.window, udta.start, end))


def _put(at: int, data: bytes, around: tuple[_Box, ...]) -> list[Splice]:
    sizes = [splice for box in around for splice in box.longer(len(data))]
    return [*sizes, Splice(at=at, put=data)]


def _joined(film: _Film, meta: _Box, text: bytes, around: tuple[_Box, ...]) -> list[Splice] | None:
    """One key and one value more in a list with keys; None for a list of another kind."""
    full = film.at(meta.start, 8)[4:] != b"hdlr"
    parts = film.within(meta, 4 if full else 0)
    handler, keys, values = (_only(parts, kind) for kind in (b"hdlr", b"keys", b"ilst"))
    if not (handler and keys and values) or film.at(handler.start + 8, 4) != MDTA:
        return None
    count = int.from_bytes(film.at(keys.start + 4, 4), "big") + 1
    key, value = _key(), _value(count, text)
    return [
        *(one for box in (*around, meta) for one in box.longer(len(key) + len(value))),
        *keys.longer(len(key)),
        Splice(at=keys.start + 4, gone=4, put=struct.pack(">I", count)),
        Splice(at=keys.end, put=key),
        *values.longer(len(value)),
        Splice(at=values.end, put=value),
    ]


def _list(text: bytes, *, full: bool = True) -> bytes:
    handler = _pack(b"hdlr", b"\0" * 8 + MDTA + b"\0" * 13)
    keys = _pack(b"keys", struct.pack(">II", 0, 1) + _key())
    return _pack(b"meta", b"\0" * 4 * full + handler + keys + _pack(b"ilst", _value(1, text)))


def _key() -> bytes:
    return _pack(MDTA, KEY)


def _value(number: int, text: bytes) -> bytes:
    return _pack(struct.pack(">I", number), _pack(b"data", TEXT + text))


def _pack(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def _moved(film: _Film, after: int, by: int) -> list[Splice]:
    """Every absolute place behind the table of contents, where it is now."""
    splices = []
    for box in film.boxes:
        if box.kind in FOLDERS or box.kind == b"moov":
            splices += _places(film, box, after, by)
    return splices


def _places(film: _Film, box: _Box, after: int, by: int) -> Iterator[Splice]:
    skipped = 4 if box.kind == b"meta" and film.at(box.start, 8)[4:] != b"hdlr" else 0
    for one in film.within(box, skipped):
        if one.kind in FOLDERS:
            yield from _places(film, one, after, by)
        elif one.kind in UNMOVABLE and box.kind != b"traf":
            no_room()
        elif one.kind in WIDTHS:
            yield from _table(film, one, WIDTHS[one.kind], after, by)
        elif one.kind == b"tfhd" and film.at(one.start, 4)[3] & HAS_BASE:
            yield from _numbers(film, [(one.start + 8, 8)], after, by)
        elif one.kind == b"tfra":
            yield from _numbers(film, _fragments(film, one), after, by)


def _table(film: _Film, box: _Box, width: int, after: int, by: int) -> Iterator[Splice]:
    count = int.from_bytes(film.at(box.start + 4, 4), "big")
    if count * width > limits.TEXT_TOTAL.most:
        refuse(limits.TEXT_TOTAL)
    form = f">{count}{'I' if width == 4 else 'Q'}"
    places = struct.unpack(form, film.at(box.start + 8, count * width))
    moved = [place + by if place >= after else place for place in places]
    if any(place >= 1 << 8 * width for place in moved):
        no_room()
    if moved != list(places):
        yield Splice(at=box.start + 8, gone=count * width, put=struct.pack(form, *moved))


def _fragments(film: _Film, box: _Box) -> Iterator[tuple[int, int]]:
    """Where the index of fragments names a place, and in how many bytes."""
    width = 8 if film.at(box.start, 1) == b"\1" else 4
    lengths, count = struct.unpack(">II", film.at(box.start + 8, 8))
    if count > limits.EDITS.most:
        refuse(limits.EDITS)
    rest = sum((lengths >> shift & 3) + 1 for shift in (4, 2, 0))
    for number in range(count):
        yield box.start + 16 + number * (2 * width + rest) + width, width


def _numbers(
    film: _Film, fields: Iterator[tuple[int, int]] | list[tuple[int, int]], after: int, by: int
) -> Iterator[Splice]:
    for at, width in fields:
        place = int.from_bytes(film.at(at, width), "big")
        if place >= after:
            yield Splice(at=at, gone=width, put=(place + by).to_bytes(width, "big"))
