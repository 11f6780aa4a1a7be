"""What the words of a prompt fix: its phrases marked, and the level of instruction they carry."""

from __future__ import annotations

from assessments.prompts.compare import content_of, contents_differ
from assessments.prompts.reader import beyond, combine, read_prompt
from assessments.prompts.reading import (
    LEVEL_WORDS,
    Detail,
    Level,
    Phrase,
    PhraseKind,
    PromptReading,
)

__all__ = [
    "LEVEL_WORDS",
    "Detail",
    "Level",
    "Phrase",
    "PhraseKind",
    "PromptReading",
    "beyond",
    "combine",
    "content_of",
    "contents_differ",
    "read_prompt",
]
