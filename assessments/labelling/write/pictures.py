"""PNG, JPEG and WebP: the label in XMP, under TC260's namespace; pixels stay untouched.

An existing packet gets one more description. Where a PNG has XMP already, the label stands in a
chunk of its own, as the standard's annex has it.
"""

from __future__ import annotations

import struct
import zlib

from assessments.intake.containers.jpeg import XMP
from assessments.intake.containers.png import MAGIC, XMP_KEY
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.intake.provenance import aigc_label
from assessments.intake.reader import found_in
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.packet import extended, packet
from assessments.labelling.write.writer import no_room, whole

JPEG_SEGMENT = 0xFFFF - 2
APP0, APP15, APP1 = 0xE0, 0xEF, 0xE1
VP8X_XMP, VP8X_ALPHA = 0x04, 0x10


def png(source: Source, text: str) -> list[Splice]:
    """A new XMP chunk after the header, or the label's own chunk where there is XMP already."""
    data = source.data()
    header_end = len(MAGIC) + 8 + struct.unpack_from(">I", data, len(MAGIC))[0] + 4
    if XMP_KEY.encode() in data:
        chunk = _chunk(b"tEXt", aigc_label.KEY.encode() + b"\0" + text.encode())
    else:
        chunk = _chunk(b"iTXt", XMP_KEY.encode() + b"\0\0\0\0\0" + packet(text))
    return [Splice(at=header_end, put=chunk)]


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def jpeg(source: Source, text: str) -> list[Splice]:
    """The existing XMP segment extended, or a new one after the leading application segments."""
    data = source.data()
    position = end = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker, (size,) = data[position + 1], struct.unpack_from(">H", data, position + 2)
        if not APP0 <= marker <= APP15:
            break
        body = data[position + 4 : position + 2 + size]
        if marker == APP1 and body.startswith(XMP):
            longer = extended(body, text)
            if longer is None or len(longer) > JPEG_SEGMENT:
                no_room()
            return [Splice(at=position, gone=2 + size, put=_segment(longer))]
        position += 2 + size
        # JFIF and EXIF want to stand first; the packet comes right behind them.
        end = position if marker in (APP0, APP1) else end
    return [Splice(at=end, put=_segment(XMP + packet(text)))]


def _segment(body: bytes) -> bytes:
    return b"\xff" + bytes([APP1]) + struct.pack(">H", len(body) + 2) + body


def webp(source: Source, text: str) -> list[Splice]:
    """An extended file with an XMP chunk at its end; the picture's own chunk stands as it is."""
    chunks = _chunks(source.data())
    size = found_in(source).extra["picture"]
    at = next((at for at, (kind, _) in enumerate(chunks) if kind == b"XMP "), None)
    if at is None:
        chunks.append((b"XMP ", packet(text)))
    elif (longer := extended(chunks[at][1], text)) is not None:
        chunks[at] = (b"XMP ", longer)
    else:
        no_room()
    if chunks[0][0] == b"VP8X":
        head = chunks[0][1]
        chunks[0] = (b"VP8X", bytes([head[0] | VP8X_XMP]) + head[1:])
    else:
        chunks.insert(0, (b"VP8X", _vp8x(chunks[0], size["width"], size["height"])))
    body = b"".join(
        kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)
        for kind, part in chunks
    )
    return whole(source, b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    end = min(len(data), struct.unpack_from("<I", data, 4)[0] + 8)
    found, position = [], 12
    while position + 8 <= end:
        (size,) = struct.unpack_from("<I", data, position + 4)
        found.append((data[position : position + 4], data[position + 8 : position + 8 + size]))
        position += 8 + size + size % 2
    if not found or len(data) > end + 1 or sum(len(part) for _, part in found) > end:
        refuse(problem("damaged", where="RIFF"))
    return found


def _vp8x(first: tuple[bytes, bytes], width: int, height: int) -> bytes:
    lossless_alpha = first[0] == b"VP8L" and bool(first[1][4] >> 4 & 1)
    flags = VP8X_XMP | (VP8X_ALPHA if lossless_alpha else 0)
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes([flags, 0, 0, 0]) + sides
