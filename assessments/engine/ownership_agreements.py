"""Which contracts stand where those between the same parties say different things.

The later one replaces the earlier one where both are dated and cover the same; otherwise neither
decides until somebody says which applies.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from cases.record import Contract

USING_KINDS = ("licence", "tool_terms")  # they allow a use and leave the owner as he is
GIVING_WORDS = ("organisation_owns", "commissioner_owns", "producer_owns", "shared")
DECIDING_WORDS = ("author_owns", *GIVING_WORDS)


@dataclass(frozen=True, kw_only=True)
class Agreements:
    """The contracts of a record, and what those between the same parties make of one another."""

    standing: tuple[Contract, ...]  # all; what a later one replaces is silent on the rights
    replaced: tuple[tuple[str, str], ...]  # ids: an earlier contract and the later one
    conflicting: frozenset[str]


def agreements(contracts: Sequence[Contract], late: Set[str] = frozenset()) -> Agreements:
    """Sort out contracts between the same parties; one made after the work replaces none."""
    replaced: dict[str, str] = {}
    disputed: list[tuple[str, str]] = []
    deciding = [
        c
        for c in contracts
        if c.kind not in USING_KINDS
        and c.says in DECIDING_WORDS
        and len(set(c.parties)) > 1
        and c.id not in late
    ]
    for contract, other in combinations(deciding, 2):
        if set(contract.parties) != set(other.parties) or _gives(contract) == _gives(other):
            continue
        if contract.on and other.on and contract.on != other.on and contract.scope == other.scope:
            earlier, later = (contract, other) if contract.on < other.on else (other, contract)
            replaced[earlier.id] = later.id
        else:
            disputed.append((contract.id, other.id))
    return Agreements(
        standing=tuple(
            c.model_copy(update={"says": "silent"}) if c.id in replaced else c for c in contracts
        ),
        replaced=tuple(replaced.items()),
        conflicting=frozenset(
            name for pair in disputed if not set(pair) & set(replaced) for name in pair
        ),
    )


def _gives(contract: Contract) -> str:
    """To whom, as far as it can be compared: between two, whoever did not make it is the other."""
    if contract.says in ("author_owns", "shared") or len(set(contract.parties)) > 2:
        return contract.says
    return "other"
