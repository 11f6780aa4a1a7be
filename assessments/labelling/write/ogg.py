"""OGG (Vorbis, Opus, FLAC): one more Vorbis comment in the second packet.

Only the pages on which that packet stands are written anew, with their checksums. Their number
stays the same, so that no page after them changes; refuses where they have no room for it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.intake.media.vorbis import with_comment
from assessments.intake.media.window import Window
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import no_room

HEAD = 27
MOST = 255  # segments of a page, and bytes of a segment
CONTINUED = 1
BETWEEN = b"\xff" * 8  # the place in the sound of a page on which no packet ends
HEADERS = {b"\x03vorbis", b"OpusTags", b"\x84", b"\x04"}  # how the packet of comments begins
FLAC_HEAD = 4
POLYNOMIAL = 0x04C11DB7


@dataclass(frozen=True, kw_only=True)
class _Page:
    head: bytes  # of 27 bytes
    lacing: bytes
    body: bytes

    @property
    def serial(self) -> bytes:
        return self.head[14:18]

    def bytes(self) -> bytes:
        head = self.head[:22] + b"\0\0\0\0" + bytes([len(self.lacing)])
        check = checksum(head + self.lacing + self.body)
        return head[:22] + struct.pack("<I", check) + head[26:] + self.lacing + self.body


def write(source: Source, text: str) -> list[Splice]:
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        first = _page(window)
        start, pages = window.at, [_page(window)]
        while all(size == MOST for size in pages[-1].lacing):
            if window.at - start > limits.TEXT_RAW.most:
                refuse(limits.TEXT_RAW)
            pages.append(_page(window))
        end = window.at
    if any(one.serial != first.serial for one in pages):
        no_room()  # several streams in one file
    new = b"".join(one.bytes() for one in _laid(pages, text))
    return [Splice(at=start, gone=end - start, put=new)]


def _page(window: Window) -> _Page:
    head = window.take(HEAD)
    if head[:4] != b"OggS":
        refuse(problem("damaged", where="Ogg"))
    lacing = window.take(head[26])
    return _Page(head=head, lacing=lacing, body=window.take(sum(lacing)))


def _laid(pages: list[_Page], text: str) -> list[_Page]:
    """The pages with the longer packet, each with as many segments as it has room for."""
    lacing = b"".join(one.lacing for one in pages)
    body = b"".join(one.body for one in pages)
    ends = next(at for at, size in enumerate(lacing) if size < MOST) + 1
    size = sum(lacing[:ends])
    comments = _longer(body[:size], text)
    segments = bytes([MOST] * (len(comments) // MOST) + [len(comments) % MOST]) + lacing[ends:]
    body = comments + body[size:]
    more = len(segments) - len(lacing)
    laid, at, place, goes_on = [], 0, 0, pages[0].head[5] & CONTINUED
    for page in pages:
        room = min(MOST - len(page.lacing), more)
        mine = segments[at : at + len(page.lacing) + room]
        head = page.head[:5] + bytes([page.head[5] & ~CONTINUED | goes_on]) + page.head[6:]
        granule = BETWEEN if all(size == MOST for size in mine) else b"\0" * 8
        head = head[:6] + granule + head[14:]
        part = body[place : place + sum(mine)]
        laid.append(replace(page, head=head, lacing=mine, body=part))
        at, place, more = at + len(mine), place + len(part), more - room
        goes_on = CONTINUED if mine[-1] == MOST else 0
    if more:
        no_room()
    return laid


def _longer(packet: bytes, text: str) -> bytes:
    mark = next((one for one in HEADERS if packet.startswith(one)), None)
    if mark is None:
        refuse(problem("damaged", where="Ogg"))
    skipped = FLAC_HEAD if len(mark) == 1 else len(mark)
    block = with_comment(packet[skipped:], aigc_label.KEY, text)
    if len(mark) > 1:
        return mark + block
    return packet[:1] + len(block).to_bytes(3, "big") + block


def _table() -> list[int]:
    rows = []
    for value in range(256):
        rest = value << 24
        for _ in range(8):
            rest = (rest << 1) ^ (POLYNOMIAL if rest & 0x80000000 else 0)
        rows.append(rest & 0xFFFFFFFF)
    return rows


TABLE = _table()


def checksum(data: bytes) -> int:
    """Ogg's own CRC: the usual polynomial, unreflected, begun and ended with nothing."""
    check = 0
    for byte in data:
        check = (check << 8 & 0xFFFFFFFF) ^ TABLE[check >> 24 ^ byte]
    return check
