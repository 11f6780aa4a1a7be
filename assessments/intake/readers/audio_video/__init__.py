"""Sound and film: what their containers say; the sound and the pictures themselves are not read.

Marks: the first bytes of RIFF, AIFF, FLAC, Ogg, Matroska, FLV, MP4 and QuickTime, an ID3 tag, or a
frame of MP3. The project reads the containers by itself, because existing ones are too large, under
another licence, or pass over the AIGC chunk of WAV.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.problems import raise_limit
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
from assessments.intake.core.window import Truncated, Window
from assessments.intake.readers.audio_video import (
    aiff,
    facts,
    flv,
    id3,
    matroska,
    mp4,
    riff,
    vorbis,
)
from assessments.intake.readers.audio_video.container import Media

CONTAINERS = (riff, aiff, vorbis, matroska, flv, mp4)

MEDIA_TYPES = (
    *riff.TYPES.values(),
    "audio/aiff",
    "audio/flac",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "video/mp4",
    "video/quicktime",
    "video/webm",
    "video/x-flv",
    "video/x-matroska",
)
SAMPLES = (
    "evidence-cases/wangp.mp4",
    "evidence-cases/comfy-tts.mp3",
    "evidence-cases/credentials.flac",
    "intake/labelled/wav_aigc_chunk.wav",
    "intake/labelled/mkv_simpletag.mkv",
)
__all__ = ["MEDIA_TYPES", "SAMPLES", "detect", "read"]


def detect(source: Source) -> bool:
    return (
        source.head[:3] == b"ID3"
        or _is_mp3(source)
        or any(reader.detect(source.head) for reader in CONTAINERS)
    )


def _behind_tag(source: Source) -> bytes:
    """The first bytes behind an ID3 tag at the beginning; programs put one before FLAC as well."""
    size = id3.tag_size(source.head)
    if size + 4 <= len(source.head):
        return source.head[size : size + 4]
    with source.open() as file:
        file.seek(size)
        return file.read(4)


def read(source: Source) -> Extracted:
    if source.size > limits.MEDIA_FILE.value:
        raise_limit(limits.MEDIA_FILE)
    head = source.head
    containers = (container for container in CONTAINERS if container.detect(head))
    media = Media(media_type=_media_type(source))
    reader = id3 if _is_mp3(source) else vorbis if _is_flac(source) else next(containers)
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        try:
            if reader is vorbis and head[:3] == b"ID3":
                id3.tag(media, window)
            reader.read(media, window)
        except Truncated:
            media.report_truncated(media.media_type)
    return facts.extract(media, source)


def _is_mp3(source: Source) -> bool:
    if source.head[:3] == b"ID3":
        return not _is_flac(source)
    return id3.is_stream(source.head)


def _is_flac(source: Source) -> bool:
    return source.head[:3] == b"ID3" and _behind_tag(source) == b"fLaC"


def _media_type(source: Source) -> str:
    head = source.head
    if head[:3] == b"ID3":
        return "audio/flac" if _is_flac(source) else "audio/mpeg"
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
