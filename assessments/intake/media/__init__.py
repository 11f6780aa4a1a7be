"""Sound and film: what their containers say; the sound and the pictures themselves are not read.

One reader per container, each with the mark it knows itself by; own readers, because the ones that
exist are either too large, under another licence or blind to the AIGC chunk of WAV.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.problems import refuse
from assessments.intake.core.report import Found
from assessments.intake.core.source import Source
from assessments.intake.media import aiff, facts, flv, id3, matroska, mp4, riff, vorbis
from assessments.intake.media.window import Media, Truncated, Window

CONTAINERS = (riff, aiff, vorbis, matroska, flv, mp4)

__all__ = ["detect", "read"]


def detect(source: Source) -> bool:
    return _is_mp3(source) or any(one.detect(source.head) for one in CONTAINERS)


def read(source: Source) -> Found:
    if source.size > limits.MEDIA_FILE.most:
        refuse(limits.MEDIA_FILE)
    reader = id3 if _is_mp3(source) else next(x for x in CONTAINERS if x.detect(source.head))
    media = Media(media_type=_media_type(source))
    with source.open() as file:
        try:
            reader.read(media, Window(file=file, at=0, end=source.size))
        except Truncated:
            media.broken(media.media_type)
    return facts.found(media, source)


def _is_mp3(source: Source) -> bool:
    return source.head[:3] == b"ID3" or id3.is_stream(source.head)


def _media_type(source: Source) -> str:
    head = source.head
    if _is_mp3(source):
        return "audio/mpeg"
    if riff.detect(head):
        return riff.TYPES[head[8:12]]
    if aiff.detect(head):
        return "audio/aiff"
    if vorbis.detect(head):
        return "audio/flac" if head[:4] == b"fLaC" else "audio/ogg"
    if matroska.detect(head):
        return "video/x-matroska"
    return "video/x-flv" if flv.detect(head) else mp4.media_type(head)
