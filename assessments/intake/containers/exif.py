"""EXIF: the texts and times of a TIFF structure, from any picture container.

The structure is that of TIFF 6.0, section 2; the tags are those of Exif 2.32 (CIPA DC-008), 4.6.4
and 4.6.5. The reader visits the first directory and the EXIF directory, each once, however their
offsets run, and leaves out GPS. `UserComment` states its encoding in eight bytes, which programs
fill in differently: UTF-16 of both byte orders and even UTF-8 occur under `UNICODE`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from assessments.intake.containers.embedded import Collector, decode_text
from assessments.intake.core import limits
from assessments.intake.core.report import StatedTime

# Tags with a text. 0x010D to 0x8298: TIFF 6.0, section 8, and Exif 4.6.4; 0x927C and 0x9286: Exif
# 4.6.5; 0x9C9B to 0x9C9F: Windows Explorer's own, in UTF-16.
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
USER_COMMENT = 0x9286
FIRST_WINDOWS_TAG = 0x9C9B
# Tags with a time (Exif 4.6.4 and 4.6.5): what happened, the field's name, and the tag with its
# offset from UTC (OffsetTime, OffsetTimeOriginal and OffsetTimeDigitized, since Exif 2.31).
TIMES = {
    0x0132: ("modified", "DateTime", 0x9010),
    0x9003: ("created", "DateTimeOriginal", 0x9011),
    0x9004: ("digitised", "DateTimeDigitized", 0x9012),
}
EXIF_DIRECTORY = 0x8769  # Exif 4.6.3, Exif IFD pointer
XMP = 0x02BC  # XMP Specification Part 3 (2016), 1.1.6: tag 700
WIDTH, HEIGHT = 0x0100, 0x0101  # TIFF 6.0, section 8: ImageWidth, ImageLength
CONTENT_CREDENTIALS = 0xCD41  # C2PA 2.1, A.2.5
# TIFF 6.0, section 2: bytes of one value by the field type; 13 (IFD) is of Adobe's TIFF Technical
# Note 1.
SHORT, LONG, IFD = 3, 4, 13
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
WHERE = "EXIF"


class ExifEntry(NamedTuple):
    """A directory entry: its tag, the bytes of its value, and the number where it is an integer."""

    tag: int
    value: bytes
    number: int | None


def read_into(collector: Collector, data: bytes, *, pixels: bool = False) -> None:
    """Add the texts and times; `pixels` is true where the structure is itself the picture (TIFF).

    A structure without a byte order is reported as damaged.
    """
    # TIFF 6.0, section 2, Image File Header: byte order (two bytes), 42, and the offset of the
    # first directory (four bytes at 4). All offsets count from the start of the structure.
    if data[:2] not in (b"II", b"MM") or len(data) < 8:
        collector.report("damaged", where=WHERE)
        return
    order = "<" if data[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", data, 4)
    waiting, seen = [first], set[int]()
    values: dict[int, bytes] = {}
    while waiting and len(seen) < limits.DIRECTORIES.value:
        offset = waiting.pop(0)
        if offset in seen:
            continue
        seen.add(offset)
        for entry in _read_entries(collector, data, offset, order):
            if entry.tag == EXIF_DIRECTORY and entry.number:
                waiting.append(entry.number)
            else:
                _take_entry(collector, entry, order, pixels, values)
    if set(waiting) - seen:
        collector.report_limit(limits.DIRECTORIES)
    _add_times(collector, values)


def _read_entries(
    collector: Collector, data: bytes, offset: int, order: str
) -> Iterator[ExifEntry]:
    """The entries of one directory; those that point outside the data are left out."""
    # The header takes the first eight bytes, so no directory begins there.
    if offset < 8 or offset + 2 > len(data):
        return
    # TIFF 6.0, section 2, Image File Directory: the number of entries (two bytes), the entries of
    # twelve bytes each, the offset of the next directory, which is not followed (a thumbnail).
    (count,) = struct.unpack_from(order + "H", data, offset)
    if count > limits.ENTRIES.value:
        collector.report_limit(limits.ENTRIES)
    for index in range(min(count, limits.ENTRIES.value)):
        at = offset + 2 + 12 * index
        if at + 12 > len(data):
            return
        # An entry: tag and field type (two bytes each), the number of values, and the value itself,
        # left-justified, where it fits into four bytes, else its offset.
        tag, kind, amount = struct.unpack_from(order + "HHI", data, at)
        size = SIZES.get(kind, 1) * amount
        start = at + 8
        if size > 4:
            (start,) = struct.unpack_from(order + "I", data, at + 8)
        if start + size > len(data):
            continue
        value = data[start : start + size] if size <= limits.TEXT_RAW.value else b""
        yield ExifEntry(tag=tag, value=value, number=_decode_number(value, kind, order))


def _decode_number(value: bytes, kind: int, order: str) -> int | None:
    """The first value of a SHORT, LONG or IFD field; None for other field types."""
    if kind == SHORT and len(value) >= 2:
        return int(struct.unpack_from(order + "H", value)[0])
    if kind in (LONG, IFD) and len(value) >= 4:
        return int(struct.unpack_from(order + "I", value)[0])
    return None


def _take_entry(
    collector: Collector, entry: ExifEntry, order: str, pixels: bool, values: dict[int, bytes]
) -> None:
    if pixels and entry.tag in (WIDTH, HEIGHT):
        if entry.tag == WIDTH:
            collector.width = entry.number
        else:
            collector.height = entry.number
    elif pixels and entry.tag == CONTENT_CREDENTIALS:
        collector.c2pa = True
    elif entry.tag == XMP:
        collector.add_xmp(entry.value)
    elif entry.tag in TEXTS:
        if collector.reserve(len(entry.value)):
            collector.add(TEXTS[entry.tag], _decode_text(entry, order), WHERE)
    else:
        values.setdefault(entry.tag, entry.value)


def _decode_text(entry: ExifEntry, order: str) -> str:
    if entry.tag == USER_COMMENT:
        return user_comment(entry.value, order)
    if entry.tag >= FIRST_WINDOWS_TAG:
        return entry.value.decode("utf-16-le", "replace").rstrip("\0")
    # TIFF 6.0, section 2, ASCII: ended by a null byte; programs write UTF-8 all the same.
    return decode_text(entry.value.rstrip(b"\0")).strip()


def user_comment(value: bytes, order: str = ">") -> str:
    """The text behind the eight bytes that name its encoding, by what the bytes really are.

    `order` is `<` or `>`, the byte order of the structure around it.
    """
    # Exif 4.6.5, UserComment, "Character Codes and their Designation": ASCII, JIS, UNICODE, or
    # eight null bytes for an encoding that is not defined.
    prefix, body = value[:8], value[8:]
    if prefix == b"UNICODE\0":
        return _decode_utf16(body, order)
    if prefix in (b"ASCII\0\0\0", b"\0" * 8):
        return decode_text(body.rstrip(b"\0"))
    if prefix == b"JIS\0\0\0\0\0":
        return body.decode("iso2022_jp", "replace").rstrip("\0")
    if b"\0" in value[:2]:  # UTF-16 without the eight bytes
        return _decode_utf16(value, order)
    return decode_text(value.rstrip(b"\0"))


def _decode_utf16(body: bytes, order: str) -> str:
    """UTF-16 in the byte order that its zero bytes show, or UTF-8 where there are none."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace").rstrip("\0")
    # Latin text has its zero bytes at even places in UTF-16BE and at odd places in UTF-16LE. The
    # first 4096 bytes show that; a comment may have megabytes.
    sample = body[:4096]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if not high and not low:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # UTF-16 without zero bytes, such as Chinese, may be valid UTF-8 by chance, but it is
            # not mostly ASCII then.
            if sum(byte < 128 for byte in sample) * 2 > len(sample):
                return text.rstrip("\0")
    if high == low:
        codec = "utf-16-le" if order == "<" else "utf-16-be"
    else:
        codec = "utf-16-be" if high > low else "utf-16-le"
    return body[: len(body) // 2 * 2].decode(codec, "replace").split("\0", 1)[0]


def _add_times(collector: Collector, values: dict[int, bytes]) -> None:
    for tag, (what, name, offset_tag) in TIMES.items():
        text = values.get(tag, b"").decode("latin-1").strip("\0 ")
        # Exif 4.6.5: a time that is not known is filled with spaces; programs also write zeros.
        if not text or text.startswith("0000"):
            continue
        offset = values.get(offset_tag, b"").decode("latin-1").strip("\0 ")
        collector.times.append(
            StatedTime(what=what, value=iso(text) + offset, source=f"EXIF {name}")
        )


def iso(text: str) -> str:
    """EXIF's 2024:01:31 10:20:30 as 2024-01-31T10:20:30; anything else as it stands."""
    # Exif 4.6.4, DateTime: "YYYY:MM:DD HH:MM:SS".
    day, _, clock = text.partition(" ")
    if len(day) == 10 and day[4] == day[7] == ":":
        return day.replace(":", "-") + (f"T{clock}" if clock else "")
    return text
