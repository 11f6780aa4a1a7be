"""Clauses that expressions are looked for in, none so long that a search in it takes long.

What an expression takes can grow with the square of the text. Nobody writes a clause of so many
characters without any punctuation, so that a longer one is read in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_CLAUSE = 400  # characters


def clauses_in(text: str, ends: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands between the ends, without spaces around it; nothing that is empty."""
    for clause in ends.split(text):
        yield from _pieces(clause.strip())


def _pieces(clause: str) -> Iterator[str]:
    """Yield pieces of a clause of at most MAX_CLAUSE characters, cut at a space where one is."""
    start = 0
    while len(clause) - start > MAX_CLAUSE:
        space = clause.rfind(" ", start + 1, start + MAX_CLAUSE + 1)
        end = space if space > start else start + MAX_CLAUSE
        yield clause[start:end]
        start = end
    if rest := clause[start:]:
        yield rest
