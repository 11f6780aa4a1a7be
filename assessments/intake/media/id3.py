"""ID3v2 tags (MP3, and inside WAV) and the length of an MPEG audio stream.

Trigger: `ID3`, or an MPEG audio frame. Frames read: T***, TXXX, COMM, USLT, W***, WXXX; GEOB only
for the presence of Content Credentials. Pictures and all else are skipped unread.
"""

from __future__ import annotations

from assessments.intake.media.window import Media, Truncated, Window, decoded

ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
OLD_NAMES = {"TXX": "TXXX", "COM": "COMM", "ULT": "USLT", "WXX": "WXXX", "GEO": "GEOB"}
BITRATES = {  # kbit/s by (MPEG 1, layer), from the frame header's table
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
SYNC_WITHIN = 4096  # bytes after the tag within which the first frame begins


def read(media: Media, file: Window) -> None:
    tag(media, file)
    _length(media, file)


def tag(media: Media, file: Window) -> None:
    """The tag at the window's start, if there is one; the window moves past it."""
    if file.left < 10:
        return
    start = file.at
    head = file.take(10)
    if head[:3] != b"ID3":
        file.at = start
        return
    size = synchsafe(head[6:10])
    if size > file.left:
        media.broken("ID3")
        size = file.left
    body = file.part(size)
    try:
        _frames(media, body, head[3], head[5])
    except Truncated:
        media.broken("ID3")


def _frames(media: Media, body: Window, version: int, flags: int) -> None:
    if version >= 3 and flags & 0x40:
        extended = body.take(4)
        size = synchsafe(extended) - 4 if version == 4 else int.from_bytes(extended, "big")
        body.skip(size)
    short = version == 2
    while body.left > (6 if short else 10) and media.another():
        name = body.take(3 if short else 4)
        if not name.strip(b"\0"):
            return  # padding
        length = _size(body, version)
        frame_flags = 0 if short else body.number(2)
        part = body.part(min(length, body.left))
        label = name.decode("latin-1")
        label = OLD_NAMES.get(label, label)
        if label[0] in "TW" or label in ("COMM", "USLT", "GEOB"):
            unsynchronised = bool(flags & 0x80 or (version == 4 and frame_flags & 2))
            _frame(media, label, part, unsynchronised, version == 4 and bool(frame_flags & 1))


def _size(body: Window, version: int) -> int:
    if version == 2:
        return body.number(3)
    size = body.take(4)
    return synchsafe(size) if version == 4 else int.from_bytes(size, "big")


def synchsafe(data: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=True))


def _frame(media: Media, name: str, part: Window, unsynchronised: bool, sized: bool) -> None:
    data = media.text(part)
    if not data:
        return
    if unsynchronised:
        data = data.replace(b"\xff\x00", b"\xff")
    if sized:
        data = data[4:]
    if name == "GEOB":
        media.c2pa = media.c2pa or b"application/c2pa" in data[:64]
    elif name == "WXXX":
        description, value = _pair(data[:1], data[1:])
        media.add(f"WXXX:{description}", value)
    elif name[0] == "W":
        media.add(name, decoded(data))
    elif name in ("COMM", "USLT"):
        _, value = _pair(data[:1], data[4:])  # after the language
        media.add(name, value)
    elif name == "TXXX":
        description, value = _pair(data[:1], data[1:])
        media.add(f"TXXX:{description}", value)
    else:
        media.add(name, _decoded(data[:1], data[1:]).replace("\0", "\n"))


def _pair(encoding: bytes, data: bytes) -> tuple[str, str]:
    """A description and a value, parted by one zero (two in UTF-16)."""
    wide = encoding in (b"\1", b"\2")
    step = 2 if wide else 1
    at = data.find(b"\0" * step)
    while wide and at > 0 and at % 2:
        at = data.find(b"\0\0", at + 1)
    if at < 0:
        return "", _decoded(encoding, data)
    return _decoded(encoding, data[:at]), _decoded(encoding, data[at + step :])


def _decoded(encoding: bytes, data: bytes) -> str:
    if encoding in (b"\0", b"\3"):
        return decoded(data)
    kind = "utf-16" if encoding == b"\1" and data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-be"
    return data[: len(data) // 2 * 2].decode(kind, "replace")


def has_stream(file: Window) -> bool:
    """Whether sound begins here, or within the bytes in which it may."""
    head = file.take(min(SYNC_WITHIN, file.left))
    return any(_header(head[place : place + 4]) for place in _syncs(head))


def _length(media: Media, file: Window) -> None:
    """From the count of frames where the encoder wrote one, else from the constant bit rate."""
    start = file.at
    try:
        head = file.take(min(SYNC_WITHIN, file.left))
    except Truncated:
        return
    at = next((place for place in _syncs(head) if _header(head[place : place + 4])), -1)
    found = _header(head[at : at + 4]) if at >= 0 else None
    if found is None:
        return
    bitrate, rate, samples = found
    for mark in (b"Xing", b"Info"):
        place = head.find(mark, at, at + 64)
        flags = head[place + 4 : place + 8] if place >= 0 else b""
        if int.from_bytes(flags, "big") & 1:
            frames = int.from_bytes(head[place + 8 : place + 12], "big")
            media.lasts(frames * samples, rate)
    media.lasts((file.end - start - at) * 8, bitrate * 1000)


def _syncs(head: bytes) -> list[int]:
    places, at = [], head.find(b"\xff")
    while at >= 0:
        places.append(at)
        at = head.find(b"\xff", at + 1)
    return places


def _header(head: bytes) -> tuple[int, int, int] | None:
    """Bit rate, sampling rate and samples per frame of a frame header; None for other bytes."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 4 or bitrate in (0, 15) or rate == 3:
        return None
    samples = 384 if layer == 1 else 576 if layer == 3 and version != 3 else 1152
    return BITRATES[version == 3, layer][bitrate], RATES[version][rate], samples


def is_stream(head: bytes) -> bool:
    """Whether the bytes begin with an MPEG audio frame that a second one follows."""
    found = _header(head[:4])
    if found is None:
        return False
    bitrate, rate, samples = found
    size = samples // 8 * bitrate * 1000 // rate + (head[2] >> 1 & 1)
    return _header(head[size : size + 4]) is not None
