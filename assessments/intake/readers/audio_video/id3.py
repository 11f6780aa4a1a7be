"""ID3v2 tags (MP3, and inside WAV and AIFF) and the length of an MPEG audio stream.

Trigger: `ID3`, or an MPEG audio frame. Frames read: T***, TXXX, COMM, USLT, W***, WXXX; GEOB only
for the presence of Content Credentials. Pictures and all else are skipped unread. Specifications:
ID3v2.2, ID3v2.3 and ID3v2.4 ("Main Structure" and "Native Frames", M. Nilsson 1998 to 2000); MPEG
audio is ISO/IEC 11172-3, with the lower sampling rates of ISO/IEC 13818-3.
"""

from __future__ import annotations

from assessments.intake.core.window import Truncated, Window, decode_text
from assessments.intake.readers.audio_video.container import Media

HEADER_SIZE = 10  # ID3v2.4, 3.1; the same in ID3v2.2 and ID3v2.3
# Flags of the tag (ID3v2.4, 3.1): unsynchronisation, extended header, footer.
UNSYNCHRONISED, EXTENDED, FOOTER = 0x80, 0x40, 0x10
# The second byte of a frame's flags (ID3v2.4, 4.1.2): unsynchronisation, data length indicator.
FRAME_UNSYNCHRONISED, FRAME_DATA_LENGTH = 0x02, 0x01
# Frames of ID3v2.2, 4, under the names that they have in ID3v2.3.
OLD_NAMES = {"TXX": "TXXX", "COM": "COMM", "ULT": "USLT", "WXX": "WXXX", "GEO": "GEOB"}
# Kilobits per second by (whether MPEG 1, layer) and bitrate_index: ISO/IEC 11172-3, 2.4.2.3, and
# for the lower sampling rates ISO/IEC 13818-3.
BITRATES = {
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
# Hertz by the two bits of the version (3: MPEG 1, 2: MPEG 2, 0: the unofficial MPEG 2.5) and by
# sampling_frequency.
MPEG_1 = 3
SAMPLING_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# Bytes after the tag within which the first frame begins. The largest frame, layer II at 384 kbit/s
# and 32 kHz, has 1,728 bytes, so two of them fit, or padding and one.
SYNC_SEARCH_SIZE = 4096
XING_SEARCH_SIZE = 64  # bytes of the first frame: header and side information have at most 36


def read(media: Media, file: Window) -> None:
    tag(media, file)
    _read_duration(media, file)


def tag(media: Media, file: Window) -> None:
    """Read the tag at the window's start, if there is one; the window moves past it."""
    if file.remaining < HEADER_SIZE:
        return
    start = file.at
    # ID3v2.4, 3.1: `ID3`, major version, revision, flags, and the size as a synchsafe integer,
    # without this header.
    head = file.read(HEADER_SIZE)
    if head[:3] != b"ID3":
        file.at = start
        return
    size = synchsafe(head[6:10])
    if size > file.remaining:
        media.report_truncated("ID3")
        size = file.remaining
    body = file.part(size)
    try:
        _read_frames(media, body, head[3], head[5])
    except Truncated:
        media.report_truncated("ID3")


def tag_size(head: bytes) -> int:
    """The bytes of the tag at the beginning, with its header and its footer; 0 for none."""
    if head[:3] != b"ID3" or len(head) < HEADER_SIZE:
        return 0
    footer = HEADER_SIZE if head[5] & FOOTER else 0
    return HEADER_SIZE + synchsafe(head[6:10]) + footer


def _read_frames(media: Media, body: Window, version: int, flags: int) -> None:
    # ID3v2.4, 3.2: the size of the extended header is synchsafe and counts itself; ID3v2.3, 3.2: a
    # plain integer, without itself. In ID3v2.2 the flag means compression.
    if version >= 3 and flags & EXTENDED:
        extended = body.read(4)
        size = synchsafe(extended) - 4 if version == 4 else int.from_bytes(extended, "big")
        body.skip(size)
    # A frame: name and size (four bytes each) and flags (two bytes); in ID3v2.2 name and size of
    # three bytes each and no flags.
    short = version == 2
    while body.remaining > (6 if short else 10) and media.count_block():
        name = body.read(3 if short else 4)
        # ID3v2.4, 3.3: null bytes of padding may follow the last frame.
        if not name.strip(b"\0"):
            return
        length = _read_frame_size(body, version)
        frame_flags = 0 if short else body.number(2)
        part = body.part(min(length, body.remaining))
        label = name.decode("latin-1")
        label = OLD_NAMES.get(label, label)
        if label[0] in "TW" or label in ("COMM", "USLT", "GEOB"):
            marked = version == 4 and frame_flags & FRAME_UNSYNCHRONISED
            unsynchronised = bool(flags & UNSYNCHRONISED or marked)
            sized = version == 4 and bool(frame_flags & FRAME_DATA_LENGTH)
            _read_frame(media, label, part, unsynchronised, sized)


def _read_frame_size(body: Window, version: int) -> int:
    """The size of a frame: three bytes in ID3v2.2, four in ID3v2.3, synchsafe in ID3v2.4 (4)."""
    if version == 2:
        return body.number(3)
    size = body.read(4)
    return synchsafe(size) if version == 4 else int.from_bytes(size, "big")


def synchsafe(data: bytes) -> int:
    """The number that four bytes hold, seven bits in each, the highest first."""
    # ID3v2.4, 6.2, Synchsafe integers.
    return sum((byte & 0x7F) << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=True))


