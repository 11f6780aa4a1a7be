"""What kind of file this is, by its first bytes alone; whoever reads it whole may know better.

Cheap enough for a request: nothing is unpacked or decoded. A name never decides.
"""

from __future__ import annotations

from assessments.intake.containers import isobmff
from assessments.intake.media import mp4

UNKNOWN = "application/octet-stream"
HEAD = 4096
MAGICS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"FLV\x01", "video/x-flv"),
    (b"# v2 git bundle\n", "application/x-git-bundle"),
    (b"# v3 git bundle\n", "application/x-git-bundle"),
)
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}


def media_type_of(head: bytes) -> str:
    """The media type that the first bytes of a file show."""
    for magic, kind in MAGICS:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF":
        return RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return isobmff.picture_type(head) or mp4.media_type(head)
    return _text(head)


def _text(head: bytes) -> str:
    if not head or b"\0" in head or not _decodes(head):
        return UNKNOWN
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "application/json" if opening in (b"{", b"[") else "text/plain"


def _decodes(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head may end in the middle of a character.
        return len(head) >= HEAD and error.start >= len(head) - 3
    return True
