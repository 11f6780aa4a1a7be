"""Small files of sound and film made byte by byte, with marks where their samples are."""

from __future__ import annotations

import io
import struct
import wave
import zlib

from assessments.labelling.write.ogg import checksum

SAMPLES = b"FIRST sample" + b"SECOND sample"
FRAME = b"\xff\xfb\x90\x00" + b"\0" * 413  # MPEG 1, layer 3, 128 kbit/s, 44.1 kHz


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, b"\0\0\0\0", *parts)


def film(*, first: bool, inside: bytes = b"", brand: bytes = b"isom") -> bytes:
    """A film with its table of contents before or behind the samples, whose places it names."""
    ftyp = box(b"ftyp", brand, b"\0\0\2\0", brand)
    moov = b""
    for _ in range(2):  # the second time with the places that the first one's size gives
        start = len(ftyp) + 8 + (len(moov) if first else 0)
        near = full(b"stco", struct.pack(">II", 1, start))
        far = full(b"co64", struct.pack(">IQ", 1, start + 12))
        moov = box(b"moov", mvhd(), trak(near), trak(far), inside)
    mdat = box(b"mdat", SAMPLES)
    return ftyp + (moov + mdat if first else mdat + moov)


def mvhd() -> bytes:
    return full(b"mvhd", struct.pack(">IIII", 0, 0, 1000, 2000), b"\0" * 80)


def trak(table: bytes) -> bytes:
    return box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table))))


def make_fragmented() -> bytes:
    """A fragment that names its own place, and an index of fragments at the end."""
    head = box(b"ftyp", b"iso5\0\0\2\0iso5") + box(b"moov", mvhd())
    base = struct.pack(">Q", len(head))
    moof = box(b"moof", box(b"traf", box(b"tfhd", b"\0\0\0\1", struct.pack(">I", 1), base)))
    entry = struct.pack(">QQ", 0, len(head)) + b"\1\1\1"
    index = box(b"tfra", b"\1\0\0\0", struct.pack(">III", 1, 0, 1), entry)
    return head + moof + box(b"mdat", SAMPLES) + box(b"mfra", index)


def make_keyed_list(*names: bytes, value: bytes = b"old") -> bytes:
    """A list with keys, all of one value."""
    keys = b"".join(box(b"mdta", name) for name in names)
    items = b"".join(item(struct.pack(">I", at), value) for at in range(1, len(names) + 1))
    return _meta(b"mdta", full(b"keys", struct.pack(">I", len(names)), keys) + box(b"ilst", items))


def make_itunes_list(title: bytes) -> bytes:
    """A list without keys, as iTunes and most encoders write it."""
    return _meta(b"mdir", box(b"ilst", item(b"\xa9nam", title)))


def item(name: bytes, value: bytes) -> bytes:
    return box(name, box(b"data", struct.pack(">II", 1, 0), value))


def _meta(handler: bytes, rest: bytes) -> bytes:
    return full(b"meta", full(b"hdlr", b"\0" * 4, handler, b"\0" * 13), rest)


def mp3(version: int = 0, flags: int = 0) -> bytes:
    """Two frames of silence behind a tag of this version, or without one."""
    if not version:
        return FRAME * 2
    body = b"\0title"
    if version == 2:
        frame = b"TT2" + len(body).to_bytes(3, "big") + body
    else:
        frame = b"TIT2" + struct.pack(">I", len(body)) + b"\0\0" + body
    size = b"\0\0\0" + bytes([len(frame)])
    footer = b"3DI" + bytes([version, 0, flags]) + size if flags & 0x10 else b""
    return b"ID3" + bytes([version, 0, flags]) + size + frame + footer + FRAME * 2


def wav(odd: bool = False) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * (801 if odd else 800))
    return out.getvalue()


