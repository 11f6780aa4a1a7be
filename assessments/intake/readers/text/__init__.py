"""Plain text and Markdown: front matter, pasted conversations, git logs and patches, or its words.

Marks: the first bytes decode as UTF-8, UTF-16 or GB 18030 and hold no control characters. It is
asked last, because text has no signature. The AIGC label is the mapping `AIGC` of the front matter
(TC260-PG-20258A).
"""

from __future__ import annotations

from assessments.intake.documents.text import detect, read

MEDIA_TYPES = (
    "text/markdown",
    "text/plain",
    "text/x-git-log",
    "text/x-patch",
)
SAMPLES = (
    "readers/notes.md",
    "evidence-cases/git-log-stat.txt",
    "evidence-cases/0001-lantern.patch",
    "evidence-cases/cursor-export.md",
)
__all__ = ["MEDIA_TYPES", "SAMPLES", "detect", "read"]
