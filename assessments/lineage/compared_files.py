"""What of two files is compared: their texts, the answers of a conversation, films.

The page that shows a comparison takes the texts from the reports again, by the same functions, so
that nothing of a file is stored twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.evidence.models import FileReading, Original
from assessments.likeness.turns import choose_turns, join_turns

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ComparedTexts:
    """Two texts; of a conversation the answers that count, and what the person said in it."""

    source: str
    final: str
    turns: tuple[int, ...] = ()  # numbers of the answers among all answers, from 0
    messages: tuple[str, ...] = ()


def compared_texts(
    source: Json, final: Json, *, is_one_file: bool = False, turns: Sequence[int] | None = None
) -> ComparedTexts | None:
    """Return what is compared of two reports; None where one of them holds no text.

    A file with tracked changes is compared with itself as it was before them. `turns` are those
    that were chosen when the two were compared; without them they are chosen now.
    """
    text = text_of(final)
    if is_one_file:
        before = text_before_changes(final)
        return ComparedTexts(source=before, final=text) if before and text else None
    if not text:
        return None
    if not source.get("messages"):
        before = text_of(source)
        return ComparedTexts(source=before, final=text) if before else None
    answers, messages = _texts_by(source, "assistant"), _texts_by(source, "user")
    if not answers:
        return None
    chosen = choose_turns(answers, text) if turns is None else list(turns)
    return ComparedTexts(
        source=join_turns(answers, chosen),
        final=text,
        turns=tuple(chosen),
        messages=tuple(messages),
    )


def text_of(report: Json) -> str:
    """Return the text of a document; that of a conversation is no document."""
    return "" if report.get("messages") else str((report.get("extra") or {}).get("text") or "")


def text_before_changes(report: Json) -> str:
    """Return the text of a document before the changes that it tracks; empty without any."""
    return str((report.get("extra") or {}).get("text_before_changes") or "")


def is_film(original: Original) -> bool:
    """Return whether a file was read as a film."""
    try:
        found = original.reading.found
    except FileReading.DoesNotExist:
        return False
    return str((found or {}).get("media_type") or "").startswith("video/")


def _texts_by(report: Json, role: str) -> list[str]:
    messages = report.get("messages") or ()
    return [
        str(message["text"])
        for message in messages
        if message.get("role") == role and message.get("text")
    ]
