"""PNG, JPEG and WebP: the label in XMP, under TC260's namespace; pixels stay untouched.

An existing packet gets one more description. Where a PNG has XMP already, the label stands in a
chunk of its own, as the standard's annex has it.
"""

from __future__ import annotations

import struct
import zlib

from assessments.intake.containers.jpeg import APP0, XMP
from assessments.intake.containers.png import CRC_SIZE, MAGIC, XMP_KEY
from assessments.intake.containers.webp import ALPHA_FLAG
from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source
from assessments.intake.provenance import aigc_label
from assessments.intake.reader import extract
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.packet import extend_packet, packet
from assessments.labelling.write.writer import reject_no_room, replace_whole

MAX_SEGMENT_BODY = 0xFFFF - 2  # T.81 B.1.1.4: a length of two bytes, which counts itself
APP1, APP15 = 0xE1, 0xEF  # T.81 Table B.1
XMP_FLAG = 0x04  # RFC 9649, 2.7: the bit X of the first byte of VP8X


def png(source: Source, text: str) -> list[Splice]:
    """A new XMP chunk after the header, or the label's own chunk where there is XMP already."""
    data = source.data()
    # PNG 5.3 and 5.6: length and type (four bytes each), data and CRC; IHDR is the first chunk.
    header_size = 8 + struct.unpack_from(">I", data, len(MAGIC))[0] + CRC_SIZE
    header_end = len(MAGIC) + header_size
    if XMP_KEY.encode() in data:
        chunk = _pack_chunk(b"tEXt", aigc_label.KEY.encode() + b"\0" + text.encode())
    else:
        # PNG 11.3.3.4, iTXt: the null byte that ends the keyword, compression flag and method, and
        # an empty language tag and translated keyword with their null bytes.
        chunk = _pack_chunk(b"iTXt", XMP_KEY.encode() + b"\0\0\0\0\0" + packet(text))
    return [Splice(offset=header_end, inserted=chunk)]


def _pack_chunk(kind: bytes, body: bytes) -> bytes:
    # PNG 5.5: the CRC covers chunk type and data.
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def jpeg(source: Source, text: str) -> list[Splice]:
    """The existing XMP segment extended, or a new one after the leading application segments."""
    data = source.data()
    position = end = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        # T.81 B.1.1.4: marker (two bytes) and length (two bytes), which counts itself.
        marker, (size,) = data[position + 1], struct.unpack_from(">H", data, position + 2)
        if not APP0 <= marker <= APP15:
            break
        body = data[position + 4 : position + 2 + size]
        if marker == APP1 and body.startswith(XMP):
            longer = extend_packet(body, text)
            if longer is None or len(longer) > MAX_SEGMENT_BODY:
                reject_no_room()
            return [Splice(offset=position, removed=2 + size, inserted=_pack_segment(longer))]
        position += 2 + size
        # JFIF (ITU-T T.871) and Exif (4.7.2) have their segments first; the packet follows them.
        end = position if marker in (APP0, APP1) else end
    return [Splice(offset=end, inserted=_pack_segment(XMP + packet(text)))]


def _pack_segment(body: bytes) -> bytes:
    return b"\xff" + bytes([APP1]) + struct.pack(">H", len(body) + 2) + body


def webp(source: Source, text: str) -> list[Splice]:
    """An extended file with an XMP chunk at its end; the picture's own chunk stands as it is."""
    # RFC 9649, 2.7: VP8X comes first, and metadata behind the picture data.
    chunks = _split_chunks(source.data())
    size = extract(source).extra["picture"]
    at = next((at for at, (kind, _) in enumerate(chunks) if kind == b"XMP "), None)
    if at is None:
        chunks.append((b"XMP ", packet(text)))
    elif (longer := extend_packet(chunks[at][1], text)) is not None:
        chunks[at] = (b"XMP ", longer)
    else:
        reject_no_room()
    if chunks[0][0] == b"VP8X":
        head = chunks[0][1]
        chunks[0] = (b"VP8X", bytes([head[0] | XMP_FLAG]) + head[1:])
    else:
        chunks.insert(0, (b"VP8X", _pack_vp8x(chunks[0], size["width"], size["height"])))
    body = b"".join(
        kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)
        for kind, part in chunks
    )
    return replace_whole(source, b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body)


def _split_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Type and payload of each chunk; a file with bytes behind them is rejected as damaged."""
    # RFC 9649, 2.3 and 2.4.
    end = min(len(data), struct.unpack_from("<I", data, 4)[0] + 8)
    found, position = [], 12
    while position + 8 <= end:
        (size,) = struct.unpack_from("<I", data, position + 4)
        found.append((data[position : position + 4], data[position + 8 : position + 8 + size]))
        position += 8 + size + size % 2
    if not found or len(data) > end + 1 or sum(len(part) for _, part in found) > end:
        reject(problem("damaged", where="RIFF"))
    return found


def _pack_vp8x(first: tuple[bytes, bytes], width: int, height: int) -> bytes:
    # RFC 9649, 2.7: flags (one byte), reserved (three bytes), width less one and height less one
    # (three bytes each). Section 3: bit 28 behind the signature byte of a lossless picture says
    # whether it uses alpha.
    lossless_alpha = first[0] == b"VP8L" and bool(first[1][4] >> 4 & 1)
    flags = XMP_FLAG | (ALPHA_FLAG if lossless_alpha else 0)
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes([flags, 0, 0, 0]) + sides
