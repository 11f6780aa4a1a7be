"""Vorbis comments in FLAC and in OGG (Vorbis, Opus, FLAC), with the duration.

Trigger: `fLaC` or `OggS`. Shape of the label: a comment `AIGC` (TC260-PG-202510A). Pictures are
skipped. Of an OGG file the pages of the headers and the last page are read, not the sound.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.problems import beyond
from assessments.intake.media.window import Media, Truncated, Window, decoded

PICTURE = "METADATA_BLOCK_PICTURE"
OPUS_RATE = 48_000
LAST_PAGE = 128 * limits.KIB  # the end of the file in which the last page begins


def detect(head: bytes) -> bool:
    return head[:4] in (b"fLaC", b"OggS")


def read(media: Media, file: Window) -> None:
    if file.take(4) == b"fLaC":
        _flac(media, file)
    else:
        file.at -= 4
        _ogg(media, file)


def _flac(media: Media, file: Window) -> None:
    last = False
    while not last and media.another():
        kind = file.number(1)
        last, kind = bool(kind & 0x80), kind & 0x7F
        part = file.part(file.number(3))
        if kind == 0:
            _streaminfo(media, part)
        elif kind == 4 and (data := media.text(part)):
            comments(media, data)


def _streaminfo(media: Media, part: Window) -> None:
    part.skip(10)
    packed = part.number(8)
    media.lasts(packed & 0xFFFFFFFFF, packed >> 44)


def comments(media: Media, data: bytes) -> None:
    """A comment block: vendor, count, then `NAME=value` each with its length."""
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(min(count, limits.BLOCKS.most)):
        size = int.from_bytes(data[at : at + 4], "little")
        if at + 4 + size > len(data) or at + 4 > len(data):
            media.broken("Vorbis comment")
            return
        name, sign, value = decoded(data[at + 4 : at + 4 + size]).partition("=")
        if sign and name.upper() != PICTURE:
            media.add(name, value)
        at += 4 + size


def with_comment(data: bytes, name: str, text: str) -> bytes:
    """A comment block with one comment more, behind the others; what follows them stays."""
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    counted, at = at, at + 4
    for _ in range(count):
        if at + 4 > len(data):
            raise Truncated
        at += 4 + int.from_bytes(data[at : at + 4], "little")
    if at > len(data):
        raise Truncated
    comment = f"{name}={text}".encode()
    more = (count + 1).to_bytes(4, "little")
    put = len(comment).to_bytes(4, "little") + comment
    return data[:counted] + more + data[counted + 4 : at] + put + data[at:]


def _ogg(media: Media, file: Window) -> None:
    start = file.at
    rate = 0
    for packet in _packets(media, file):
        if packet.startswith(b"\x01vorbis"):
            rate = int.from_bytes(packet[12:16], "little")
        elif packet.startswith(b"OpusHead"):
            rate = OPUS_RATE
        elif packet.startswith(b"\x7fFLAC"):
            rate = int.from_bytes(packet[27:30], "big") >> 4
        elif packet.startswith(b"\x03vorbis"):
            comments(media, packet[7:])
            break
        elif packet.startswith(b"OpusTags"):
            comments(media, packet[8:])
            break
        elif rate and packet[:1] == b"\x84":  # FLAC's comment block, the last before the sound
            comments(media, packet[4:])
            break
        elif rate and packet[:1] == b"\x04":
            comments(media, packet[4:])
    media.lasts(_last_granule(file, start), rate)


def _packets(media: Media, file: Window) -> list[bytes]:
    """The first packets of the first stream; a packet may run over several pages."""
    packets: list[bytes] = []
    open_packet = bytearray()
    try:
        while len(packets) < 4 and media.another():
            head = file.take(27)
            if head[:4] != b"OggS":
                break
            lacing = file.take(head[26])
            for size in lacing:
                open_packet += file.take(size)
                if size < 255:
                    packets.append(bytes(open_packet))
                    open_packet.clear()
            if len(open_packet) > limits.TEXT_RAW.most:
                media.problems.append(beyond(limits.TEXT_RAW))
                break
    except Truncated:
        media.broken("Ogg")
    return packets


def _last_granule(file: Window, start: int) -> int:
    file.at = max(start, file.end - LAST_PAGE)
    tail = file.rest()
    at = tail.rfind(b"OggS")
    granule = int.from_bytes(tail[at + 6 : at + 14], "little") if at >= 0 else 0
    return granule if granule < 1 << 62 else 0
