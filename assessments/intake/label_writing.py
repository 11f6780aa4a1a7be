"""A copy of a file with the metadata label of GB 45438-2025; everything else stays byte for byte.

PNG, JPEG and WebP carry it in XMP, under TC260's namespace, PDF in its Info dictionary, as TC260's
practice guides place it. An existing XMP packet gets one more description; pixels stay untouched.
Refuses a file that already has a label, since the standard wants exactly one and nobody may alter
another's, and a file whose signature would no longer match, unless the caller says otherwise. Every
copy is read back by our own reader before it is handed out.
"""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from pypdf import PdfReader, PdfWriter

from assessments.intake import aigc_label, jpeg, limits, png
from assessments.intake.door import read
from assessments.intake.problems import Refused, problem, refuse

NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
RDF_END = b"</rdf:RDF>"
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%s</rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)
DESCRIPTION = (
    '<rdf:Description rdf:about="" xmlns:TC260="%s"><TC260:AIGC>%s</TC260:AIGC></rdf:Description>'
)
JPEG_SEGMENT = 0xFFFF - 2
APP0, APP15, APP1 = 0xE0, 0xEF, 0xE1
VP8X_XMP, VP8X_ALPHA = 0x04, 0x10
SIGNED = ("present", "remote")
Writer = Callable[[bytes, str], bytes]


@dataclass(frozen=True, kw_only=True)
class Label:
    """The label's fields; what the standard reserves for the providers' own marks stays empty."""

    label: str  # 1 is, 2 may be, 3 is suspected to be generated
    producer: str  # name or code of the provider that generated it
    produce_id: str
    propagator: str = ""
    propagate_id: str = ""

    def fields(self) -> dict[str, str]:
        """As the standard orders them; on first writing the propagator is the producer."""
        values = (
            self.label,
            self.producer,
            self.produce_id,
            "",
            self.propagator or self.producer,
            self.propagate_id or self.produce_id,
            "",
        )
        return dict(zip(aigc_label.FIELDS, values, strict=True))

    def text(self) -> str:
        return json.dumps(self.fields(), separators=(",", ":"))


def write_label(data: bytes, label: Label, *, even_if_signed: bool = False) -> bytes:
    """The file's copy with the label, or `Refused` with the reason."""
    _check_fields(label)
    if len(data) > limits.FILE.most:
        refuse(limits.FILE)
    before = read(data)
    writer = WRITERS.get(before.media_type or "")
    if writer is None:
        refuse(problem("label_unsupported"))
    if before.aigc_label or any(one.code.startswith("label_") for one in before.problems):
        refuse(problem("label_present"))
    signed = before.c2pa is not None and any(before.c2pa.get(key) for key in SIGNED)
    if signed and not even_if_signed:
        refuse(problem("label_breaks_signature"))
    copy = _written(writer, data, label.text())
    after = read(copy)
    if after.aigc_label != label.fields():
        refuse(problem("label_not_read_back"))
    return copy


def _written(writer: Writer, data: bytes, text: str) -> bytes:
    try:
        return writer(data, text)
    except Refused:
        raise
    except Exception:  # a broken file meets a writer in many ways; each means no copy
        refuse(problem("damaged", where="label"))


def _check_fields(label: Label) -> None:
    fields = label.fields()
    for found in aigc_label.check(fields):
        refuse(found)
    for name, value in fields.items():
        if '"' in value or "\\" in value:
            refuse(problem("label_value", field=name, value=value[:60]))


def _description(text: str) -> str:
    return DESCRIPTION % (NAMESPACE, escape(text))


def _packet(text: str) -> bytes:
    return (PACKET % _description(text)).encode()


def _extended(packet: bytes, text: str) -> bytes | None:
    """The packet with one more description; None where it has not the usual end."""
    if packet.count(RDF_END) != 1:
        return None
    return packet.replace(RDF_END, _description(text).encode() + RDF_END)


def _png(data: bytes, text: str) -> bytes:
    """A new XMP chunk after the header, or the label's own chunk where there is XMP already."""
    header_end = len(png.MAGIC) + 8 + struct.unpack_from(">I", data, len(png.MAGIC))[0] + 4
    if png.XMP_KEY.encode() in data:
        body = aigc_label.KEY.encode() + b"\0" + text.encode()
        chunk = _chunk(b"tEXt", body)
    else:
        chunk = _chunk(b"iTXt", png.XMP_KEY.encode() + b"\0\0\0\0\0" + _packet(text))
    return data[:header_end] + chunk + data[header_end:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def _jpeg(data: bytes, text: str) -> bytes:
    """The existing XMP segment extended, or a new one after the leading application segments."""
    position = end = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker, (size,) = data[position + 1], struct.unpack_from(">H", data, position + 2)
        if not APP0 <= marker <= APP15:
            break
        body = data[position + 4 : position + 2 + size]
        if marker == APP1 and body.startswith(jpeg.XMP):
            packet = _extended(body, text)
            if packet is None or len(packet) > JPEG_SEGMENT:
                refuse(problem("label_no_room"))
            return data[:position] + _segment(packet) + data[position + 2 + size :]
        position += 2 + size
        # JFIF and EXIF want to stand first; the packet comes right behind them.
        end = position if marker in (APP0, APP1) else end
    return data[:end] + _segment(jpeg.XMP + _packet(text)) + data[end:]


def _segment(body: bytes) -> bytes:
    return b"\xff" + bytes([APP1]) + struct.pack(">H", len(body) + 2) + body


def _webp(data: bytes, text: str) -> bytes:
    """An extended file with an XMP chunk at its end; the picture's own chunk stands as it is."""
    chunks = list(_chunks(data))
    size = read(data).extra["picture"]
    at = next((at for at, (kind, _) in enumerate(chunks) if kind == b"XMP "), None)
    if at is not None:
        packet = _extended(chunks[at][1], text)
        if packet is None:
            refuse(problem("label_no_room"))
        chunks[at] = (b"XMP ", packet)
    else:
        chunks.append((b"XMP ", _packet(text)))
    if chunks[0][0] == b"VP8X":
        head = chunks[0][1]
        chunks[0] = (b"VP8X", bytes([head[0] | VP8X_XMP]) + head[1:])
    else:
        chunks.insert(0, (b"VP8X", _vp8x(chunks[0], size["width"], size["height"])))
    body = b"".join(
        kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)
        for kind, part in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


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


def _pdf(data: bytes, text: str) -> bytes:
    """An incremental update: the original bytes stand first, unchanged."""
    if PdfReader(io.BytesIO(data)).is_encrypted:
        refuse(problem("label_unsupported"))
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    writer.add_metadata({"/AIGC": text})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WRITERS: dict[str, Writer] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
    "application/pdf": _pdf,
}
