"""The rules of ownership as typed values, and what every rule has in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from assessments.engine.codes import LayerKind, OwnershipBasis
from cases.record.schema import EvidenceKind, Kind

Authorities = tuple[str, ...]
ClauseOwner = Literal["author", "commissioner", "organisation", "producer", "shared"]
Carry = Literal["none", "weak", "fair", "strong"]
# What a clause waits for before it gives the rights; `begun` is the year from which it applies.
ClauseEvent = Literal["paid", "approved", "begun"]
CLAUSE_EVENTS: tuple[ClauseEvent, ...] = get_args(ClauseEvent)


class RuleValue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class AwaitedEvent(RuleValue):
    """How a clause names an event, and what exhibits that show it are described as."""

    named: str
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]

    @cached_property
    def name(self) -> re.Pattern[str]:
        return re.compile(self.named)

    def is_shown_by(self, words: str) -> bool:
        """Whether normalised words tell that it has happened, all of it."""
        is_told = re.search("|".join(self.shown), words)
        return bool(is_told) and not re.search("|".join(self.not_shown), words)


class ClauseRules(RuleValue):
    """How clauses of contracts say whose the copyright is; WHO stands for any of the words."""

    words: dict[ClauseOwner, tuple[str, ...]]
    letters: tuple[str, ...]
    both_letters: str
    named_beside: str
    side_makes: str
    side_orders: str
    forms: tuple[str, ...]
    events: tuple[str, ...]
    until: tuple[str, ...]
    starts: tuple[str, ...]
    uses: str
    awaited: dict[ClauseEvent, AwaitedEvent]
    sharing: tuple[str, ...]
    other_rights: tuple[str, ...]
    negations: tuple[str, ...]
    nothing_agreed: tuple[str, ...]
    not_concluded: tuple[str, ...]
    not_relied_on: tuple[str, ...]
    oral: tuple[str, ...]
    not_oral: tuple[str, ...]
    with_whom: tuple[str, ...]
    whole_circle: tuple[str, ...]
    numbers: tuple[str, ...]
    least_letters: int

    @cached_property
    def numbering(self) -> re.Pattern[str]:
        """What finds the numbers and headings of clauses."""
        return re.compile("|".join(self.numbers))

    @cached_property
    def forms_of(self) -> Mapping[ClauseOwner, re.Pattern[str]]:
        found: dict[ClauseOwner, re.Pattern[str]] = {"shared": re.compile("|".join(self.sharing))}
        for owner, words in self.words.items():
            who = "|".join(words)
            found[owner] = re.compile("|".join(self.forms).replace("WHO", f"(?:{who})"))
        return found

    @cached_property
    def letter_of(self) -> tuple[re.Pattern[str], ...]:
        """What finds each of the letters by which a contract calls its parties."""
        return tuple(map(re.compile, self.letters))

    @cached_property
    def circle(self) -> re.Pattern[str]:
        """What finds both letters together: both parties."""
        return re.compile(self.both_letters)

    @cached_property
    def event(self) -> re.Pattern[str]:
        """What finds that something gives the rights only when it has happened."""
        return re.compile("|".join(self.events))

    @cached_property
    def reserved(self) -> re.Pattern[str]:
        """What finds that the rights stay where they are until something has happened."""
        return re.compile("|".join(self.until))

    @cached_property
    def start(self) -> re.Pattern[str]:
        """What finds the year from which a clause applies, as a group."""
        return re.compile("|".join(self.starts))

    @cached_property
    def use(self) -> re.Pattern[str]:
        """What finds that a use is allowed."""
        return re.compile(self.uses)

    def awaited_in(self, words: str, expression: re.Pattern[str]) -> Iterator[ClauseEvent]:
        """What the passages that an expression finds in words wait for; payment if unnamed."""
        for found in expression.finditer(words):
            named = {e for e, rules in self.awaited.items() if rules.name.search(found[0])}
            yield from named or {"paid"}

    @cached_property
    def sentence_ends(self) -> re.Pattern[str]:
        """Where a sentence of a clause ends."""
        return re.compile(r"[。；!;\n]|\.(?!\d)")

    @cached_property
    def ends(self) -> re.Pattern[str]:
        """Where one statement of a clause ends and another begins."""
        return re.compile(r"[，。；！,;!\n]|\.(?!\d)|\b(?:and|but|while)\b|但|而")

    @cached_property
    def beside(self) -> re.Pattern[str]:
        """What finds that a statement is about something other than the copyright."""
        return re.compile("|".join(self.other_rights))

    @cached_property
    def denied(self) -> re.Pattern[str]:
        """What finds a negation just before the words."""
        return re.compile("|".join(self.negations))

    @cached_property
    def silent(self) -> re.Pattern[str]:
        """What finds that nothing was agreed on the copyright."""
        return re.compile("|".join(self.nothing_agreed))

    @cached_property
    def unconcluded(self) -> re.Pattern[str]:
        """What finds that a contract was not concluded, has ended, or is forged or disputed."""
        return re.compile("|".join((*self.not_concluded, *self.not_relied_on)))

    @cached_property
    def unreliable(self) -> re.Pattern[str]:
        """What finds that a contract is forged or disputed, has run out or is of another work."""
        return re.compile("|".join(self.not_relied_on))

    @cached_property
    def spoken(self) -> re.Pattern[str]:
        """What finds that something was agreed by word of mouth only."""
        return re.compile("|".join(self.oral))

    @cached_property
    def written(self) -> re.Pattern[str]:
        """What finds that it is said not to have been so."""
        return re.compile("|".join(self.not_oral))

    @cached_property
    def concluded_with(self) -> re.Pattern[str]:
        """What finds with whom a contract was concluded, as a group."""
        return re.compile("|".join(self.with_whom))

    @cached_property
    def all_parties(self) -> re.Pattern[str]:
        """What finds words for all the parties of a contract together."""
        return re.compile("|".join(self.whole_circle))


class OwnershipRules(RuleValue):
    """The articles of each basis, and the order in which bases that are met name the owner."""

    authority: dict[OwnershipBasis, Authorities]
    order: tuple[OwnershipBasis, ...]
    makers: tuple[str, ...]
    terms_in_question: tuple[str, ...]
    terms_taking: tuple[str, ...]
    software_kinds: tuple[str, ...]
    software_authority: dict[OwnershipBasis, Authorities]
    audiovisual_kinds: tuple[str, ...]
    separable_layers: tuple[LayerKind, ...]
    separable_tools: tuple[str, ...]
    will_actions: tuple[str, ...]
    approving_actions: tuple[str, ...]
    ghost_written_kinds: tuple[str, ...]
    press_kinds: tuple[str, ...]
    press_names: tuple[str, ...]
    press_names_perhaps: tuple[str, ...]
    no_press_names: tuple[str, ...]
    drawing_kinds: tuple[str, ...]
    drawing_names: tuple[str, ...]
    speech_names: tuple[str, ...]
    report_names: tuple[str, ...]
    autobiography_names: tuple[str, ...]
    tells_own_life: tuple[str, ...]
    has_died: tuple[str, ...]
    succeeds: tuple[str, ...]
    author_names: tuple[str, ...]
    ends_of_sentences: str
    adapted_layers: tuple[LayerKind, ...]
    adapted_into_text: tuple[str, ...]
    used_authority: Authorities
    of_makers: tuple[OwnershipBasis, ...]
    takers: tuple[OwnershipBasis, ...]
    proves_nothing: tuple[EvidenceKind, ...]
    names_shown_by: tuple[EvidenceKind, ...]
    earlier_works: tuple[str, ...]
    takes_it_back: tuple[str, ...]
    clauses: ClauseRules
    in_writing: tuple[EvidenceKind, ...]

    @cached_property
    def covering(self) -> re.Pattern[str]:
        """What finds that a contract covers what was made before it."""
        return re.compile("|".join(self.earlier_works), re.IGNORECASE)

    @cached_property
    def denying(self) -> re.Pattern[str]:
        """What finds that a sentence of a contract may say the contrary."""
        return re.compile("|".join(self.takes_it_back), re.IGNORECASE)

    @cached_property
    def press(self) -> re.Pattern[str]:
        """What finds that an organisation is one of those that art. 18(2)(2) names."""
        return _any_of(self.press_names)

    @cached_property
    def press_perhaps(self) -> re.Pattern[str]:
        """What finds a name that such an organisation may bear."""
        return _any_of(self.press_names_perhaps)

    @cached_property
    def no_press(self) -> re.Pattern[str]:
        """What finds that an organisation is said to be none of them."""
        return _any_of(self.no_press_names, PRESS="|".join(self.press_names))

    @cached_property
    def drawings(self) -> re.Pattern[str]:
        """What finds a drawing, map or diagram of art. 18(2)(1)."""
        return _any_of(self.drawing_names)

    @cached_property
    def speeches(self) -> re.Pattern[str]:
        """What finds that a text is a speech."""
        return _any_of(self.speech_names)

    @cached_property
    def reports(self) -> re.Pattern[str]:
        """What finds that a text may be a report that somebody gave."""
        return _any_of(self.report_names)

    @cached_property
    def autobiographies(self) -> re.Pattern[str]:
        """What finds that a text is autobiographical."""
        return _any_of(self.autobiography_names)

    @cached_property
    def own_life(self) -> re.Pattern[str]:
        """What finds that a work tells the life of the person of whom it is said."""
        return _any_of(self.tells_own_life)

    @cached_property
    def died(self) -> re.Pattern[str]:
        """What finds that somebody has died."""
        return _any_of(self.has_died)

    @cached_property
    def succeeding(self) -> re.Pattern[str]:
        """What finds that somebody succeeds to the rights of another."""
        return _any_of(self.succeeds)

    @cached_property
    def author_words(self) -> re.Pattern[str]:
        """What finds that a sentence speaks of the author."""
        return _any_of(self.author_names)

    @cached_property
    def sentence_ends(self) -> re.Pattern[str]:
        return re.compile(self.ends_of_sentences)


def _any_of(forms: tuple[str, ...], **words: str) -> re.Pattern[str]:
    joined = "|".join(forms)
    for name, value in words.items():
        joined = joined.replace(name, f"(?:{value})")
    return re.compile(joined)


class Presumption(RuleValue):
    """Authorship of whoever is named on a work that no generating tool made."""

    carries: Carry
    copies: frozenset[str]
    kinds_of_letters: frozenset[Kind]
    least_letters: int
    within_days: int
    authority: Authorities
