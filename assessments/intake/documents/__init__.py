"""Documents and layered pictures: what they say, who changed what and when, which layers there are.

One reader per kind of file, each with the marks it knows itself by; text comes last of all.
"""

from __future__ import annotations

from types import ModuleType

from assessments.intake.core.report import Found
from assessments.intake.core.source import Source
from assessments.intake.documents import layered, office, opendocument, pdf, psd, rtf, text

KINDS: tuple[ModuleType, ...] = (psd, pdf, rtf, office, opendocument, layered)

__all__ = ["detect", "detect_text", "read", "read_text"]


def detect(source: Source) -> bool:
    return any(kind.detect(source) for kind in KINDS)


def read(source: Source) -> Found:
    found: Found = next(kind for kind in KINDS if kind.detect(source)).read(source)
    return found


def detect_text(source: Source) -> bool:
    return text.detect(source)


def read_text(source: Source) -> Found:
    return text.read(source)
