"""ChatGPT's export as a web page, `chat.html`: the conversations stand in it as one JSON list.

Trigger: a page in which `jsonData` is assigned a list. Nothing of the page is run; reading begins
at the list and ends with it, as it does in `conversations.json`.
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
SEARCHED = 512 * limits.KIB  # the page's own styles stand before the list
STARTS = (b"<!doctype html", b"<html")
LIST = re.compile(rb"\bjsonData\s{0,8}=\s{0,8}(?=\[)")


def detect(source: Source) -> bool:
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return head.startswith(STARTS) and _start(source) is not None


def _start(source: Source) -> int | None:
    """Where the list begins, in bytes."""
    with source.open() as file:
        match = LIST.search(file.read(SEARCHED))
    return match.end() if match else None


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The page from the list on."""
    with source.open() as file:
        file.seek(_start(source) or 0)
        yield io.BufferedReader(_Rest(file))


class _Rest(io.RawIOBase):
    """A file of which only the rest is seen, as if it began there."""

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
