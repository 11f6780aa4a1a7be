"""A ZIP archive that is written while it is read: neither memory nor disk holds it whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile


class _WriteBuffer:
    """What ZipFile writes to; it cannot go back, so nothing is ever changed afterwards."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """ZipFile asks for it; what waits is taken by `take`."""

    def take(self) -> bytes:
        data = b"".join(self._waiting)
        self._waiting.clear()
        return data


def zip_stream(members: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """The bytes of an archive of named members, each given as chunks."""
    outlet = _WriteBuffer()
    with ZipFile(cast(IO[bytes], outlet), "w", ZIP_DEFLATED) as archive:
        for name, chunks in members:
            with archive.open(name, "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield outlet.take()
    yield outlet.take()
