"""Vorbis comments in FLAC and in OGG (Vorbis, Opus, FLAC), with the duration.

Trigger: `fLaC` or `OggS`. Shape of the label: a comment `AIGC` (TC260-PG-202510A). Pictures are
skipped. Of an OGG file the reader takes the pages of the headers and the last page, not the sound.
Specifications: FLAC is RFC 9639, Ogg RFC 3533, Opus in Ogg RFC 7845, Vorbis "Vorbis I".
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.problems import over_limit
from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video.container import Media

PICTURE = "METADATA_BLOCK_PICTURE"  # a picture in a comment, in Base64 (RFC 9639, 8.8)
OPUS_RATE = 48_000  # RFC 7845, 4: granule positions count samples at 48 kHz
PAGE_HEADER_SIZE = 27  # RFC 3533, 6, without the segment table
# RFC 3533, 6: a page has at most 65,307 bytes, so the last one begins within this end of the file.
TAIL_SIZE = 128 * limits.KIB
# RFC 3533, 6: a granule position of -1 says that no packet ends on the page; read without its sign
# it lies beyond this, as does no real number of samples.
NO_GRANULE = 1 << 62
HEADER_PACKETS = 4  # read at most: identification, comments, and two more of FLAC's blocks
# RFC 9639, 8.1: types of metadata blocks, and the flag of the last one.
STREAMINFO, COMMENTS, LAST_BLOCK = 0, 4, 0x80


def detect(head: bytes) -> bool:
    return head[:4] in (b"fLaC", b"OggS")


def read(media: Media, file: Window) -> None:
    if file.read(4) == b"fLaC":
        _read_flac(media, file)
    else:
        file.at -= 4
        _read_ogg(media, file)


def _read_flac(media: Media, file: Window) -> None:
    last = False
    while not last and media.count_block():
        # RFC 9639, 8.1, Metadata Block Header: the flag and seven bits of type, then the size of
        # the block (three bytes, big-endian).
        kind = file.number(1)
        last, kind = bool(kind & LAST_BLOCK), kind & ~LAST_BLOCK
        part = file.part(file.number(3))
        if kind == STREAMINFO:
            _read_streaminfo(media, part)
        elif kind == COMMENTS and (data := media.text(part)):
            comments(media, data)


def _read_streaminfo(media: Media, part: Window) -> None:
    # RFC 9639, 8.2, Streaminfo: sizes of blocks (two bytes each) and of frames (three bytes each),
    # then 20 bits of sampling rate, 3 of channels, 5 of bits per sample, 36 of total samples.
    part.skip(10)
    packed = part.number(8)
    media.set_duration(packed & 0xFFFFFFFFF, packed >> 44)


def comments(media: Media, data: bytes) -> None:
    """Add the comments of a block; one that is cut off is reported."""
    # Vorbis I, 5.2.1: the vendor's name and each comment `NAME=value` stand behind their length,
    # the comments behind their number (four bytes each, little-endian).
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(min(count, limits.BLOCKS.value)):
        size = int.from_bytes(data[at : at + 4], "little")
        if at + 4 + size > len(data) or at + 4 > len(data):
            media.report_truncated("Vorbis comment")
            return
        name, sign, value = decode_text(data[at + 4 : at + 4 + size]).partition("=")
        if sign and name.upper() != PICTURE:
            media.add(name, value)
        at += 4 + size


def append_comment(data: bytes, name: str, text: str) -> bytes:
    """A comment block with one comment more, behind the others; what follows them stays.

    Raises `Truncated` where the block is shorter than its lengths say.
    """
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


def _read_ogg(media: Media, file: Window) -> None:
    start = file.at
    rate = 0
    for packet in _read_packets(media, file):
        # Vorbis I, 4.2.1 and 4.2.2: packet type 1 and `vorbis`, version (four bytes), channels (one
        # byte), sampling rate (four bytes).
        if packet.startswith(b"\x01vorbis"):
            rate = int.from_bytes(packet[12:16], "little")
        # RFC 7845, 5.1: the identification header.
        elif packet.startswith(b"OpusHead"):
            rate = OPUS_RATE
        # RFC 9639, 10.1, Ogg mapping: 0x7F, `FLAC`, version (two bytes), number of header packets
        # (two), `fLaC`, and the streaminfo block with its header; the sampling rate is at 27.
        elif packet.startswith(b"\x7fFLAC"):
            rate = int.from_bytes(packet[27:30], "big") >> 4
        # Vorbis I, 4.2.1: packet type 3 is the comment header.
        elif packet.startswith(b"\x03vorbis"):
            comments(media, packet[7:])
            break
        # RFC 7845, 5.2: the comment header.
        elif packet.startswith(b"OpusTags"):
            comments(media, packet[8:])
            break
        # RFC 9639, 10.1: each further header packet is a metadata block with its header.
        elif rate and packet[:1] == bytes([LAST_BLOCK | COMMENTS]):
            comments(media, packet[4:])
            break
        elif rate and packet[:1] == bytes([COMMENTS]):
            comments(media, packet[4:])
    media.set_duration(_last_granule(file, start), rate)


def _read_packets(media: Media, file: Window) -> list[bytes]:
    """The first packets of the first stream; a packet may run over several pages."""
    packets: list[bytes] = []
    open_packet = bytearray()
    try:
        while len(packets) < HEADER_PACKETS and media.count_block():
            # RFC 3533, 6: `OggS`, version, header type, granule position, serial number, sequence
            # number, checksum, and the number of segments, whose sizes follow in one byte each.
            head = file.read(PAGE_HEADER_SIZE)
            if head[:4] != b"OggS":
                break
            lacing = file.read(head[26])
            for size in lacing:
                open_packet += file.read(size)
                # RFC 3533, 5: a packet ends with the first segment of fewer than 255 bytes.
                if size < 255:
                    packets.append(bytes(open_packet))
                    open_packet.clear()
            if len(open_packet) > limits.TEXT_RAW.value:
                media.problems.append(over_limit(limits.TEXT_RAW))
                break
    except Truncated:
        media.report_truncated("Ogg")
    return packets


def _last_granule(file: Window, start: int) -> int:
    """The granule position of the last page, a number of samples; 0 where it is not known."""
    file.at = max(start, file.end - TAIL_SIZE)
    tail = file.rest()
    at = tail.rfind(b"OggS")
    # RFC 3533, 6: the granule position has eight bytes, little-endian, at 6.
    granule = int.from_bytes(tail[at + 6 : at + 14], "little") if at >= 0 else 0
    return granule if granule < NO_GRANULE else 0
