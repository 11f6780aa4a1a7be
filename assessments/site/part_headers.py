"""The upload handler that reads the headers of a form's parts in whatever encoding they are.

A browser names files in UTF-8 as the pages are (RFC 7578, 5.1); a program may send the bytes of
its file system instead. Django drops a header that is not UTF-8, and with it the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from os.path import splitext
from typing import Any, BinaryIO

from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict
from django.utils.http import parse_header_parameters

from assessments.evidence.file_names import DEFAULT_NAME
from assessments.intake.core.charset import FALLBACKS

CHUNK = 64 * 1024  # bytes
MAX_EXTENSION = 40  # characters; a temporary file keeps it, and a file system allows 255 bytes
MAX_HEADERS = 1024  # bytes of one part; Django refuses more
HEADERS_END = b"\r\n\r\n"
# RFC 2231, which forms must not use (RFC 7578, 4.2): a charset may be named that is none.
EXTENDED = re.compile(r"\bfilename\*[^=;]*=", re.IGNORECASE)


class PartHeaders(FileUploadHandler):
    """Has the form parsed with all headers in UTF-8; the files are for the next handlers."""

    def handle_raw_input(  # type: ignore[override]
        self,
        input_data: BinaryIO,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """Return the fields and the files of the form."""
        assert self.request is not None
        others = [handler for handler in self.request.upload_handlers if handler is not self]
        body = _Body(input_data, b"--" + boundary)
        return _Parser(META, body, others, encoding).parse()  # type: ignore[arg-type]

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
        return None


class _Parser(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str:
        name = super().sanitize_file_name(file_name) or DEFAULT_NAME
        stem, extension = splitext(name)
        return name if len(extension) <= MAX_EXTENSION else f"{stem}{extension[:MAX_EXTENSION]}…"


class _Body:
    """The body of a form in which the headers of all parts are in UTF-8."""

    def __init__(self, source: BinaryIO, separator: bytes) -> None:
        self._pieces = _pieces(source, separator)

    def read(self, size: int = -1) -> bytes:
        """Return some of what is left, at least one byte unless this is the end."""
        return next(self._pieces, b"")


def _pieces(source: BinaryIO, separator: bytes) -> Iterator[bytes]:
    held, in_headers = b"", False
    while chunk := source.read(CHUNK):
        held += chunk
        while True:
            end = held.find(HEADERS_END if in_headers else separator)
            if end < 0:
                break
            end += 0 if in_headers else len(separator)
            yield _readable(held[:end]) if in_headers else held[:end]
            held, in_headers = held[end:], not in_headers
        if in_headers and len(held) <= MAX_HEADERS:
            continue  # the headers go on in the next chunk; longer ones are refused by Django
        in_headers = False
        begun = len(separator) - 1  # as much of a separator may stand at the end
        if len(held) > begun:
            yield held[:-begun]
            held = held[-begun:]
    if held:
        yield held


def _readable(headers: bytes) -> bytes:
    """Return headers in UTF-8, those with a charset that is none without it."""
    if len(headers) > MAX_HEADERS:
        return headers
    return b"\r\n".join(_readable_line(line) for line in headers.split(b"\r\n"))


def _readable_line(line: bytes) -> bytes:
    text = _decoded(line)
    try:
        for value in parse_header_parameters(text)[1].values():
            value.encode()
    except ValueError:
        text = EXTENDED.sub("filename=", text)
    return text.encode()


def _decoded(line: bytes) -> str:
    for encoding in FALLBACKS[:-1]:
        with suppress(UnicodeDecodeError):
            return line.decode(encoding)
    return line.decode(FALLBACKS[-1])
