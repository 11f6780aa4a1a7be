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
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import Any

from assessments.intake.core.report import Extracted, FileReport
from assessments.intake.core.source import Source

PACKAGE = "assessments.intake.readers"
# The folders of the readers, in the order in which they are asked.
DOCUMENTS = ("psd", "pdf", "rtf", "office", "opendocument", "layered")
ORDER = (
    "images",
    "run_logs",
    "conversations",
    "conversation_pages",
    *DOCUMENTS,
    "audio_video",
    "git_bundles",
    "known_formats",
    "archives",
    "saved_pages",
    "sidecars",
    "html",
    "text",
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
    """All readers in their order; none imports another, so some are given what they need of them.

    The one of archives reads each member with `read_member`.
    """
    by_name = {name: _reader(name) for name in ORDER}
    documents = [by_name[name] for name in DOCUMENTS]

    def is_document(member: Source) -> bool:
        return reader_of(member, documents) is not None

    def read_otherwise(source: Source) -> Extracted:
        others = [by_name[name] for name in ORDER[ORDER.index("conversations") + 1 :]]
        reader = reader_of(source, others)
        return reader.read(source) if reader else Extracted()

    given: dict[str, tuple[Callable[..., Any], ...]] = {
        "archives": (read_member, is_document),
        "saved_pages": (read_member,),
        "conversations": (read_otherwise,),
    }
    for name, functions in given.items():
        by_name[name] = replace(by_name[name], read=partial(_read_given, name, functions))
    return tuple(by_name.values())


def reader_of(source: Source, readers: Iterable[Reader]) -> Reader | None:
    """The reader for a file; None where no reader knows its format."""
    return next((reader for reader in readers if reader.detect(source)), None)


@cache
def media_types() -> frozenset[str]:
    """Every kind of file that a reader states."""
    return frozenset(kind for name in ORDER for kind in _folder(name).MEDIA_TYPES)


def import_readers() -> None:
    """Import what any file may need, for a process that forks a child for each file.

    A confined child may not be able to import anything (`confinement`).
    """
    for name in ORDER:
        _folder(name)
    for library in LIBRARIES:
        import_module(library)
    for codec in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):  # those of other systems
            import_module(f"encodings.{codec.name}")
    import_module("PIL.Image").init()  # its formats


def _reader(name: str) -> Reader:
    """A reader whose folder is imported when a file comes to it that none before it took."""
    return Reader(
        name=name, detect=partial(_call, name, "detect"), read=partial(_call, name, "read")
    )


def _call(name: str, function: str, source: Source) -> Any:
    return getattr(_folder(name), function)(source)


def _read_given(name: str, functions: tuple[Callable[..., Any], ...], source: Source) -> Any:
    return _folder(name).read(source, *functions)


@cache
def _folder(name: str) -> ModuleType:
    """A reader's package; asking the import system takes as long as looking at a small file."""
    return import_module(f"{PACKAGE}.{name}")
