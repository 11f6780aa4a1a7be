"""A long text cut for the page, and its full length."""

from __future__ import annotations

from dataclasses import dataclass

MAX_EXCERPT_CHARS = 1200


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A text as it was typed, or its beginning where it is too long for the page."""

    text: str
    num_characters: int

    @property
    def cut(self) -> bool:
        return len(self.text) < self.num_characters


def excerpt(text: str | None, longest: int = MAX_EXCERPT_CHARS) -> Excerpt | None:
    if not text:
        return None
    return Excerpt(text=text if len(text) <= longest else text[:longest], num_characters=len(text))
