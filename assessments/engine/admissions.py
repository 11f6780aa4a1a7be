"""What the makers' own words say against the labels of their record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assessments.engine.clauses import clauses_in
from assessments.engine.held_files import normalise_words
from assessments.prompts.expressions import Expression

Admission = Literal[
    "machine",
    "copied",
    "copied_text",
    "copied_perhaps",
    "technical",
    "performed",
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
NOTHING = "(?!)"  # an expression that matches nothing
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
    beside_text: str
    within: str
    of_input: str
    asides: tuple[str, ...]
    hearsay: str
    refutes: str
    composes: str
    kinds: dict[Admission, tuple[str, ...]]

    @cached_property
    def generator(self) -> re.Pattern[str]:
        """What finds a known generator in a name that is normalised."""
        return re.compile(rf"(?<![a-z0-9])(?:{self._generators})(?![a-z])")

    @property
    def _generators(self) -> str:
        return "|".join(map(re.escape, self.known_generators))

    @cached_property
    def _kinds(self) -> Mapping[Admission, _Kind]:
        return {kind: _Kind(texts, self) for kind, texts in self.kinds.items()}

    def with_names(self, text: str, generators: bool = True) -> str:
        """An expression with names in place of GENERATOR and OTHER; NOTHING for no generator."""
        names = rf"(?<![a-z])(?:{self._generators})(?![a-z])" if generators else NOTHING
        return text.replace("OTHER", self.other).replace("GENERATOR", names)

    def has_name(self, words: str) -> bool:
        """Whether the letters of a known generator's name stand anywhere in words."""
        return any(name in words for name in self.known_generators)

    def _join(self, texts: Iterable[str]) -> re.Pattern[str]:
        return re.compile(self.with_names("|".join(texts)))

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
    def _asides(self) -> _Kind:
        return _Kind(self.asides, self)

    @cached_property
    def _hearsay(self) -> _Kind:
        return _Kind((self.hearsay,), self)

    @cached_property
    def _refutes(self) -> re.Pattern[str]:
        return re.compile(self.refutes)

    @cached_property
    def _composes(self) -> re.Pattern[str]:
        return re.compile(self.composes)

    @cached_property
    def _of_input(self) -> re.Pattern[str]:
        return re.compile(self.of_input)

    @cached_property
    def _beside_text(self) -> re.Pattern[str]:
        return re.compile(self.beside_text)

    @cached_property
    def _by_person(self) -> re.Pattern[str]:
        return re.compile(self.by_person)

    def __hash__(self) -> int:
        return id(self)

    def read(self, text: str | None) -> Admissions:
        """What words of a record admit; words on the subject of a work admit nothing."""
        return self._find_once(text, True) if text and text.strip() else NONE

    def without_asides(self, clause: str, whole: str | None = None) -> str:
        """A clause of a record without words that take nothing from anybody.

        What others only said stays where `whole` is given and does not speak against it.
        """
        clause = self._asides.without(clause)
        is_open = whole is not None and not self._refutes.search(whole)
        return clause if is_open else self._hearsay.without(clause)

    def read_of_exhibit(self, text: str | None) -> Admissions:
        """What words on an exhibit admit: it is no work, and has no subject."""
        return self._find_once(text, False) if text and text.strip() else NONE

    def read_of_input(self, text: str | None) -> Admissions:
        """What words that stand elsewhere in a record admit of its input."""
        words = normalise_words(text or "")
        clauses = clauses_in(words, self._clause)
        return NONE.union(*(self.read(c) for c in clauses if self._of_input.search(c)))

    def without_what_stands_beside(self, text: str | None) -> str:
        """Words on a text without the clauses on its cover, its pictures or a translation of it."""
        clauses = list(clauses_in(normalise_words(text or ""), self._clause))
        left = [c for c in clauses if not self._beside_text.search(c)]
        return (text or "") if len(left) == len(clauses) else ", ".join(left)

    def is_of_whole(self, text: str | None) -> bool:
        """Whether words speak of all of a work and name nothing that was done by hand."""
        words = normalise_words(text or "")
        return bool(self._wholly.search(words)) and not self._by_hand.search(words)

    @cached_property
    def _find_once(self) -> Callable[[str, bool], Admissions]:
        return lru_cache(maxsize=2000)(self._find)  # a record is read again for every supposition

    def _find(self, text: str, has_subject: bool) -> Admissions:
        words = normalise_words(text)
        if not any(kind.can_match(words) for kind in self._kinds.values()):
            return NONE
        found: set[Admission] = set()
        is_technical = True
        for sentence in self._sentence.split(words):
            of_subject = False  # a clause goes on about the subject of the one before it
            for clause in clauses_in(sentence, self._clause):
                if has_subject:
                    clause = self.without_asides(clause)
                until = len(clause)
                if has_subject:
                    until = self.start_of_subject(clause, of_subject)
                    of_subject = until < len(clause)
                found |= self._of_clause(clause, until)
                is_technical = is_technical and self._kinds["technical"].matches(clause)
        if not is_technical:
            found.discard("technical")  # something else was done, too
        if self._composes.search(words):
            found.discard("performed")
        if self._by_person.search(words):
            found.discard("nobodys_input")
        return frozenset(found)

    def start_of_subject(self, clause: str, of_subject: bool) -> int:
        """Where a clause begins to tell what the work is about; its length where it does not.

        `of_subject`: the clause before it did, and this one goes on unless it comes back.
        """
        if of_subject and not self._resumes.search(clause):
            return 0
        subject = None if self._of_work.search(clause) else self._subject.search(clause)
        return subject.start() if subject else len(clause)

    def _of_clause(self, clause: str, until: int) -> set[Admission]:
        """What a clause admits before the words that name the subject of the work."""
        found = {
            kind
            for kind, expressions in self._kinds.items()
            if any(
                match.start() < until
                and not self._is_negated(match, kind)
                and not (kind in OF_MACHINE and self._is_of_object(match))
                for match in expressions.find_all(clause)
            )
        }
        if found & OF_OTHERS and self._own.search(clause):
            found -= OF_OTHERS
        if "prompt" in found:
            found.discard("machine")  # it wrote the prompt, not the work
        return found

    def _is_of_object(self, match: re.Match[str]) -> bool:
        """Whether a machine made what a person worked on: a face that was painted over."""
        words = match.string
        rest = f"{words[: match.start()]} | {words[match.end() :]}"
        return bool(self._by_hand.search(rest)) and bool(self._of_object.search(words))

    def negates(self, words: str) -> bool:
        """Whether words end in a negation of what follows them."""
        return bool(self._negation.search(words))

    def _is_negated(self, match: re.Match[str], kind: Admission) -> bool:
        if self.negates(match.string[: match.start()]):
            return True
        return kind != "absent" and bool(self._within.search(match[0]))


