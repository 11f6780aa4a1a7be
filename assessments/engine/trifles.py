"""Words of an act that tell a trifle, or that ask no more of a tool, however far it goes."""

from __future__ import annotations

import re

from assessments.engine.held_files import normalise_words
from assessments.engine.rules_ownership import RuleValue


class Trifles(RuleValue):
    """Words of an edit that tell a trifle: every part of them is one of the expressions."""

    parts: str
    expressions: tuple[str, ...]
    preparations: tuple[str, ...]

    def is_only_readiness(self, words: str) -> bool:
        """Whether all that normalised words tell of a preparation lets a tool run."""
        told = [part.strip() for part in re.split(self.parts, words) if part.strip()]
        return bool(told) and all(
            any(re.search(pattern, part) for pattern in self.preparations) for part in told
        )

    def match(self, words: str) -> bool:
        """Whether all that normalised words tell are trifles."""
        told = [part.strip() for part in re.split(self.parts, words) if part.strip()]
        return bool(told) and all(
            any(re.fullmatch(pattern, part) for pattern in self.expressions) for part in told
        )


class AsksOfText(RuleValue):
    """What is asked of a tool with a text by hand: only to translate or to check it, or more."""

    translation: re.Pattern[str]
    rewriting: re.Pattern[str]

    def leaves_words(self, asked: str) -> bool:
        """Whether the words of a request leave those of the text as they were written."""
        words = normalise_words(asked)
        return bool(self.translation.search(words)) and not self.rewriting.search(words)
