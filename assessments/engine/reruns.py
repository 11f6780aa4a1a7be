"""Words of a run that tell of running a tool again, or of chance, whatever its labels say."""

from __future__ import annotations

import re
from functools import cached_property

from assessments.engine.held_files import normalise_words
from assessments.engine.rules_ownership import RuleValue
from cases.record import Step

Told = dict[tuple[str | None, str | None], tuple[bool, bool]]


class Examiners(RuleValue):
    """Names that name nobody, somebody close to a party or a program, of examiners and parties."""

    no_examiner: frozenset[str]
    kin_of_party: re.Pattern[str]
    no_person: re.Pattern[str]
    profession: re.Pattern[str]
    syllable: str
    program: re.Pattern[str]
    works_by_itself: re.Pattern[str]


class Reruns(RuleValue):
    """Words that tell of another run, words beside them of a change, and words of chance."""

    expressions: tuple[str, ...]
    unless: tuple[str, ...]
    chance: tuple[str, ...]

    @cached_property
    def _again(self) -> re.Pattern[str]:
        return re.compile("|".join(self.expressions))

    @cached_property
    def _otherwise(self) -> re.Pattern[str]:
        return re.compile("|".join(self.unless))

    def match(self, words: str) -> bool:
        """Whether normalised words tell of another run and of nothing that was changed for it."""
        return bool(self._again.search(words)) and not self._otherwise.search(words)

    @cached_property
    def _chance(self) -> re.Pattern[str]:
        return re.compile("|".join(self.chance))

    def read(self, step: Step, known: Told) -> tuple[bool, bool]:
        """Whether its makers' words of a step match, and whether they tell of chance.

        What was read of the same words stands in `known`: every supposition asks for it.
        """
        words = step.intent, step.criteria
        if words not in known:
            told = normalise_words(f"{step.intent or ''}; {step.criteria or ''}")
            known[words] = self.match(told), self.tells_of_chance(told)
        return known[words]

    def tells_of_chance(self, words: str) -> bool:
        """Whether normalised words say that a result came by itself, or not as it was wanted."""
        return bool(self._chance.search(words))
