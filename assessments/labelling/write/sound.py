"""MP3, WAV, AVI and FLAC: TXXX in ID3v2, a chunk `AIGC`, an INFO child, a Vorbis comment.

Positions of TC260-PG-202510A; for AVI the one that its reader knows. Sound and pictures stay as
they are and where they are, relative to each other. A file that would need more than that is
rejected: a tag with a checksum, an index of absolute offsets. The specifications are those that
the readers in `audio_video` name.
"""

from __future__ import annotations

import struct

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, raise_limit, reject
from assessments.intake.core.source import Source
from assessments.intake.core.window import Window
from assessments.intake.provenance import aigc_label
from assessments.intake.readers.audio_video import id3
from assessments.intake.readers.audio_video.id3 import EXTENDED, FOOTER, HEADER_SIZE
from assessments.intake.readers.audio_video.vorbis import COMMENTS, LAST_BLOCK, append_comment
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import reject_no_room

KEY = aigc_label.KEY.encode()
MAX_RIFF_SIZE = 0xFFFFFFFF  # all ones is no size: EBU Tech 3306 has it for "see `ds64`"
SYNCHSAFE_SHIFTS = (21, 14, 7, 0)  # ID3v2.4, 6.2: seven bits in each of four bytes


def mp3(source: Source, text: str) -> list[Splice]:
    """A TXXX frame, first in the tag that is there or alone in a new tag of version 2.3."""
    head = source.head[:HEADER_SIZE]
    if head[:3] != b"ID3":
        # ID3v2.3, 3.1: `ID3`, version and revision, flags, size.
        frame = _pack_frame(3, text)
        return [Splice(offset=0, inserted=b"ID3\x03\0\0" + _pack_synchsafe(len(frame)) + frame)]
    version, flags = head[3], head[5]
    # ID3v2.4, 3.2: the extended header may hold a checksum of the frames. In ID3v2.2 the same flag
    # says that the whole tag is compressed.
    if flags & EXTENDED:
        reject_no_room()
    size, frame = id3.synchsafe(head[6:10]), _pack_frame(version, text)
    with source.open() as file:
        after = Window(file=file, at=HEADER_SIZE + size, end=source.size)
        if not id3.has_stream(after):
            reject(problem("damaged", where="MP3"))
    longer = Splice(offset=6, removed=4, inserted=_pack_synchsafe(size + len(frame)))
    splices = [longer, Splice(offset=HEADER_SIZE, inserted=frame)]
    # ID3v2.4, 3.4: the footer repeats the header behind the frames.
    if version == 4 and flags & FOOTER:
        splices.append(Splice(offset=HEADER_SIZE + size + 6, removed=4, inserted=longer.inserted))
    return splices


def _pack_frame(version: int, text: str) -> bytes:
    # ID3v2.4, Native Frames, 4.2.6: encoding 0 (ISO-8859-1), description, null byte, value. A label
    # is printable ASCII, which every version can hold.
    body = b"\0" + KEY + b"\0" + text.encode()
    # ID3v2.2: name and size of three bytes each; the others have four and two bytes of flags.
    if version == 2:
        return b"TXX" + len(body).to_bytes(3, "big") + body
    size = _pack_synchsafe(len(body)) if version == 4 else struct.pack(">I", len(body))
    return b"TXXX" + size + b"\0\0" + body


def _pack_synchsafe(number: int) -> bytes:
    # ID3v2.4, 6.2: four bytes of seven bits hold 28.
    if number >= 1 << 28:
        reject_no_room()
    return bytes(number >> shift & 0x7F for shift in SYNCHSAFE_SHIFTS)


def wav(source: Source, text: str) -> list[Splice]:
    return _append_chunk(source, _pack_chunk(KEY, text.encode()))


def avi(source: Source, text: str) -> list[Splice]:
    return _append_chunk(source, _pack_chunk(b"LIST", b"INFO" + _pack_chunk(KEY, text.encode())))


def _pack_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _append_chunk(source: Source, chunk: bytes) -> list[Splice]:
    """Append a chunk behind the last one, so that nothing moves, and correct the form's size."""
    # RIFF has the size of the form in four bytes at 4. In RF64 it stands in the chunk `ds64`, which
    # comes first, in eight bytes at 20 (EBU Tech 3306).
    wide = source.head[:4] == b"RF64"
    at, form, max_size = (20, "<Q", 1 << 63) if wide else (4, "<I", MAX_RIFF_SIZE)
    if wide and source.head[12:16] != b"ds64":
        reject(problem("damaged", where="RF64"))
    (size,) = struct.unpack_from(form, source.head, at)
    end = size + 8
    if not size or end > source.size:
        reject(problem("truncated", where="RIFF"))
    padding = b"\0" * (size % 2) if end == source.size else b""
    end += size % 2 - len(padding)
    with source.open() as file:
        file.seek(end)
        # "OpenDML AVI File Format Extensions": a large film goes on in further RIFF forms, and its
        # index has absolute offsets.
        if file.read(4) == b"RIFF":
            reject_no_room()
    longer = size + size % 2 + len(chunk)
    if longer >= max_size:
        reject_no_room()
    return [
        Splice(offset=at, removed=struct.calcsize(form), inserted=struct.pack(form, longer)),
        Splice(offset=end, inserted=padding + chunk),
    ]


def flac(source: Source, text: str) -> list[Splice]:
    """One more comment in the block that is there, or a new block behind the first."""
    # RFC 9639, 6 and 8.1: `fLaC`, then the metadata blocks, each with one byte of flag and type and
    # three bytes of size; the streaminfo block is the first.
    with source.open() as file:
        window = Window(file=file, at=4, end=source.size)
        first, end = window.number(1), 8 + window.number(3)
        window.at = 4
        for _ in range(limits.BLOCKS.value):
            at, kind, size = window.at, window.number(1), window.number(3)
            if kind & ~LAST_BLOCK == COMMENTS:
                block = append_comment(_read_block(window, size), aigc_label.KEY, text)
                return [
                    Splice(offset=at + 1, removed=3 + size, inserted=_pack_length(block) + block)
                ]
            window.skip(size)
            if kind & LAST_BLOCK:
                break
    block = append_comment(b"\0" * 8, aigc_label.KEY, text)
    put = bytes([COMMENTS | first & LAST_BLOCK]) + _pack_length(block) + block
    return [
        Splice(offset=4, removed=1, inserted=bytes([first & ~LAST_BLOCK])),
        Splice(offset=end, inserted=put),
    ]


def _read_block(window: Window, size: int) -> bytes:
    if size > limits.TEXT_RAW.value:
        raise_limit(limits.TEXT_RAW)
    return window.read(size)


def _pack_length(block: bytes) -> bytes:
    # RFC 9639, 8.1: the size of a metadata block has 24 bits.
    if len(block) >= 1 << 24:
        reject_no_room()
    return len(block).to_bytes(3, "big")
