"""ChatGPT's export as a web page, `chat.html`, which assigns the conversations to `jsonData`.

Nothing of the page is executed; the JSON list is read as in `conversations.json`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from assessments.intake.core import limits
from assessments.intake.core.source import Source

MEDIA_TYPE = "text/html"
MAX_SEARCHED = 512 * limits.KIB  # the styles of the page stand before the list
HTML_MARKS = (b"<!doctype html", b"<html")
LIST = re.compile(rb"\bjsonData\s{0,8}=\s{0,8}(?=\[)")


def detect(source: Source) -> bool:
    """Return whether a file is a web page that assigns a list to `jsonData`."""
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return head.startswith(HTML_MARKS) and _find_list(source) is not None


def _find_list(source: Source) -> int | None:
    """Return the offset of the list in bytes; None where there is none."""
    with source.open() as file:
        match = LIST.search(file.read(MAX_SEARCHED))
    return match.end() if match else None


@contextmanager
def open_list(source: Source) -> Iterator[BinaryIO]:
    """Open the page from the list on."""
    with source.open() as file:
        file.seek(_find_list(source) or 0)
        yield io.BufferedReader(_FileTail(file))


class _FileTail(io.RawIOBase):
    """A view of a file that begins at its current position."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self._start = file, file.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET:
            offset += self._start
        return self._file.seek(offset, whence) - self._start

    def tell(self) -> int:
        return self._file.tell() - self._start

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
