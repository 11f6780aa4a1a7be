"""Words that may speak against what a record says of a place; the words themselves are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assessments.engine.admissions import AdmissionRules
from assessments.engine.clauses import clauses_in
from assessments.engine.held_files import normalise_words
from assessments.prompts.expressions import Expression

Place = Literal[
    "exhibit",
    "hand_exhibit",
    "file",
    "contract",
    "step",
    "input",
    "notes",
    "hand_notes",
    "contribution",
    "hand_contribution",
]
OF_HAND = "hand_"  # of an exhibit, a record or a person without any run of a tool that generates
# Of what words are to speak; a run is one of a tool that generates, an input one's own.
ActKind = Literal["hand", "arrange", "run", "input"]
ACT_KINDS: tuple[ActKind, ...] = ("hand", "arrange", "run", "input")
ActNamed = Literal["write", "prompt", "draw", "choose"]
SENTENCE_ENDS = re.compile(r"[。；;！!？?\n]|\.(?!\d)")
NOBODY: frozenset[str] = frozenset()


class ContraryGroup(BaseModel):
    """Expressions of one reason, and where they speak."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    note: str
    places: tuple[Place, ...]
    acts: tuple[ActKind, ...] = ACT_KINDS
    works: tuple[str, ...] = ()
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    negatable: bool = True
    weighs: bool = True
    settled_by_lawyer: bool = True


@dataclass(frozen=True, slots=True)
class Contrary:
    """Words that may speak against something: as they stand, and whether they weigh by themselves.

    Those that do not weigh say of one exhibit that it shows less; another may show more.
    """

    quote: str
    weighs: bool
    of_file: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Normalised names of those who made what words are to show, and of other recorded persons."""

    makers: frozenset[str] = NOBODY
    others: frozenset[str] = NOBODY


class ContraryRules(BaseModel):
    """The expressions by which words that may speak against are found (rules/contrary.yaml)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    authority: tuple[str, ...]
    ends: str
    names: dict[str, str]
    groups: dict[str, ContraryGroup]
    settings: frozenset[str]
    later_acts: str
    contract_named: str
    of_source: str
    only_paid: str
    acts_named: dict[ActNamed, str]

    def __hash__(self) -> int:
        return id(self)

    def expressions(self) -> Iterator[str]:
        """The words of every group, one expression each; GENERATOR still stands for names."""
        for group in self.groups.values():
            yield self._expand("|".join(group.words))

    def find(
        self,
        text: str,
        place: Place,
        act: ActKind | None,
        admissions: AdmissionRules,
        *,
        kind: str = "",
        names: Names = Names(),
        is_settled: bool = False,
    ) -> Contrary | None:
        """The first words of a text that may speak against an act of a kind.

        None: against whoever is to be shown, by the groups that speak of every kind of act.

        `kind`: of the work; `is_settled`: a lawyer wrote the text of an exhibit that was examined.
        """
        if not text.strip():
            return None
        return _find(self, text, place, act, admissions, kind, names, is_settled)

    def names_later_act(self, words: str) -> bool:
        """Whether words tell of an act that comes after the work by its nature, as of a notary."""
        return bool(self._later_acts.search(words))

    def without_parties(self, text: str) -> str:
        """Normalised words of a contract's description, its parties left out where it names it."""
        clauses = (normalise_words(clause) for clause in clauses_in(text, self._ends))
        return "; ".join(
            self._people.sub("", words) if self._contract_named.search(words) else words
            for words in clauses
        )

    def names_source(self, text: str) -> bool:
        """Whether a text tells of a work from which the recorded one was made."""
        return bool(self._of_source.search(normalise_words(text)))

    def names_only_payment(self, text: str) -> bool:
        """Whether a part is told of payment, purchase or organisation only (Regulations art. 3)."""
        return bool(self._only_paid.search(normalise_words(text)))

    def acts_in(self, text: str) -> frozenset[ActNamed]:
        """The creating acts that a text names."""
        words = normalise_words(text)
        return frozenset(act for act, found in self._acts.items() if found.search(words))

    def _expand(self, text: str) -> str:
        for name, words in self.names.items():
            text = text.replace(name, words)
        return text

    @cached_property
    def _later_acts(self) -> re.Pattern[str]:
        return re.compile(self.later_acts)

    @cached_property
    def _contract_named(self) -> re.Pattern[str]:
        return re.compile(self._expand(self.contract_named))

    @cached_property
    def _people(self) -> re.Pattern[str]:
        return re.compile(self._expand(r"PEOPLE|\b(?:SOMEBODY)\b"))

    @cached_property
    def _of_source(self) -> re.Pattern[str]:
        return re.compile(self.of_source)

    @cached_property
    def _only_paid(self) -> re.Pattern[str]:
        return re.compile(self.only_paid)

    @cached_property
    def _acts(self) -> Mapping[ActNamed, re.Pattern[str]]:
        return {act: re.compile(words) for act, words in self.acts_named.items()}

    @cached_property
    def _ends(self) -> re.Pattern[str]:
        return re.compile(self.ends)

    def compiled(self, admissions: AdmissionRules) -> tuple[_Group, ...]:
        """The groups with their expressions; compiled when a text first has a word they need."""
        return _compiled(self, admissions)

    def look(
        self,
        text: str,
        groups: tuple[_Group, ...],
        names: Names,
        admissions: AdmissionRules,
        has_subject: bool,
    ) -> Contrary | None:
        """The first words for which one of the groups speaks, those that weigh before others.

        `has_subject`: what words say that the work is about says nothing of how it was made.
        """
        whole = normalise_words(text)
        speaking = [g for g in groups if g.can_match(whole) and not g.is_lifted_by(whole)]
        lighter = None
        for clause, words in self._clauses(text, admissions, has_subject) if speaking else ():
            words = _masked(words, names)
            for group in speaking:
                if not group.speaks_in(words, admissions):
                    continue
                if group.rules.weighs:
                    return Contrary(clause, True)
                lighter = lighter or Contrary(clause, False)
        return lighter

    def _clauses(
        self, text: str, admissions: AdmissionRules, has_subject: bool
    ) -> Iterator[tuple[str, str]]:
        """Every clause as it stands, and its normalised words on how something was made."""
        for sentence in SENTENCE_ENDS.split(text):
            of_subject = False
            for clause in clauses_in(sentence, self._ends):
                words = normalise_words(clause)
                if has_subject:
                    words = admissions.without_asides(words, normalise_words(text))
                until = admissions.start_of_subject(words, of_subject) if has_subject else None
                of_subject = until is not None and until < len(words)
                yield clause, words[:until]


