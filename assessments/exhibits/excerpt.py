"""The beginning of a long text, with the length of the whole."""

from __future__ import annotations

from dataclasses import dataclass

MAX_EXCERPT_CHARS = 1200


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A text as it was typed, or its beginning where the whole is too long for the page."""

    text: str
    num_characters: int

    @property
    def is_cut(self) -> bool:
        return len(self.text) < self.num_characters


def excerpt(text: str | None, max_chars: int = MAX_EXCERPT_CHARS) -> Excerpt | None:
    """Cut a text to `max_chars` characters; return None where there is no text."""
    if not text:
        return None
    return Excerpt(
        text=text if len(text) <= max_chars else text[:max_chars], num_characters=len(text)
    )
