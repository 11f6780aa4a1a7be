"""The rules on what evidence carries as typed values (`rules/proof.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pydantic import Field

from assessments.engine.held_files import Form
from assessments.engine.rules_ownership import Authorities, Carry, Presumption, RuleValue
from cases.record.schema import EvidenceKind


class Sourced(RuleValue):
    """A rule with the articles that it applies and the decisions that illustrate it.

    A decision that is not in the library illustrates nothing and is not named.
    """

    authority: Authorities = ()
    illustrated_by: Authorities = ()


class CarriedOverEvidence(Sourced):
    dimension: str
    from_: str = Field(alias="from")


class ProofRules(Sourced):
    electronic_authority: Authorities
    electronic: frozenset[EvidenceKind]
    carries: dict[Carry, int]
    groups: dict[str, tuple[str, ...]]
    kinds: dict[str, dict[str, Carry]]
    editable: tuple[str, ...]
    not_of_letters: tuple[str, ...]
    not_of_generators: tuple[str, ...]
    not_of_stills: tuple[str, ...]
    editable_carries: Carry
    cannot_be: Mapping[EvidenceKind, frozenset[Form]]
    shows_result: Mapping[EvidenceKind, frozenset[Form]]
    result_carries: int
    undated_carries: Carry
    carried_over: tuple[CarriedOverEvidence, ...]
    presumption: Presumption

    @cached_property
    def kinds_of_the_time(self) -> frozenset[str]:
        """Kinds of evidence that carry less when they were made later."""
        return frozenset(
            name
            for name, kind in self.kinds.items()
            if any(self.carries[kind["later"]] < self.carries[kind[group]] for group in self.groups)
        )

    @cached_property
    def _group_of(self) -> Mapping[str, str]:
        return {a: group for group, actions in reversed(self.groups.items()) for a in actions}

    def group_of(self, action: str) -> str | None:
        """The first group of facts that an act belongs to."""
        return self._group_of.get(action)
