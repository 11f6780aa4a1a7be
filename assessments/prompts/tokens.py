"""The words of a prompt with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["word", "boundary", "syntax", "exclude", "number", "aside", "excluded"]


@dataclass(slots=True)
class Token:
    """A word, a boundary between phrases, or syntax; a word without groups is unknown.

    An aside asks for nothing; what is excluded is not to be there.
    """

    start: int
    end: int
    mark: Mark
    base: str = ""
    groups: tuple[str, ...] = ()
    form: str = "base"  # base, s, ing, ed
    han: bool = False
