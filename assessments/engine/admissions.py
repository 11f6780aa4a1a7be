"""What the makers' own words say against the labels of their record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assessments.engine.held_files import normalise_words

Admission = Literal[
    "machine",
    "copied",
    "copied_text",
    "copied_perhaps",
    "technical",
    "stock",
    "order_of_itself",
    "prompt",
    "asks_for_prompt",
    "machine_input",
    "others_input",
    "others_subject",
    "nobodys_input",
    "trifling_input",
]
Admissions = frozenset[Admission]
NONE: Admissions = frozenset()
# What is said of the makers' own earlier work takes nothing from them.
OF_OTHERS: Admissions = frozenset(
    {"copied", "copied_text", "copied_perhaps", "stock", "prompt", "others_input"}
)


class AdmissionRules(BaseModel):
    """The expressions by which words are read (rules/admissions.yaml)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    known_generators: tuple[str, ...]
    other: str
    clauses: str
    negations: tuple[str, ...]
    own: tuple[str, ...]
    by_person: str
    within: str
    of_input: str
    kinds: dict[Admission, tuple[str, ...]]

    @cached_property
    def generator(self) -> re.Pattern[str]:
        """What finds a known generator in a name that is normalised."""
        return re.compile(rf"(?<![a-z0-9])(?:{self._generators})(?![a-z])")

    @property
    def _generators(self) -> str:
        return "|".join(map(re.escape, self.known_generators))

    @cached_property
    def _patterns(self) -> Mapping[Admission, re.Pattern[str]]:
        return {kind: self._join(patterns) for kind, patterns in self.kinds.items()}

    def _join(self, patterns: Iterable[str]) -> re.Pattern[str]:
        named = "|".join(patterns).replace("OTHER", self.other)
        return re.compile(named.replace("GENERATOR", rf"(?<![a-z])(?:{self._generators})(?![a-z])"))

    @cached_property
    def _clause(self) -> re.Pattern[str]:
        return re.compile(self.clauses)

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return self._join(self.own)

    @cached_property
    def _negation(self) -> re.Pattern[str]:
        return self._join(self.negations)

    @cached_property
    def _within(self) -> re.Pattern[str]:
        return re.compile(self.within)

    @cached_property
    def _of_input(self) -> re.Pattern[str]:
        return re.compile(self.of_input)

    @cached_property
    def _by_person(self) -> re.Pattern[str]:
        return re.compile(self.by_person)

    def read(self, text: str | None) -> Admissions:
        """What words of a record admit."""
        return self._find_once(text) if text and text.strip() else NONE

    def read_of_input(self, text: str | None) -> Admissions:
        """What words that stand elsewhere in a record admit of its input."""
        words = normalise_words(text or "")
        clauses = (clause.strip() for clause in self._clause.split(words))
        return NONE.union(*(self.read(c) for c in clauses if self._of_input.search(c)))

    @cached_property
    def _find_once(self) -> Callable[[str], Admissions]:
        return lru_cache(maxsize=2000)(self._find)  # a record is read again for every supposition

    def _find(self, text: str) -> Admissions:
        words = normalise_words(text)
        clauses = [c for c in map(str.strip, self._clause.split(words)) if c]
        found: set[Admission] = set()
        for clause in clauses:
            found |= self._of_clause(clause)
        technical = self._patterns["technical"]
        if not all(technical.search(clause) for clause in clauses):
            found.discard("technical")  # something else was done, too
        if self._by_person.search(words):
            found.discard("nobodys_input")
        return frozenset(found)

    def _of_clause(self, clause: str) -> set[Admission]:
        of_own = bool(self._own.search(clause))
        found = {
            kind
            for kind, pattern in self._patterns.items()
            if not (of_own and kind in OF_OTHERS)
            and any(not self._is_negated(match) for match in pattern.finditer(clause))
        }
        if "prompt" in found:
            found.discard("machine")  # it wrote the prompt, not the work
        return found

    def _is_negated(self, match: re.Match[str]) -> bool:
        before = match.string[: match.start()]
        return bool(self._negation.search(before) or self._within.search(match[0]))
