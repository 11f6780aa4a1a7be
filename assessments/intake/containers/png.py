"""PNG: text chunks wherever they stand, EXIF, XMP, and the presence of Content Credentials.

The reader walks the chunks of "Portable Network Graphics (PNG) Specification (Third Edition)",
W3C 2025 (ISO/IEC 15948), never decodes pixels, and checks no CRC, because evidence is read as it
is. The keywords are the generators' own: Stable Diffusion WebUI writes `parameters`, ComfyUI
`prompt` and `workflow`, and so on.
"""

from __future__ import annotations

import struct
from contextlib import suppress

from assessments.intake.containers import exif
from assessments.intake.containers.embedded import Collector, Embedded, decode_text
from assessments.intake.core.report import StatedTime

# PNG 5.2, PNG signature.
MAGIC = b"\x89PNG\r\n\x1a\n"
# XMP Specification Part 3 (2016), 1.1.5: an iTXt chunk with this keyword holds the packet.
XMP_KEY = "XML:com.adobe.xmp"
# PNG 5.3, Chunk layout: the length of the data (four bytes, big-endian) and the chunk type.
_HEADER = struct.Struct(">I4s")
CRC_SIZE = 4  # PNG 5.3: a CRC of four bytes follows the chunk data
# PNG 11.2.1, IHDR: colour types 4 (greyscale with alpha) and 6 (truecolour with alpha).
WITH_ALPHA = (4, 6)
# PNG 11.2 and 11.3, the registered extensions, and Apple's of scaled pictures: chunks that hold
# pixels, colours and times of frames.
TEXT_KINDS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
KNOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"tIME acTL fcTL fdAT oFFs pCAL sCAL sTER gIFg gIFx gIFt CgBI iDOT vpAg orNT caBX dSIG "
    b"mDCv cLLi".split()
)


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/png", lossless=True, size=len(data))
    position = len(MAGIC)
    ended = False
    while position + 8 <= len(data):
        size, kind = _HEADER.unpack_from(data, position)
        body = position + 8
        if body + size > len(data):
            collector.report("truncated", where=kind.decode("latin-1"))
            return collector.build()
        position = body + size + CRC_SIZE
        # A large picture has thousands of IDAT chunks, which do not count as parts that are read.
        if kind == b"IDAT":
            continue
        if not collector.count_block():
            return collector.build()
        _read_chunk(collector, kind, data, body, size)
        # PNG 11.2.4: IEND is the last chunk; what stands behind it is no part of the picture.
        if kind == b"IEND":
            ended = True
            break
    if not ended:
        collector.report("truncated", where="IEND")
    elif position < len(data):
        collector.report("bytes_after_end", bytes=len(data) - position)
    return collector.build()


def _read_chunk(collector: Collector, kind: bytes, data: bytes, body: int, size: int) -> None:
    # PNG 11.2.1, IHDR: width and height (four bytes each), bit depth, then the colour type at 9.
    if kind == b"IHDR" and size >= 13:
        collector.width, collector.height = struct.unpack_from(">II", data, body)
        collector.alpha = data[body + 9] in WITH_ALPHA
    # PNG 11.3.1.1, tRNS: transparency of a picture without an alpha channel.
    elif kind == b"tRNS":
        collector.alpha = True
    # PNG (third edition) 11.3.6.1, acTL: the number of frames (four bytes), then that of plays.
    elif kind == b"acTL" and size >= 8:
        collector.moves = int.from_bytes(data[body : body + 4], "big") > 1
    # C2PA 2.1, A.2.2: the manifest store stands in a chunk of the type caBX.
    elif kind == b"caBX":
        collector.c2pa = True
    # PNG 11.3.5.1, tIME: always seven bytes.
    elif kind == b"tIME" and size == 7:
        collector.times.append(_read_time(data[body : body + 7]))
    elif kind in TEXT_KINDS and collector.reserve(size):
        content = data[body : body + size]
        # PNG 11.3.4.5, eXIf: the TIFF structure alone. Some writers keep the mark of JPEG's APP1.
        if kind == b"eXIf":
            exif.read_into(collector, content.removeprefix(b"Exif\0\0"))
        else:
            _read_text(collector, kind.decode("ascii"), content)
    elif kind not in KNOWN and kind not in TEXT_KINDS:
        collector.add_unread(f"PNG {kind.decode('latin-1')}")


def _read_text(collector: Collector, kind: str, content: bytes) -> None:
    """Add the text of a tEXt, zTXt or iTXt chunk; report one without a keyword as damaged."""
    # PNG 11.3.3.1, Keywords and text strings: the keyword ends with a null byte.
    keyword, separator, rest = content.partition(b"\0")
    if not separator:
        collector.report("damaged", where=kind)
        return
    key = decode_text(keyword)
    value = _decode_value(collector, kind, rest)
    if value is None:
        return
    if key == XMP_KEY:
        collector.add_xmp(value)
    elif key.startswith("Raw profile type "):
        _read_profile(collector, key, value)
    else:
        # PNG 11.3.3.2 has Latin-1 in tEXt, but several programs write UTF-8 there; `decode_text`
        # therefore takes for UTF-8 what is valid UTF-8, and for Chinese what is in pairs of bytes.
        collector.add_bytes(key, value, f"PNG {kind}")


def _decode_value(collector: Collector, kind: str, rest: bytes) -> bytes | None:
    """The bytes of the text behind the keyword; None, with a problem, where there are none."""
    if kind == "tEXt":
        return rest
    # PNG 11.3.3.3, zTXt: one byte names the compression method, the deflated text follows.
    if kind == "zTXt":
        return collector.inflate(rest[1:], kind)
    # PNG 11.3.3.4, iTXt: compression flag and method, then the language tag and the translated
    # keyword, each ended by a null byte, then the text.
    compressed = rest[:1] == b"\1"
    parts = rest[2:].split(b"\0", 2)
    if len(parts) < 3:
        collector.report("damaged", where=kind)
        return None
    return collector.inflate(parts[2], kind) if compressed else parts[2]


def _read_profile(collector: Collector, key: str, value: bytes) -> None:
    """Add EXIF or XMP from ImageMagick's form: a name, a length and hexadecimal digits."""
    lines = value.strip().split(b"\n", 2)
    if len(lines) < 3:
        return
    content = b""
    with suppress(ValueError):
        content = bytes.fromhex(lines[2].replace(b"\n", b"").decode("latin-1"))
    if content.startswith(b"Exif\0\0"):
        exif.read_into(collector, content[6:])
    elif b"<x:xmpmeta" in content or b"<rdf:RDF" in content:
        collector.add_xmp(content[max(0, content.find(b"<")) :])


def _read_time(data: bytes) -> StatedTime:
    # PNG 11.3.5.1, tIME: the year in two bytes, then month, day, hour, minute and second in one
    # byte each, in UTC.
    year, month, day, hour, minute, second = struct.unpack(">HBBBBB", data)
    value = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    return StatedTime(what="modified", value=value, source="PNG tIME")
