"""The people and organisations of a record by their roles, and the contracts between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assessments.engine.case import Case
from cases.record import Contract, CreationRecord, Party


class People:
    """The parties and contracts of a case; a machine is nobody who could own a work."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.record: CreationRecord = case.record
        self.rules = case.rules.ownership
        self.humans = [p for p in self.record.parties if p.kind != "machine"]
        self.by_id = {party.id: party for party in self.record.parties}

    def with_role(self, *roles: str) -> list[Party]:
        return [p for p in self.humans if p.role in roles or set(p.roles) & set(roles)]

    def contracts(self, *kinds: str) -> list[Contract]:
        return [contract for contract in self.record.contracts if contract.kind in kinds]

    @cached_property
    def makers(self) -> list[Party]:
        """Those who made the work; where no role says so, those who took its steps."""
        acting = {step.by for step in self.case.appraiser.steps if step.by}
        return self.with_role(*self.rules.makers) or [
            p for p in self.humans if p.id in acting and p.role != "tool_provider"
        ]


def ids(items: Sequence[Party] | Sequence[Contract]) -> tuple[str, ...]:
    return tuple(item.id for item in items)
