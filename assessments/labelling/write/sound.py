"""MP3, WAV, AVI and FLAC: TXXX in ID3v2, a chunk `AIGC`, an INFO child, a Vorbis comment.

Positions of TC260-PG-202510A; for AVI the one that its reader knows. Sound and pictures stay as
they are and where they are, relative to each other. Refuses what would have to be moved by more
than that: a tag with a checksum, an index of absolute places.
"""

from __future__ import annotations

import struct

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.intake.media import id3
from assessments.intake.media.vorbis import with_comment
from assessments.intake.media.window import Window
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import no_room

KEY = aigc_label.KEY.encode()
UNKNOWN = 0xFFFFFFFF  # a size that the writer of a stream never came to know
TAG_HEAD = 10
EXTENDED, FOOTER = 0x40, 0x10
SYNCHSAFE = (21, 14, 7, 0)
COMMENTS, LAST = 4, 0x80


def mp3(source: Source, text: str) -> list[Splice]:
    """The frame stands first in the tag that is there, or in a new tag of version 2.3."""
    head = source.head[:TAG_HEAD]
    if head[:3] != b"ID3":
        frame = _frame(3, text)
        return [Splice(at=0, put=b"ID3\x03\0\0" + _synchsafe(len(frame)) + frame)]
    version, flags = head[3], head[5]
    if flags & EXTENDED:
        no_room()  # it may hold a checksum of the frames
    size, frame = id3.synchsafe(head[6:10]), _frame(version, text)
    with source.open() as file:
        after = Window(file=file, at=TAG_HEAD + size, end=source.size)
        if not id3.has_stream(after):
            refuse(problem("damaged", where="MP3"))
    longer = Splice(at=6, gone=4, put=_synchsafe(size + len(frame)))
    splices = [longer, Splice(at=TAG_HEAD, put=frame)]
    if version == 4 and flags & FOOTER:
        splices.append(Splice(at=TAG_HEAD + size + 6, gone=4, put=longer.put))
    return splices


def _frame(version: int, text: str) -> bytes:
    body = b"\0" + KEY + b"\0" + text.encode()  # printable ASCII, which every version can hold
    if version == 2:
        return b"TXX" + len(body).to_bytes(3, "big") + body
    size = _synchsafe(len(body)) if version == 4 else struct.pack(">I", len(body))
    return b"TXXX" + size + b"\0\0" + body


def _synchsafe(number: int) -> bytes:
    if number >= 1 << 28:
        no_room()
    return bytes(number >> shift & 0x7F for shift in SYNCHSAFE)


def wav(source: Source, text: str) -> list[Splice]:
    return _at_the_end(source, _chunk(KEY, text.encode()))


def avi(source: Source, text: str) -> list[Splice]:
    return _at_the_end(source, _chunk(b"LIST", b"INFO" + _chunk(KEY, text.encode())))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _at_the_end(source: Source, chunk: bytes) -> list[Splice]:
    """Behind the last chunk, so that nothing moves; the whole says that it is longer."""
    wide = source.head[:4] == b"RF64"
    at, form, most = (20, "<Q", 1 << 63) if wide else (4, "<I", UNKNOWN)
    if wide and source.head[12:16] != b"ds64":
        refuse(problem("damaged", where="RF64"))
    (size,) = struct.unpack_from(form, source.head, at)
    end = size + 8
    if not size or end > source.size:
        refuse(problem("truncated", where="RIFF"))
    padding = b"\0" * (size % 2) if end == source.size else b""
    end += size % 2 - len(padding)
    with source.open() as file:
        file.seek(end)
        if file.read(4) == b"RIFF":
            no_room()  # a film in several parts, whose index names absolute places
    longer = size + size % 2 + len(chunk)
    if longer >= most:
        no_room()
    return [
        Splice(at=at, gone=struct.calcsize(form), put=struct.pack(form, longer)),
        Splice(at=end, put=padding + chunk),
    ]


def flac(source: Source, text: str) -> list[Splice]:
    """One more comment in the block that is there, or a new block behind the first."""
    with source.open() as file:
        window = Window(file=file, at=4, end=source.size)
        first, end = window.number(1), 8 + window.number(3)
        window.at = 4
        for _ in range(limits.BLOCKS.most):
            at, kind, size = window.at, window.number(1), window.number(3)
            if kind & ~LAST == COMMENTS:
                block = with_comment(_taken(window, size), aigc_label.KEY, text)
                return [Splice(at=at + 1, gone=3 + size, put=_length(block) + block)]
            window.skip(size)
            if kind & LAST:
                break
    block = with_comment(b"\0" * 8, aigc_label.KEY, text)
    put = bytes([COMMENTS | first & LAST]) + _length(block) + block
    return [Splice(at=4, gone=1, put=bytes([first & ~LAST])), Splice(at=end, put=put)]


def _taken(window: Window, size: int) -> bytes:
    if size > limits.TEXT_RAW.most:
        refuse(limits.TEXT_RAW)
    return window.take(size)


def _length(block: bytes) -> bytes:
    if len(block) >= 1 << 24:
        no_room()
    return len(block).to_bytes(3, "big")
