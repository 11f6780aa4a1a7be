"""Which reader takes which file: by its first bytes and structure, never by its name.

The list is ordered: the first reader whose `detect` is true reads the file alone. Readers of
pictures and archives know their magic bytes; readers of plain text come last, because they have
none.
"""

from __future__ import annotations

import encodings
import pkgutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import Any

from assessments.intake.core.report import Extracted, FileReport
from assessments.intake.core.source import Source

PACKAGE = "assessments.intake"
MODULES = (
    "images",
    "conversations",
    "documents",
    "media",
    "code_history",
    "known_formats",
    "archives",
    "run_logs",
    "saved_pages",
    "sidecars",
)
# From the bytes and the name of a member of an archive to its reading.
ReadMember = Callable[[bytes, str], FileReport]
# Libraries that a reader or writer imports for the first file that needs them, by themselves or
# through the standard library.
LIBRARIES = (
    "_strptime",
    "brotli",
    "c2pa",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "pypdf",
    "PIL.Image",
)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """`detect` must be cheap (first bytes, member names); `read` may raise `Rejected`."""

    name: str
    detect: Callable[[Source], bool]
    read: Callable[[Source], Extracted]


def readers(read_member: ReadMember) -> tuple[Reader, ...]:
    """All readers in their order; the one of archives reads each member with `read_member`."""

    def read_archive(source: Source) -> Extracted:
        from assessments.intake import archives

        return archives.read(source, read_member)

    def read_saved_page(source: Source) -> Extracted:
        from assessments.intake import saved_pages

        return saved_pages.read(source, read_member)

    return (
        _reader("images", "images"),
        _reader("run_logs", "run_logs"),
        _reader("conversations", "conversations"),
        _reader("pages", "conversations", detect="detect_page", read="read_page"),
        _reader("documents", "documents"),
        _reader("audio_video", "media"),
        _reader("code_history", "code_history"),
        _reader("known_formats", "known_formats"),
        Reader(name="archives", detect=partial(_call, "archives", "detect"), read=read_archive),
        Reader(
            name="saved_pages", detect=partial(_call, "saved_pages", "detect"), read=read_saved_page
        ),
        _reader("sidecars", "sidecars"),
        _reader("html", "documents", detect="detect_page", read="read_page"),
        _reader("text", "documents", detect="detect_text", read="read_text"),
    )


def reader_of(source: Source, readers: Iterable[Reader]) -> Reader | None:
    """The reader for a file; None where no reader knows its format."""
    return next((reader for reader in readers if reader.detect(source)), None)


def import_readers() -> None:
    """Import what any file may need, for a process that forks a child for each file.

    A confined child may not be able to import anything (`confinement`).
    """
    for module in MODULES:
        import_module(f"{PACKAGE}.{module}")
    for library in LIBRARIES:
        import_module(library)
    for codec in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):  # those of other systems
            import_module(f"encodings.{codec.name}")
    import_module("PIL.Image").init()  # its formats


def _reader(name: str, module: str, *, detect: str = "detect", read: str = "read") -> Reader:
    """A reader whose module is imported when a file comes to it that none before it took."""
    return Reader(
        name=name, detect=partial(_call, module, detect), read=partial(_call, module, read)
    )


def _call(module: str, function: str, source: Source) -> Any:
    return getattr(_module(module), function)(source)


@cache
def _module(name: str) -> ModuleType:
    """A module of readers; asking the import system takes as long as looking at a small file."""
    return import_module(f"{PACKAGE}.{name}")
