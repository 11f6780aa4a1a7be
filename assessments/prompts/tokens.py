"""The words of a prompt with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["word", "boundary", "syntax", "exclude", "number"]


@dataclass(slots=True)
class Token:
    """A word, a boundary between phrases, or syntax; a word without groups is unknown."""

    start: int
    end: int
    mark: Mark
    base: str = ""
    groups: tuple[str, ...] = ()
    form: str = "base"  # base, s, ing, ed
    han: bool = False
