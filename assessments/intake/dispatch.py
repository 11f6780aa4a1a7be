"""Which reader takes which file: by its first bytes and structure, never by its name.

The list is ordered: the first reader whose `detect` is true reads the file alone. Readers of
pictures and archives know their magic bytes; readers of plain text come last, because they have
none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessments.intake import (
    archives,
    code_history,
    conversations,
    documents,
    images,
    media,
    sidecars,
)
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source


@dataclass(frozen=True, kw_only=True)
class Reader:
    """`detect` must be cheap (first bytes, member names); `read` may raise `Rejected`."""

    name: str
    detect: Callable[[Source], bool]
    read: Callable[[Source], Extracted]


READERS: tuple[Reader, ...] = (
    Reader(name="images", detect=images.detect, read=images.read),
    Reader(name="conversations", detect=conversations.detect, read=conversations.read),
    Reader(name="pages", detect=conversations.detect_page, read=conversations.read_page),
    Reader(name="documents", detect=documents.detect, read=documents.read),
    Reader(name="audio_video", detect=media.detect, read=media.read),
    Reader(name="code_history", detect=code_history.detect, read=code_history.read),
    Reader(name="archives", detect=archives.detect, read=archives.read),
    Reader(name="sidecars", detect=sidecars.detect, read=sidecars.read),
    Reader(name="text", detect=documents.detect_text, read=documents.read_text),
)


def reader_of(source: Source) -> Reader | None:
    """The reader for a file; None where no reader knows its format."""
    return next((reader for reader in READERS if reader.detect(source)), None)
