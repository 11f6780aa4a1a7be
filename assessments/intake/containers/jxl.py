"""JPEG XL: the EXIF and XMP boxes of its container; a bare codestream carries no metadata."""

from __future__ import annotations

from assessments.intake.containers import exif, tiff
from assessments.intake.containers.embedded import Collector, DamagedStream, Embedded
from assessments.intake.containers.isobmff import boxes

# ISO/IEC 18181-2, JPEG XL signature box; ISO/IEC 18181-1: a codestream begins with 0xFF0A.
CONTAINER = b"\0\0\0\x0cJXL \r\n\x87\n"
# ISO/IEC 18181-2: signature, file type, level, codestream whole or in parts, index, JPEG rebuilt.
KNOWN = frozenset({b"JXL ", b"ftyp", b"jxll", b"jxlc", b"jxlp", b"jxli", b"jbrd", b"jhgm"})
MAGICS = (CONTAINER, b"\xff\x0a")


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/jxl", size=len(data))
    if not data.startswith(CONTAINER):
        return collector.build()
    for box in boxes(data):
        if not collector.count_block():
            break
        body = data[box.start : box.end]
        # ISO/IEC 18181-2, Brotli-compressed box: the kind of the box inside comes first.
        if box.kind != b"brob":
            _read_box(collector, box.kind, body)
        elif (inside := _unpack(collector, body)) is not None:
            _read_box(collector, body[:4], inside)
    return collector.build()


def _read_box(collector: Collector, kind: bytes, body: bytes) -> None:
    # ISO/IEC 18181-2, Exif box: four bytes say how far behind them the TIFF structure begins.
    if kind == b"Exif" and collector.reserve(len(body)):
        # Some writers leave these four bytes out and begin with the structure itself.
        bare = body[:4] in tiff.MAGICS
        exif.read_into(collector, body if bare else body[4 + int.from_bytes(body[:4], "big") :])
    # ISO/IEC 18181-2, XML box: the XMP packet.
    elif kind == b"xml ":
        collector.add_xmp(body)
    # C2PA 2.1, A.3.2: the manifest store stands in a box of JUMBF (ISO/IEC 19566-5).
    elif kind == b"jumb":
        collector.c2pa = collector.c2pa or b"c2pa" in body[:64]
    elif kind not in KNOWN:
        collector.add_unread(f"JXL {kind.decode('latin-1').strip()}")


def _unpack(collector: Collector, body: bytes) -> bytes | None:
    return collector.inflate(body[4:], f"brob {body[:4].decode('latin-1').strip()}", _inflate)


def _inflate(data: bytes, max_size: int) -> tuple[bytes, bool]:
    """The data inflated to about `max_size` bytes at most, and whether that is all (RFC 7932).

    ISO/IEC 18181-2 forbids this for the boxes of the codestream, which are not read here.
    """
    import brotli  # most files have no such box

    out, stream = bytearray(), brotli.Decompressor()
    try:
        while not stream.is_finished() and len(out) < max_size:
            part = stream.process(data, output_buffer_limit=max_size - len(out))
            if not (part or data):
                raise DamagedStream
            out, data = out + part, b""
    except brotli.error as error:
        raise DamagedStream from error
    return bytes(out), stream.is_finished()
