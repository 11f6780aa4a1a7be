"""The history of source code in texts: the output of `git log`, and patches.

`read_text` takes what people paste or save as text; each commit becomes an edit.
"""

from __future__ import annotations

from collections.abc import Callable

from assessments.intake.code_history import log, patch
from assessments.intake.core.report import Extracted

__all__ = ["detect_text", "read_text"]


def detect_text(text: str) -> bool:
    """Return whether a text is the output of `git log`, or a patch."""
    return _reader_of(text) is not None


def read_text(text: str) -> Extracted:
    """Read the commits or the differences of a text for which `detect_text` is true."""
    reader = _reader_of(text)
    return reader(text) if reader else Extracted()


def _reader_of(text: str) -> Callable[[str], Extracted] | None:
    # A log may hold differences, and a mail may quote a log.
    if patch.detect_mail(text):
        return patch.read_mails
    if log.detect(text):
        return log.read
    return patch.read_difference if patch.detect_difference(text) else None
