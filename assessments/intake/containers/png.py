"""PNG: text chunks wherever they stand, EXIF, XMP, and the presence of Content Credentials.

Reads chunks only, never pixels; checks no CRC, because evidence is read as it is. Shape of the
keywords: the generators' own (Stable Diffusion WebUI writes `parameters`, ComfyUI `prompt` and
`workflow`, and so on). Several programs write UTF-8 into tEXt, whose standard encoding is Latin-1:
what is valid UTF-8 is taken for it.
"""

from __future__ import annotations

import struct
from contextlib import suppress

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded, decoded
from assessments.intake.core.report import Time

MAGIC = b"\x89PNG\r\n\x1a\n"
XMP_KEY = "XML:com.adobe.xmp"
_HEADER = struct.Struct(">I4s")
WITH_ALPHA = (4, 6)  # colour types: grey and RGB with an alpha channel


def read(data: bytes) -> Embedded:
    found = Collector(media_type="image/png", lossless=True)
    position = len(MAGIC)
    ended = False
    while position + 8 <= len(data):
        size, kind = _HEADER.unpack_from(data, position)
        body = position + 8
        if body + size > len(data):
            found.complain("truncated", where=kind.decode("latin-1"))
            return found.done()
        position = body + size + 4
        if kind == b"IDAT":
            continue
        if not found.may_count():
            return found.done()
        _chunk(found, kind, data, body, size)
        if kind == b"IEND":
            ended = True
            break
    if not ended:
        found.complain("truncated", where="IEND")
    elif position < len(data):
        found.complain("bytes_after_end", bytes=len(data) - position)
    return found.done()


def _chunk(found: Collector, kind: bytes, data: bytes, body: int, size: int) -> None:
    if kind == b"IHDR" and size >= 13:
        found.width, found.height = struct.unpack_from(">II", data, body)
        found.alpha = data[body + 9] in WITH_ALPHA
    elif kind == b"tRNS":
        found.alpha = True
    elif kind == b"caBX":
        found.c2pa = True
    elif kind == b"tIME" and size == 7:
        found.times.append(_time(data[body : body + 7]))
    elif kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf") and found.room(size):
        content = data[body : body + size]
        if kind == b"eXIf":
            exif.read_into(found, content.removeprefix(b"Exif\0\0"))
        else:
            _text(found, kind.decode("ascii"), content)


def _text(found: Collector, kind: str, content: bytes) -> None:
    keyword, separator, rest = content.partition(b"\0")
    if not separator:
        found.complain("damaged", where=kind)
        return
    key = decoded(keyword)
    value = _value(found, kind, rest)
    if value is None:
        return
    if key == XMP_KEY:
        found.add_xmp(value)
    elif key.startswith("Raw profile type "):
        _profile(found, key, value)
    else:
        found.add(key, decoded(value), f"PNG {kind}")


def _value(found: Collector, kind: str, rest: bytes) -> bytes | None:
    if kind == "tEXt":
        return rest
    if kind == "zTXt":
        return found.inflate(rest[1:], kind)
    compressed = rest[:1] == b"\1"
    parts = rest[2:].split(b"\0", 2)
    if len(parts) < 3:
        found.complain("damaged", where=kind)
        return None
    return found.inflate(parts[2], kind) if compressed else parts[2]


def _profile(found: Collector, key: str, value: bytes) -> None:
    """ImageMagick's form of EXIF, XMP and IPTC in a text: a name, a length, hexadecimal digits."""
    lines = value.strip().split(b"\n", 2)
    if len(lines) < 3:
        return
    content = b""
    with suppress(ValueError):
        content = bytes.fromhex(lines[2].replace(b"\n", b"").decode("latin-1"))
    if content.startswith(b"Exif\0\0"):
        exif.read_into(found, content[6:])
    elif b"<x:xmpmeta" in content or b"<rdf:RDF" in content:
        found.add_xmp(content[max(0, content.find(b"<")) :])


def _time(data: bytes) -> Time:
    year, month, day, hour, minute, second = struct.unpack(">HBBBBB", data)
    value = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    return Time(what="modified", value=value, source="PNG tIME")
