"""Sound and film: what their containers say; the sound and the pictures themselves are not read.

Each container has one reader, which recognises it by its first bytes. The project has readers of
its own, because existing ones are too large, under another licence, or pass over the AIGC chunk of
WAV.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.problems import raise_limit
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
from assessments.intake.core.window import Truncated, Window
from assessments.intake.media import aiff, facts, flv, id3, matroska, mp4, riff, vorbis
from assessments.intake.media.container import Media

CONTAINERS = (riff, aiff, vorbis, matroska, flv, mp4)

__all__ = ["detect", "read"]


def detect(source: Source) -> bool:
    return _is_mp3(source) or any(reader.detect(source.head) for reader in CONTAINERS)


def read(source: Source) -> Extracted:
    if source.size > limits.MEDIA_FILE.value:
        raise_limit(limits.MEDIA_FILE)
    head = source.head
    containers = (container for container in CONTAINERS if container.detect(head))
    reader = id3 if _is_mp3(source) else next(containers)
    media = Media(media_type=_media_type(source))
    with source.open() as file:
        try:
            reader.read(media, Window(file=file, at=0, end=source.size))
        except Truncated:
            media.report_truncated(media.media_type)
    return facts.extract(media, source)


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
