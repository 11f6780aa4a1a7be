"""Readers of documents and layered pictures: text, tracked changes with author and time, layers.

There is one module for each format; each recognises its files by their first bytes or members.
Plain text has no signature, so `detect_text` is tried last.
"""

from __future__ import annotations

from types import ModuleType

from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
from assessments.intake.documents import html, layered, office, opendocument, pdf, psd, rtf, text

KINDS: tuple[ModuleType, ...] = (psd, pdf, rtf, office, opendocument, layered)

__all__ = ["detect", "detect_page", "detect_text", "read", "read_page", "read_text"]


def detect(source: Source) -> bool:
    """Return whether one of the readers recognises the file."""
    return any(kind.detect(source) for kind in KINDS)


def read(source: Source) -> Extracted:
    """Read the file with the first reader that recognises it."""
    found: Extracted = next(kind for kind in KINDS if kind.detect(source)).read(source)
    return found


def detect_page(source: Source) -> bool:
    """Return whether the file is a page in HTML."""
    return html.detect(source)


def read_page(source: Source) -> Extracted:
    """Read a page that is no conversation and no log of a generator."""
    return html.read(source)


def detect_text(source: Source) -> bool:
    """Return whether the file is text in a supported encoding."""
    return text.detect(source)


def read_text(source: Source) -> Extracted:
    """Read plain text, Markdown, a pasted conversation or a git log."""
    return text.read(source)
