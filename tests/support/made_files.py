"""Small pictures made to carry metadata, byte by byte."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parents[1] / "resources" / "intake"
MAGIC = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes, colour: int = 2) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, colour, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\0" * (4 if colour == 2 else 5)))
    return MAGIC + header + b"".join(chunks) + pixel + chunk(b"IEND", b"")


def text(key: str, value: Any) -> bytes:
    """A tEXt chunk in UTF-8, as many programs write it."""
    value = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return chunk(b"tEXt", key.encode() + b"\0" + value.encode())


def itxt(key: str, value: str) -> bytes:
    return chunk(b"iTXt", key.encode() + b"\0\1\0\0\0" + zlib.compress(value.encode()))


def ztxt(key: str, value: bytes) -> bytes:
    return chunk(b"zTXt", key.encode() + b"\0\0" + zlib.compress(value))


def tiff(fields: dict[int, bytes], exif: dict[int, bytes] | None = None, order: str = ">") -> bytes:
    """A TIFF structure with undefined-type fields, the second directory behind 0x8769."""
    data = bytearray((b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8))
    fields = dict(sorted(fields.items()))
    _directory(data, fields, order, bool(exif))
    if exif:
        place = struct.pack(order + "I", len(data))
        at = data.index(struct.pack(order + "HHI", 0x8769, 4, 1))
        data[at + 8 : at + 12] = place
        _directory(data, exif, order, False)
    return bytes(data)


def _directory(data: bytearray, fields: dict[int, bytes], order: str, pointer: bool) -> None:
    start = len(data)
    count = len(fields) + pointer
    data += bytes(2 + 12 * count + 4)
    struct.pack_into(order + "H", data, start, count)
    at = start + 2
    for tag, value in fields.items():
        value = value.ljust(5, b"\0")
        struct.pack_into(order + "HHII", data, at, tag, 7, len(value), len(data))
        data += value
        at += 12
    if pointer:
        struct.pack_into(order + "HHII", data, at, 0x8769, 4, 1, 0)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    parts = [b"\xff\xd8"]
    for marker, body in segments:
        parts.append(b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body)
    frame = b"\x08" + struct.pack(">HH", 4, 6) + b"\x01\x01\x11\0"
    parts.append(b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame)
    return b"".join(parts) + b"\xff\xda\0\x02\0\xff\xd9"


def jpeg_comment(comment: bytes, order: str = ">") -> bytes:
    """A JPEG whose EXIF UserComment holds these bytes."""
    return jpeg((0xE1, b"Exif\0\0" + tiff({}, {0x9286: comment}, order)))


def webp(**chunks: bytes) -> bytes:
    body = b"".join(
        kind.encode().ljust(4) + struct.pack("<I", len(value)) + value + b"\0" * (len(value) % 2)
        for kind, value in chunks.items()
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def xmp(inner: str, attributes: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" {attributes}>{inner}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
