"""OGG (Vorbis, Opus, FLAC): one more Vorbis comment in the second packet.

Only the pages on which that packet stands are written anew, with their checksums. Their number
stays the same, so that no page after them changes; a file in which they have no room is rejected.
Sections without a name are those of RFC 3533, "The Ogg Encapsulation Format Version 0".
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, raise_limit, reject
from assessments.intake.core.source import Source
from assessments.intake.core.window import Window
from assessments.intake.provenance import aigc_label
from assessments.intake.readers.audio_video.vorbis import append_comment
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import reject_no_room

PAGE_HEADER_SIZE = 27  # 6, without the segment table
MAX_SEGMENT = 255  # 6: segments of a page, and bytes of a segment
CONTINUED = 1  # 6, header type flag: the page begins within a packet
NO_GRANULE = b"\xff" * 8  # 6, granule position: -1 where no packet ends on the page
# How the packet of comments begins: Vorbis I, 4.2.1; RFC 7845, 5.2; RFC 9639, 8.1 and 10.1 (a block
# of type 4, with and without the flag of the last block).
COMMENT_HEADERS = {b"\x03vorbis", b"OpusTags", b"\x84", b"\x04"}
FLAC_BLOCK_HEADER_SIZE = 4
POLYNOMIAL = 0x04C11DB7  # 6, CRC_checksum


@dataclass(frozen=True, kw_only=True)
class _Page:
    head: bytes  # 27 bytes
    lacing: bytes
    body: bytes

    @property
    def serial(self) -> bytes:
        # 6: the bitstream serial number, at 14.
        return self.head[14:18]

    def bytes(self) -> bytes:
        # 6: the checksum (four bytes at 22) is that of the page with zeros in its place; the number
        # of segments follows at 26.
        head = self.head[:22] + b"\0\0\0\0" + bytes([len(self.lacing)])
        check = checksum(head + self.lacing + self.body)
        return head[:22] + struct.pack("<I", check) + head[26:] + self.lacing + self.body


def write(source: Source, text: str) -> list[Splice]:
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        first = _read_page(window)
        start, pages = window.at, [_read_page(window)]
        # 5: a packet ends with the first segment of fewer than 255 bytes.
        while all(size == MAX_SEGMENT for size in pages[-1].lacing):
            if window.at - start > limits.TEXT_RAW.value:
                raise_limit(limits.TEXT_RAW)
            pages.append(_read_page(window))
        end = window.at
    if any(page.serial != first.serial for page in pages):
        reject_no_room()  # several streams in one file
    new = b"".join(page.bytes() for page in _lay_out(pages, text))
    return [Splice(offset=start, removed=end - start, inserted=new)]


def _read_page(window: Window) -> _Page:
    head = window.read(PAGE_HEADER_SIZE)
    if head[:4] != b"OggS":
        reject(problem("damaged", where="Ogg"))
    lacing = window.read(head[26])
    return _Page(head=head, lacing=lacing, body=window.read(sum(lacing)))


def _lay_out(pages: list[_Page], text: str) -> list[_Page]:
    """The pages with the longer packet, each with as many segments as it has room for."""
    lacing = b"".join(page.lacing for page in pages)
    body = b"".join(page.body for page in pages)
    packet_segments = next(at for at, size in enumerate(lacing) if size < MAX_SEGMENT) + 1
    size = sum(lacing[:packet_segments])
    comments = _add_comment(body[:size], text)
    segments = (
        bytes([MAX_SEGMENT] * (len(comments) // MAX_SEGMENT) + [len(comments) % MAX_SEGMENT])
        + lacing[packet_segments:]
    )
    body = comments + body[size:]
    more = len(segments) - len(lacing)
    laid, at, place, goes_on = [], 0, 0, pages[0].head[5] & CONTINUED
    for page in pages:
        room = min(MAX_SEGMENT - len(page.lacing), more)
        mine = segments[at : at + len(page.lacing) + room]
        # 6: the header type flag stands at 5, the granule position (eight bytes) at 6. Headers have
        # a granule position of 0.
        head = page.head[:5] + bytes([page.head[5] & ~CONTINUED | goes_on]) + page.head[6:]
        granule = NO_GRANULE if all(size == MAX_SEGMENT for size in mine) else b"\0" * 8
        head = head[:6] + granule + head[14:]
        part = body[place : place + sum(mine)]
        laid.append(replace(page, head=head, lacing=mine, body=part))
        at, place, more = at + len(mine), place + len(part), more - room
        goes_on = CONTINUED if mine[-1] == MAX_SEGMENT else 0
    if more:
        reject_no_room()
    return laid


def _add_comment(packet: bytes, text: str) -> bytes:
    """The packet of comments with the label behind the others."""
    mark = next((head for head in COMMENT_HEADERS if packet.startswith(head)), None)
    if mark is None:
        reject(problem("damaged", where="Ogg"))
    skipped = FLAC_BLOCK_HEADER_SIZE if len(mark) == 1 else len(mark)
    block = append_comment(packet[skipped:], aigc_label.KEY, text)
    if len(mark) > 1:
        return mark + block
    # RFC 9639, 8.1: the size of the block has three bytes.
    return packet[:1] + len(block).to_bytes(3, "big") + block


def _crc_table() -> list[int]:
    """The checksum of each byte, so that a page takes one step per byte instead of eight."""
    rows = []
    for value in range(256):
        rest = value << 24
        for _ in range(8):
            rest = (rest << 1) ^ (POLYNOMIAL if rest & 0x80000000 else 0)
        rows.append(rest & 0xFFFFFFFF)
    return rows


CRC_TABLE = _crc_table()


def checksum(data: bytes) -> int:
    """The CRC of RFC 3533, 6: unreflected, with an initial value and a final XOR of 0."""
    check = 0
    for byte in data:
        check = (check << 8 & 0xFFFFFFFF) ^ CRC_TABLE[check >> 24 ^ byte]
    return check