def _read_frame(media: Media, name: str, part: Window, unsynchronised: bool, sized: bool) -> None:
    """Add the text of a frame; `sized` is true where its length stands before it."""
    data = media.text(part)
    if not data:
        return
    # ID3v2.4, 6.1, the unsynchronisation scheme: a null byte was put behind each 0xFF.
    if unsynchronised:
        data = data.replace(b"\xff\x00", b"\xff")
    # ID3v2.4, 4.1.2: the data length indicator has four bytes.
    if sized:
        data = data[4:]
    # Numbers are the sections of ID3v2.4, "Native Frames". 4.15, GEOB: encoding (one byte), MIME
    # type, file name, description, object; C2PA 2.1, A.2.4, puts the manifest store into one.
    if name == "GEOB":
        media.c2pa = media.c2pa or b"c2pa" in data[:64]
    # 4.3.2, WXXX: encoding, description, address.
    elif name == "WXXX":
        description, value = _split_pair(data[:1], data[1:])
        media.add(f"WXXX:{description}", value)
    # 4.3, URL link frames: the address alone.
    elif name[0] == "W":
        media.add(name, decode_text(data))
    elif name in ("COMM", "USLT"):
        # 4.10, COMM, and 4.8, USLT: encoding, language (three bytes), description, text.
        _, value = _split_pair(data[:1], data[4:])
        media.add(name, value)
    # 4.2.6, TXXX: encoding, description, value.
    elif name == "TXXX":
        description, value = _split_pair(data[:1], data[1:])
        media.add(f"TXXX:{description}", value)
    # 4.2, text information frames: encoding, then texts with a null between them.
    else:
        media.add(name, _decode(data[:1], data[1:]).replace("\0", "\n"))


def _split_pair(encoding: bytes, data: bytes) -> tuple[str, str]:
    """A description and a value, with one null byte between them, or two in UTF-16."""
    # ID3v2.4, 4: encodings 1 and 2 are UTF-16.
    wide = encoding in (b"\1", b"\2")
    step = 2 if wide else 1
    at = data.find(b"\0" * step)
    while wide and at > 0 and at % 2:
        at = data.find(b"\0\0", at + 1)
    if at < 0:
        return "", _decode(encoding, data)
    return _decode(encoding, data[:at]), _decode(encoding, data[at + step :])


def _decode(encoding: bytes, data: bytes) -> str:
    # ID3v2.4, 4: 0 is ISO-8859-1, 1 UTF-16 with a byte order mark, 2 UTF-16BE, 3 UTF-8. Programs
    # write UTF-8 under 0 as well.
    if encoding in (b"\0", b"\3"):
        return decode_text(data)
    kind = "utf-16" if encoding == b"\1" and data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-be"
    return data[: len(data) // 2 * 2].decode(kind, "replace")


def has_stream(file: Window) -> bool:
    """Whether an MPEG audio frame begins within the first bytes of the window."""
    head = file.read(min(SYNC_SEARCH_SIZE, file.remaining))
    return any(_parse_header(head[place : place + 4]) for place in _find_syncs(head))


def _read_duration(media: Media, file: Window) -> None:
    """Set the duration from the number of frames where the encoder wrote one.

    Otherwise it follows from the bit rate, which holds for a constant one only.
    """
    start = file.at
    try:
        head = file.read(min(SYNC_SEARCH_SIZE, file.remaining))
    except Truncated:
        return
    at = next((place for place in _find_syncs(head) if _parse_header(head[place : place + 4])), -1)
    found = _parse_header(head[at : at + 4]) if at >= 0 else None
    if found is None:
        return
    bitrate, rate, samples = found
    # The Xing header, which no standard defines, stands in the first frame behind the side
    # information: `Xing` or `Info`, flags (four bytes), and, where bit 0 is set, the frames.
    for mark in (b"Xing", b"Info"):
        place = head.find(mark, at, at + XING_SEARCH_SIZE)
        flags = head[place + 4 : place + 8] if place >= 0 else b""
        if int.from_bytes(flags, "big") & 1:
            frames = int.from_bytes(head[place + 8 : place + 12], "big")
            media.set_duration(frames * samples, rate)
    media.set_duration((file.end - start - at) * 8, bitrate * 1000)


def _find_syncs(head: bytes) -> list[int]:
    places, at = [], head.find(b"\xff")
    while at >= 0:
        places.append(at)
        at = head.find(b"\xff", at + 1)
    return places


def _parse_header(head: bytes) -> tuple[int, int, int] | None:
    """Bit rate, sampling rate and samples per frame of a frame header; None for other bytes."""
    # ISO/IEC 11172-3, 2.4.1.3 and 2.4.2.3: sync word (11 bits, with MPEG 2.5), version (two), layer
    # (two; 3 is layer I, 1 is layer III), protection (one), bit rate (four), sampling rate (two),
    # padding (one). Version 1, layer 0, bit rate 15 and sampling rate 3 are reserved; bit rate 0 is
    # a free format, of unknown length.
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 4 or bitrate in (0, 15) or rate == 3:
        return None
    # Samples per frame: layer I 384, layer II 1152, layer III 1152 and in MPEG 2 half of that.
    samples = 384 if layer == 1 else 576 if layer == 3 and version != MPEG_1 else 1152
    return BITRATES[version == MPEG_1, layer][bitrate], SAMPLING_RATES[version][rate], samples


def is_stream(head: bytes) -> bool:
    """Whether the bytes begin with an MPEG audio frame that a second one follows."""
    found = _parse_header(head[:4])
    if found is None:
        return False
    bitrate, rate, samples = found
    # ISO/IEC 11172-3, 2.4.3.1: bytes of a frame; the padding bit (bit 1) adds one.
    size = samples // 8 * bitrate * 1000 // rate + (head[2] >> 1 & 1)
    return _parse_header(head[size : size + 4]) is not None
