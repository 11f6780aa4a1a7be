"""What title, summary and notes of a record tell of the work as a whole, read by expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal

from assessments.engine.clauses import clauses_in
from assessments.engine.held_files import normalise_words
from assessments.engine.rules_ownership import RuleValue
from cases.record import CreationRecord

Told = Literal[
    "nobody_perceived", "others_perceived", "official_text", "bare_facts", "unofficial_translation"
]


class ToldRules(RuleValue):
    """Expressions, looked for in small letters within one statement, by what they tell."""

    ends: str
    negations: tuple[str, ...]
    kinds: dict[Told, tuple[str, ...]]

    @cached_property
    def _patterns(self) -> Mapping[Told, re.Pattern[str]]:
        return {kind: re.compile("|".join(words)) for kind, words in self.kinds.items()}

    @cached_property
    def _ends(self) -> re.Pattern[str]:
        return re.compile(self.ends)

    @cached_property
    def _negation(self) -> re.Pattern[str]:
        return re.compile("|".join(self.negations))

    def read(self, record: CreationRecord) -> frozenset[Told]:
        """What the makers' own words tell; those of a decider stand for themselves."""
        if record.appraiser == "decider":
            return frozenset()
        return _read(self, "\n".join((record.title, record.summary or "", record.notes or "")))

    def __hash__(self) -> int:
        return id(self)

    def find(self, text: str) -> frozenset[Told]:
        return frozenset(
            kind
            for statement in map(normalise_words, clauses_in(text, self._ends))
            for kind, pattern in self._patterns.items()
            if any(
                not self._negation.search(statement[: found.start()])
                for found in pattern.finditer(statement)
            )
        )


@lru_cache(maxsize=2000)
def _read(rules: ToldRules, text: str) -> frozenset[Told]:
    return rules.find(text)  # a record is read again for every supposition
