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
    "others",
    "others_hand",
    "absent",
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
OF_MACHINE: Admissions = frozenset({"machine", "machine_input"})
# What is said of the makers' own earlier work takes nothing from them.
OF_OTHERS: Admissions = frozenset(
    {"copied", "copied_text", "copied_perhaps", "stock", "prompt", "others_input"}
)


class AdmissionRules(BaseModel):
    """The expressions by which words are read (rules/admissions.yaml)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    known_generators: tuple[str, ...]
    other: str
    sentences: str
    clauses: str
    subject: str
    of_work: str
    resumes: str
    by_hand: str
    of_object: str
    wholly: str
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
    def _sentence(self) -> re.Pattern[str]:
        return re.compile(self.sentences)

    @cached_property
    def _subject(self) -> re.Pattern[str]:
        return re.compile(self.subject)

    @cached_property
    def _of_work(self) -> re.Pattern[str]:
        return re.compile(self.of_work)

    @cached_property
    def _resumes(self) -> re.Pattern[str]:
        return re.compile(self.resumes)

    @cached_property
    def _by_hand(self) -> re.Pattern[str]:
        return re.compile(self.by_hand)

    @cached_property
    def _of_object(self) -> re.Pattern[str]:
        return self._join((self.of_object,))

    @cached_property
    def _wholly(self) -> re.Pattern[str]:
        return re.compile(self.wholly)

    @cached_property
    def _of_input(self) -> re.Pattern[str]:
        return re.compile(self.of_input)

    @cached_property
    def _by_person(self) -> re.Pattern[str]:
        return re.compile(self.by_person)

    def read(self, text: str | None) -> Admissions:
        """What words of a record admit; words on the subject of a work admit nothing."""
        return self._find_once(text, True) if text and text.strip() else NONE

    def read_of_exhibit(self, text: str | None) -> Admissions:
        """What words on an exhibit admit: it is no work, and has no subject."""
        return self._find_once(text, False) if text and text.strip() else NONE

    def read_of_input(self, text: str | None) -> Admissions:
        """What words that stand elsewhere in a record admit of its input."""
        words = normalise_words(text or "")
        clauses = (clause.strip() for clause in self._clause.split(words))
        return NONE.union(*(self.read(c) for c in clauses if self._of_input.search(c)))

    def is_of_whole(self, text: str | None) -> bool:
        """Whether words speak of all of a work and name nothing that was done by hand."""
        words = normalise_words(text or "")
        return bool(self._wholly.search(words)) and not self._by_hand.search(words)

    @cached_property
    def _find_once(self) -> Callable[[str, bool], Admissions]:
        return lru_cache(maxsize=2000)(self._find)  # a record is read again for every supposition

    def _find(self, text: str, has_subject: bool) -> Admissions:
        words = normalise_words(text)
        found: set[Admission] = set()
        is_technical = True
        for sentence in self._sentence.split(words):
            of_subject = False  # a clause goes on about the subject of the one before it
            for clause in filter(None, map(str.strip, self._clause.split(sentence))):
                of_subject = of_subject and not self._resumes.search(clause)
                is_of_work = not has_subject or self._of_work.search(clause)
                subject = None if is_of_work else self._subject.search(clause)
                until = 0 if of_subject else subject.start() if subject else len(clause)
                of_subject = of_subject or subject is not None
                found |= self._of_clause(clause, until)
                is_technical &= bool(self._patterns["technical"].search(clause))
        if not is_technical:
            found.discard("technical")  # something else was done, too
        if self._by_person.search(words):
            found.discard("nobodys_input")
        return frozenset(found)

    def _of_clause(self, clause: str, until: int) -> set[Admission]:
        """What a clause admits before the words that name the subject of the work."""
        of_own = bool(self._own.search(clause))
        found = {
            kind
            for kind, pattern in self._patterns.items()
            if not (of_own and kind in OF_OTHERS)
            and any(
                match.start() < until
                and not self._is_negated(match, kind)
                and not (kind in OF_MACHINE and self._is_of_object(match))
                for match in pattern.finditer(clause)
            )
        }
        if "prompt" in found:
            found.discard("machine")  # it wrote the prompt, not the work
        return found

    def _is_of_object(self, match: re.Match[str]) -> bool:
        """Whether a machine made what a person worked on: a face that was painted over."""
        words = match.string
        rest = f"{words[: match.start()]} | {words[match.end() :]}"
        return bool(self._by_hand.search(rest)) and bool(self._of_object.search(words))

    def _is_negated(self, match: re.Match[str], kind: Admission) -> bool:
        if self._negation.search(match.string[: match.start()]):
            return True
        return kind != "absent" and bool(self._within.search(match[0]))
