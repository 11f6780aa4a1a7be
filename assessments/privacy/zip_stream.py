"""A ZIP archive that is written while it is read, never in memory or on disk as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile


class _WriteBuffer:
    """A write-only buffer for ZipFile: it cannot seek, so no byte changes after it was taken."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: ZipFile calls it, and `take` returns what was written."""

    def drain(self) -> bytes:
        """Return the bytes written since the last call, and forget them."""
        data = b"".join(self._waiting)
        self._waiting.clear()
        return data


def zip_stream(members: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield the bytes of an archive of members: (name, chunks of bytes)."""
    outlet = _WriteBuffer()
    with ZipFile(cast(IO[bytes], outlet), "w", ZIP_DEFLATED) as archive:
        for name, chunks in members:
            with archive.open(name, "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield outlet.drain()
    yield outlet.drain()
