"""GIF: comments and the XMP application extension; no frames are decoded.

Sections are those of "Graphics Interchange Format, Version 89a" (CompuServe, 1990).
"""

from __future__ import annotations

import struct

from assessments.intake.containers.embedded import Collector, Embedded

# Section 17, Header: the signature `GIF` and the version.
MAGICS = (b"GIF87a", b"GIF89a")
# Sections 24 and 26 (extension introducer), 20 (image separator), 27 (trailer).
EXTENSION, IMAGE, TRAILER = 0x21, 0x2C, 0x3B
# Sections 24 and 26: the labels of the comment and of the application extension.
COMMENT, APPLICATION = 0xFE, 0xFF
# Sections 17 and 18: the header (6 bytes) and the logical screen descriptor (7 bytes).
SCREEN_SIZE = 13
# XMP Specification Part 3 (2016), 1.1.2: the application identifier and authentication code.
XMP_APPLICATION = b"XMP DataXMP"
# C2PA 2.1, A.2.3: identifier and code of the application extension that holds the manifest store.
C2PA_APPLICATION = b"C2PA_GIF\x01\x00\x00"
# Extensions that say how the picture is shown: loops, colour profile, Photoshop's and Fireworks'.
KNOWN = (b"NETSCAPE", b"ANIMEXTS", b"ICCRGBG1", b"ICCGRAYS", b"fractint", b"ZGATEXTI", b"ImageMag")


def read(data: bytes) -> Embedded:
    collector = Collector(media_type="image/gif")
    if len(data) < SCREEN_SIZE:
        collector.report("truncated", where="GIF")
        return collector.build()
    # Section 18, Logical Screen Descriptor: width and height (two bytes each, little-endian), and
    # the packed fields at offset 10 of the file.
    collector.width, collector.height = struct.unpack_from("<HH", data, 6)
    position = SCREEN_SIZE + colour_table_size(data[10])
    while position + 1 < len(data) and data[position] != TRAILER and collector.count_block():
        if data[position] == EXTENSION:
            position = _read_extension(collector, data, position)
        elif data[position] == IMAGE and position + 10 < len(data):
            # Section 20, Image Descriptor: ten bytes, the packed fields last. Section 22: one byte
            # of LZW code size stands between the local colour table and the sub-blocks.
            position = skip_sub_blocks(data, position + 11 + colour_table_size(data[position + 9]))
        else:
            collector.report("damaged", where="GIF")
            break
    if position >= len(data):
        collector.report("truncated", where="GIF")
    elif data[position : position + 1] == bytes([TRAILER]) and data[position + 1 :].strip(b"\0"):
        collector.report("bytes_after_end", bytes=len(data) - position - 1)
    return collector.build()


def colour_table_size(flags: int) -> int:
    """The bytes of a colour table by the packed fields before it; 0 where there is none."""
    # Sections 18 and 20: bit 7 says that a table follows, bits 0 to 2 are the exponent of its
    # number of entries less one. Sections 19 and 21: an entry has three bytes.
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _read_extension(collector: Collector, data: bytes, position: int) -> int:
    """Add a comment or an XMP packet; returns the offset behind the extension."""
    label, start = data[position + 1], position + 2
    end = skip_sub_blocks(data, start)
    # Section 24, Comment Extension.
    if label == COMMENT and collector.reserve(end - start):
        collector.add_bytes("Comment", _join_sub_blocks(data, start, end), "GIF comment")
    # Section 26, Application Extension: a block of eleven bytes names the application.
    elif label == APPLICATION and data[start + 1 : start + 12] == XMP_APPLICATION:
        # XMP Specification Part 3 (2016), 1.1.2: the packet stands unblocked. The magic trailer
        # (0x01, 0xFF, 0xFE … 0x00) behind it leads any reader of sub-blocks to the end.
        packet = data[start + 12 : end].split(b"<?xpacket end", 1)[0].split(b"\x01\xff")[0]
        collector.add_xmp(packet)
    elif label == APPLICATION:
        name = data[start + 1 : start + 12]
        collector.c2pa = collector.c2pa or name == C2PA_APPLICATION
        if name != C2PA_APPLICATION and not name.startswith(KNOWN):
            collector.add_unread(f"GIF {name[:8].decode('latin-1').strip()}")
    return end


def skip_sub_blocks(data: bytes, position: int) -> int:
    """The offset behind the block terminator that ends a chain of sub-blocks."""
    # Sections 15 and 16: a sub-block begins with its size in one byte; a size of 0 is the end.
    while position < len(data) and data[position]:
        position += data[position] + 1
    return position + 1


def _join_sub_blocks(data: bytes, position: int, end: int) -> bytes:
    parts = []
    while position < end and position < len(data) and data[position]:
        parts.append(data[position + 1 : position + 1 + data[position]])
        position += data[position] + 1
    return b"".join(parts)
