"""EXIF: the texts and times of a TIFF structure, from any picture container.

Reads the first directory and the EXIF directory, each once, however their offsets run; keeps GPS
out of what is read. `UserComment` states its encoding in eight bytes, which programs fill in
differently: UTF-16 of both byte orders and even UTF-8 occur under `UNICODE`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from assessments.intake.containers.embedded import Collector, decoded
from assessments.intake.core import limits
from assessments.intake.core.report import Time

TEXTS = {
    0x010D: "DocumentName",
    0x010E: "ImageDescription",
    0x010F: "Make",
    0x0110: "Model",
    0x0131: "Software",
    0x013B: "Artist",
    0x8298: "Copyright",
    0x927C: "MakerNote",
    0x9286: "UserComment",
    0x9C9B: "XPTitle",
    0x9C9C: "XPComment",
    0x9C9D: "XPAuthor",
    0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
}
TIMES = {
    0x0132: ("modified", "DateTime", 0x9010),
    0x9003: ("created", "DateTimeOriginal", 0x9011),
    0x9004: ("digitised", "DateTimeDigitized", 0x9012),
}
EXIF_DIRECTORY = 0x8769
XMP = 0x02BC
WIDTH, HEIGHT = 0x0100, 0x0101
CONTENT_CREDENTIALS = 0xCD41
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
WHERE = "EXIF"


class Entry(NamedTuple):
    """A tag with its value's bytes and, for a short or long integer, its number."""

    tag: int
    value: bytes
    number: int | None


def read_into(found: Collector, data: bytes, *, pixels: bool = False) -> None:
    """Add the texts and times; `pixels` when the structure is itself the picture (TIFF)."""
    if data[:2] not in (b"II", b"MM") or len(data) < 8:
        found.complain("damaged", where=WHERE)
        return
    order = "<" if data[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", data, 4)
    waiting, seen = [first], set[int]()
    values: dict[int, bytes] = {}
    while waiting and len(seen) < limits.DIRECTORIES.most:
        offset = waiting.pop(0)
        if offset in seen:
            continue
        seen.add(offset)
        for entry in _entries(found, data, offset, order):
            if entry.tag == EXIF_DIRECTORY and entry.number:
                waiting.append(entry.number)
            else:
                _take(found, entry, order, pixels, values)
    if set(waiting) - seen:
        found.exceed(limits.DIRECTORIES)
    _times(found, values)


def _entries(found: Collector, data: bytes, offset: int, order: str) -> Iterator[Entry]:
    if offset < 8 or offset + 2 > len(data):
        return
    (count,) = struct.unpack_from(order + "H", data, offset)
    if count > limits.ENTRIES.most:
        found.exceed(limits.ENTRIES)
    for index in range(min(count, limits.ENTRIES.most)):
        at = offset + 2 + 12 * index
        if at + 12 > len(data):
            return
        tag, kind, amount = struct.unpack_from(order + "HHI", data, at)
        size = SIZES.get(kind, 1) * amount
        start = at + 8
        if size > 4:
            (start,) = struct.unpack_from(order + "I", data, at + 8)
        if start + size > len(data):
            continue
        value = data[start : start + size] if size <= limits.TEXT_RAW.most else b""
        yield Entry(tag=tag, value=value, number=_number(value, kind, order))


def _number(value: bytes, kind: int, order: str) -> int | None:
    if kind == 3 and len(value) >= 2:
        return int(struct.unpack_from(order + "H", value)[0])
    if kind in (4, 13) and len(value) >= 4:
        return int(struct.unpack_from(order + "I", value)[0])
    return None


def _take(
    found: Collector, entry: Entry, order: str, pixels: bool, values: dict[int, bytes]
) -> None:
    if pixels and entry.tag in (WIDTH, HEIGHT):
        if entry.tag == WIDTH:
            found.width = entry.number
        else:
            found.height = entry.number
    elif pixels and entry.tag == CONTENT_CREDENTIALS:
        found.c2pa = True
    elif entry.tag == XMP:
        found.add_xmp(entry.value)
    elif entry.tag in TEXTS:
        if found.room(len(entry.value)):
            found.add(TEXTS[entry.tag], _text(entry, order), WHERE)
    else:
        values.setdefault(entry.tag, entry.value)


def _text(entry: Entry, order: str) -> str:
    if entry.tag == 0x9286:
        return user_comment(entry.value, order)
    if entry.tag >= 0x9C9B:
        return entry.value.decode("utf-16-le", "replace").rstrip("\0")
    return decoded(entry.value.rstrip(b"\0")).strip()


def user_comment(value: bytes, order: str = ">") -> str:
    """The text after the eight bytes that name its encoding, by what the bytes really are."""
    prefix, body = value[:8], value[8:]
    if prefix == b"UNICODE\0":
        return _unicode(body, order)
    if prefix in (b"ASCII\0\0\0", b"\0" * 8):
        return decoded(body.rstrip(b"\0"))
    if prefix == b"JIS\0\0\0\0\0":
        return body.decode("iso2022_jp", "replace").rstrip("\0")
    if b"\0" in value[:2]:  # UTF-16 without the eight bytes
        return _unicode(value, order)
    return decoded(value.rstrip(b"\0"))


def _unicode(body: bytes, order: str) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace").rstrip("\0")
    sample = body[:4096]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if not high and not low:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if sum(byte < 128 for byte in sample) * 2 > len(sample):
                return text.rstrip("\0")
    if high == low:
        codec = "utf-16-le" if order == "<" else "utf-16-be"
    else:
        codec = "utf-16-be" if high > low else "utf-16-le"
    return body[: len(body) // 2 * 2].decode(codec, "replace").split("\0", 1)[0]


def _times(found: Collector, values: dict[int, bytes]) -> None:
    for tag, (what, name, offset_tag) in TIMES.items():
        text = values.get(tag, b"").decode("latin-1").strip("\0 ")
        if not text or text.startswith("0000"):
            continue
        offset = values.get(offset_tag, b"").decode("latin-1").strip("\0 ")
        found.times.append(Time(what=what, value=iso(text) + offset, source=f"EXIF {name}"))


def iso(text: str) -> str:
    """EXIF's 2024:01:31 10:20:30 as 2024-01-31T10:20:30; anything else as it stands."""
    day, _, clock = text.partition(" ")
    if len(day) == 10 and day[4] == day[7] == ":":
        return day.replace(":", "-") + (f"T{clock}" if clock else "")
    return text
