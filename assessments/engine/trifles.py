"""Words of an edit that tell a trifle, whatever is said of how far it goes."""

from __future__ import annotations

import re

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
