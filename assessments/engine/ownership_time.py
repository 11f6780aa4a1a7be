"""When contracts were made, beside the work: a contract speaks from its day on.

One of employment, commission or cooperation that was made after the work says nothing of it, unless
its recorded words cover what was made before. An assignment gives what is there on its day. None
gives anything before its day has come.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.engine.rules_ownership import OwnershipRules
from cases.record import Contract, CreationRecord, Step

MAKING = frozenset({"generate", "adjust", "edit", "write", "arrange"})
SENTENCE_ENDS = re.compile(r"[.;。；!！\n]")


@dataclass(frozen=True, kw_only=True)
class Times:
    """Ids of contracts by what their days and that of the work make of them."""

    future: frozenset[str]  # their day has not come
    after: frozenset[str]  # made after the work or a part of it, and not for what was made before
    dated: frozenset[str]  # known to speak of this work

    @property
    def late(self) -> frozenset[str]:
        return self.future | self.after


def times_of(record: CreationRecord, rules: OwnershipRules, today: dt.date | None) -> Times:
    """Compare the days of all contracts with those on which the work was made."""
    made = _days_of_making(record)
    began = min(made, default=None)
    making = _making(record)
    is_known = record.created_from is not None or (bool(making) and all(s.at for s in making))
    future, after, dated = set(), set(), set()
    for contract in record.contracts:
        if contract.on and today and contract.on > today:
            future.add(contract.id)
        elif contract.kind == "assignment":
            if contract.on:
                dated.add(contract.id)
        elif covers_earlier(contract, rules):
            dated.add(contract.id)
        elif contract.on and began and contract.on > began:
            after.add(contract.id)
        elif contract.on and began and is_known:
            dated.add(contract.id)
    return Times(future=frozenset(future), after=frozenset(after), dated=frozenset(dated))


def covers_earlier(contract: Contract, rules: OwnershipRules) -> bool:
    """Whether the recorded words of a contract say that it covers what was made before it."""
    sentences = (s for text in _words(contract) for s in SENTENCE_ENDS.split(text))
    return any(rules.covering.search(s) and not rules.denying.search(s) for s in sentences)


def _words(contract: Contract) -> Iterable[str]:
    return filter(None, (contract.scope, contract.clause))


def _making(record: CreationRecord) -> list[Step]:
    return [step for step in record.steps if step.action in MAKING]


def _days_of_making(record: CreationRecord) -> list[dt.date]:
    """Every day on which, as stated, some of the work was there or came into being."""
    published = record.published.on if record.published else None
    stated = [record.created_from, record.created_to, published]
    taken = [step.at for step in _making(record)]
    return [at.date() if isinstance(at, dt.datetime) else at for at in (*stated, *taken) if at]
