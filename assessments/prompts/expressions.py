"""Regular expressions of the rules, compiled when a text first has a word that they need.

`lexicon/expression_words.json` gives the alternatives of an expression and, for each, sets of
words: a text that it matches has a word of every set. `scripts/expression_words.py` derives them.
An expression that the file does not give is compiled at once: an old file costs time, no match.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "lexicon" / "expression_words.json"
Alternatives = list[list[list[str]]]
WITHOUT_WORDS: Alternatives = [[]]  # one alternative, which needs no word
TAKEN_FOR_I = str.maketrans("İı", "ii")  # by re.IGNORECASE


@dataclass(frozen=True)
class Expression:
    """An expression as it stands in a file, with the flags of `re`."""

    text: str
    flags: int = 0

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.text, self.flags)

    @cached_property
    def _words(self) -> Alternatives:
        return _words_by_expression().get(self.text, WITHOUT_WORDS)

    def can_match(self, folded: str) -> bool:
        """Whether a text in small letters (`fold`) has the words that the expression needs."""
        return any(
            all(any(word in folded for word in words) for words in sets) for sets in self._words
        )

    def compiled_for(self, text: str) -> re.Pattern[str] | None:
        """The expression to search a text with; None where it has not had to be compiled yet."""
        is_compiled = "_compiled" in self.__dict__
        return self._compiled if is_compiled or self.can_match(fold(text)) else None


@lru_cache(maxsize=64)  # every expression asks for the same few texts
def fold(text: str) -> str:
    """A text in the letters in which words are looked for."""
    return text.lower() if text.isascii() else text.translate(TAKEN_FOR_I).casefold()


@cache
def _words_by_expression() -> Mapping[str, Alternatives]:
    given: dict[str, Alternatives] = json.loads(FILE.read_text(encoding="utf-8"))
    return given
