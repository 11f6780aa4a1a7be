"""Detects the media type of a file from its first bytes.

Nothing is unpacked or decoded, so that a request can afford it; the reader of the whole file may
correct the type. The name of the file is never used.
"""

from __future__ import annotations

# Kinds of which a small picture can be made, by their beginning, and those among them of which not.
SHOWN = (
    "image/",
    "video/",
    "application/pdf",
    "application/x-krita",
    "application/x-procreate",
    "application/x-figma",
    "application/x-sketch",
    "application/vnd.openxmlformats-officedocument.",
)
NOT_SHOWN = ("image/svg+xml", "image/jxl", "image/x-xcf")
UNKNOWN = "application/octet-stream"
HEAD_BYTES = 4096
# Signatures: PNG (5.2), JPEG (ITU-T T.81, SOI marker), GIF87a and GIF89a, TIFF 6.0 (section 2),
# "Adobe Photoshop File Formats Specification", ISO 32000-2 (7.5.2), ZIP APPNOTE (4.3.7, 4.3.16),
# ID3v2.4 (3.1), FLAC (RFC 9639), Ogg (RFC 3533, 6), EBML (RFC 8794), FLV, gitformat-bundle.
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
# Form types of a RIFF file, at offset 8.
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}


def can_be_shown(media_type: str) -> bool:
    """Return whether a small picture can be made of a file of this kind."""
    return media_type.startswith(SHOWN) and media_type not in NOT_SHOWN


def media_type_of(head: bytes) -> str:
    """Return the media type that the first bytes of a file show."""
    for magic, kind in MAGICS:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF":
        return RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":  # ISO/IEC 14496-12, 4.3
        from assessments.intake.containers import isobmff
        from assessments.intake.readers.audio_video import mp4

        return isobmff.picture_type(head) or mp4.media_type(head)
    return _detect_text(head)


def _detect_text(head: bytes) -> str:
    if not head or b"\0" in head or not _is_utf8(head):
        return UNKNOWN
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "application/json" if opening in (b"{", b"[") else "text/plain"


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head may end within a character of up to four bytes.
        return len(head) >= HEAD_BYTES and error.start >= len(head) - 3
    return True