class _Kind:
    """The expressions of one kind of admission, joined where one of them matches a clause.

    Each is compiled when a clause first has a word that it needs; a clause without any name of a
    generator is read by expressions without these names, which are most of what is to be compiled.
    """

    def __init__(self, texts: Iterable[str], rules: AdmissionRules) -> None:
        self._rules = rules
        self._expressions = tuple(map(Expression, texts))
        self._compiled = cache(self._compile)

    def can_match(self, words: str) -> bool:
        return any(each.can_match(words) for each in self._expressions)

    def matches(self, clause: str) -> bool:
        """Whether any expression matches anywhere in a clause."""
        texts = [each.text for each in self._expressions if each.can_match(clause)]
        has_name = bool(texts) and self._rules.has_name(clause)
        return any(self._compiled(text, has_name).search(clause) for text in texts)

    def without(self, clause: str) -> str:
        """A clause with a semicolon in place of whatever any expression matches."""
        if not self.matches(clause):
            return clause
        whole = "|".join(each.text for each in self._expressions)
        return self._compiled(whole, self._rules.has_name(clause)).sub(";", clause)

    def find_all(self, clause: str) -> Iterator[re.Match[str]]:
        if self.matches(clause):
            whole = "|".join(each.text for each in self._expressions)
            yield from self._compiled(whole, self._rules.has_name(clause)).finditer(clause)

    def _compile(self, text: str, has_name: bool) -> re.Pattern[str]:
        return re.compile(self._rules.with_names(text, generators=has_name))
