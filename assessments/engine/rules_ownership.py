"""The rules of ownership as typed values, and what every rule has in common."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assessments.engine.codes import LayerKind, OwnershipBasis
from cases.record.schema import EvidenceKind, Kind

Authorities = tuple[str, ...]
Carry = Literal["none", "weak", "fair", "strong"]


class RuleValue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class OwnershipRules(RuleValue):
    """The articles of each basis, and the order in which bases that are met name the owner."""

    authority: dict[OwnershipBasis, Authorities]
    order: tuple[OwnershipBasis, ...]
    makers: tuple[str, ...]
    terms_in_question: tuple[str, ...]
    terms_taking: tuple[str, ...]
    software_kinds: tuple[str, ...]
    software_authority: Authorities
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