def rf64() -> bytes:
    inner = wav()[12:].replace(b"data\x20\3\0\0", b"data\xff\xff\xff\xff")
    ds64 = b"ds64" + struct.pack("<IQQQI", 28, 12 + 36 + len(inner) - 8, 800, 800, 0)
    return b"RF64\xff\xff\xff\xffWAVE" + ds64 + inner


def flac(*blocks: tuple[int, bytes]) -> bytes:
    info = struct.pack(">HH", 4096, 4096) + b"\0" * 6
    info += (8000 << 44 | 7 << 36 | 8000).to_bytes(8, "big") + b"\0" * 16
    listed = [(0, info), *blocks]
    heads = [kind | (0x80 if at == len(listed) - 1 else 0) for at, (kind, _) in enumerate(listed)]
    parts = zip(heads, listed, strict=True)
    written = (bytes([head]) + len(body).to_bytes(3, "big") + body for head, (_, body) in parts)
    return b"fLaC" + b"".join(written) + b"\xff\xf8SOUND"


def comments(*texts: str) -> bytes:
    listed = b"".join(struct.pack("<I", len(text)) + text.encode() for text in texts)
    return b"\4\0\0\0test" + struct.pack("<I", len(texts)) + listed


def page(number: int, lacing: bytes, body: bytes, *, serial: int = 7, flags: int = 0) -> bytes:
    head = b"OggS\0" + bytes([flags]) + struct.pack("<qIII", 0, serial, number, 0)
    data = head + bytes([len(lacing)]) + lacing + body
    return data[:22] + struct.pack("<I", checksum(data)) + data[26:]


def opus(tags: bytes, *, spread: int = 1, serial: int = 7) -> bytes:
    """The two packets of headers, the second on so many pages, and a page of sound."""
    packet = b"OpusTags" + tags
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    pages, per = (
        [page(0, b"\x13", b"OpusHead\1\1\0\0" + b"\0" * 7, flags=2)],
        -(-len(lacing) // spread),
    )
    for at in range(0, len(lacing), per):
        mine = lacing[at : at + per]
        body, packet = packet[: sum(mine)], packet[sum(mine) :]
        pages.append(page(len(pages), mine, body, flags=1 if at else 0, serial=serial))
    return b"".join(pages) + page(len(pages), b"\5", b"SOUND")


def avi() -> bytes:
    header = b"avih" + struct.pack("<I", 56) + struct.pack("<IIIII", 40000, 0, 0, 0, 25)
    header += b"\0" * 12 + struct.pack("<II", 32, 24) + b"\0" * 16
    lists = b"LIST" + struct.pack("<I", 4 + len(header)) + b"hdrl" + header
    lists += b"LIST" + struct.pack("<I", 12) + b"movi00db\0\0\0\0"
    return b"RIFF" + struct.pack("<I", 4 + len(lists)) + b"AVI " + lists


def ebml(kind: int, *parts: bytes, sized: bool = True) -> bytes:
    body = b"".join(parts)
    size = (1 << 56 | len(body)).to_bytes(8, "big") if sized else b"\x01" + b"\xff" * 7
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + size + body


def matroska(*, room: int, sized: bool = True) -> bytes:
    """A film with a checked table of places, some room behind it, and a cluster."""
    places = ebml(0x4DBB, ebml(0x53AB, b"\x15\x49\xa9\x66"), ebml(0x53AC, b"\x40"))
    checked = b"\xbf\x84" + zlib.crc32(places).to_bytes(4, "little") + places
    void = ebml(0xEC, b"\0" * room) if room else b""
    info = ebml(0x1549A966, ebml(0x2AD7B1, b"\x0f\x42\x40"), ebml(0x7BA9, b"Fox"))
    cluster = ebml(0x1F43B675, ebml(0xE7, b"\0"), ebml(0xA3, SAMPLES), sized=sized)
    segment = ebml(0x18538067, ebml(0x114D9B74, checked), void, info, cluster, sized=sized)
    return ebml(0x1A45DFA3, ebml(0x4282, b"webm")) + segment
