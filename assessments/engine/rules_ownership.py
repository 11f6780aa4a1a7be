"""The rules of ownership as typed values, and what every rule has in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assessments.engine.codes import LayerKind, OwnershipBasis
from cases.record.schema import EvidenceKind, Kind

Authorities = tuple[str, ...]
ClauseOwner = Literal["author", "commissioner", "organisation", "producer", "shared"]
Carry = Literal["none", "weak", "fair", "strong"]


class RuleValue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ClauseRules(RuleValue):
    """How clauses of contracts say whose the copyright is; WHO stands for any of the words."""

    words: dict[ClauseOwner, tuple[str, ...]]
    forms: tuple[str, ...]
    sharing: tuple[str, ...]
    other_rights: tuple[str, ...]
    negations: tuple[str, ...]

    @cached_property
    def forms_of(self) -> Mapping[ClauseOwner, re.Pattern[str]]:
        found: dict[ClauseOwner, re.Pattern[str]] = {"shared": re.compile("|".join(self.sharing))}
        for owner, words in self.words.items():
            who = "|".join(words)
            found[owner] = re.compile("|".join(self.forms).replace("WHO", f"(?:{who})"))
        return found

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


class OwnershipRules(RuleValue):
    """The articles of each basis, and the order in which bases that are met name the owner."""

    authority: dict[OwnershipBasis, Authorities]
    order: tuple[OwnershipBasis, ...]
    makers: tuple[str, ...]
    terms_in_question: tuple[str, ...]
    terms_taking: tuple[str, ...]
    software_kinds: tuple[str, ...]
    software_authority: Authorities
    design_kinds: tuple[str, ...]
    designs: re.Pattern[str]
    deceased: re.Pattern[str]
    life_stories: re.Pattern[str]
    speeches: re.Pattern[str]
    no_agreement: re.Pattern[str]
    no_contract: re.Pattern[str]
    made_with: re.Pattern[str]
    audiovisual_kinds: tuple[str, ...]
    separable_layers: tuple[LayerKind, ...]
    separable_tools: tuple[str, ...]
    will_actions: tuple[str, ...]
    approving_actions: tuple[str, ...]
    ghost_written_kinds: tuple[str, ...]
    press_kinds: tuple[str, ...]
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


class Presumption(RuleValue):
    """Authorship of whoever is named on a work that no generating tool made."""

    carries: Carry
    copies: frozenset[str]
    kinds_of_letters: frozenset[Kind]
    least_letters: int
    within_days: int
    authority: Authorities