class _Group:
    def __init__(self, rules: ContraryGroup, owner: ContraryRules, names: AdmissionRules) -> None:
        self.rules = rules
        self._text = Expression(owner._expand("|".join(rules.words)))
        self._owner, self._names = owner, names

    def can_match(self, words: str) -> bool:
        return self._text.can_match(words)

    def is_lifted_by(self, words: str) -> bool:
        """Whether anything in a whole text makes the words harmless."""
        return self._lifting is not None and bool(self._lifting.search(words))

    def speaks_in(self, clause: str, admissions: AdmissionRules) -> bool:
        """Whether the words stand in a clause that neither takes them back nor says otherwise."""
        if not self._text.can_match(clause):
            return False
        if self._unless is not None and self._unless.search(clause):
            return False
        return any(
            not (self.rules.negatable and admissions.negates(clause[: found.start()]))
            for found in self._words.finditer(clause)
        )

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return self._compile(self.rules.words)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return self._compile(self.rules.unless) if self.rules.unless else None

    @cached_property
    def _lifting(self) -> re.Pattern[str] | None:
        words = self.rules.unless_anywhere
        return self._compile(words) if words else None

    def _compile(self, texts: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(self._names.with_names(self._owner._expand("|".join(texts))))


@lru_cache(maxsize=4)
def _compiled(rules: ContraryRules, admissions: AdmissionRules) -> tuple[_Group, ...]:
    return tuple(_Group(group, rules, admissions) for group in rules.groups.values())


@lru_cache(maxsize=4000)
def _find(
    rules: ContraryRules,
    text: str,
    place: Place,
    act: ActKind | None,
    admissions: AdmissionRules,
    kind: str,
    names: Names,
    is_settled: bool,
) -> Contrary | None:
    groups = tuple(
        group
        for group in rules.compiled(admissions)
        if {place, place.removeprefix(OF_HAND)} & set(group.rules.places)
        and (act in group.rules.acts if act else group.rules.acts == ACT_KINDS)
        and (not group.rules.works or kind in group.rules.works)
        and not (is_settled and group.rules.settled_by_lawyer)
    )
    has_subject = "exhibit" not in place and place not in ("file", "contract")
    return rules.look(text, groups, names, admissions, has_subject)


def _masked(words: str, names: Names) -> str:
    """Words with the makers called "i" and other recorded persons called "otherparty"."""
    if names.makers:
        words = _any_of(names.makers).sub("i", words)
    return _any_of(names.others).sub("otherparty", words) if names.others else words


@lru_cache(maxsize=500)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest))})(?![a-z])")
