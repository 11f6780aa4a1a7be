"""Docket numbers among the rows: each is at one decision, or at instances of one proceedings.

A withdrawn decision gives its numbers up, so that an entry that was made twice can be withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from cases.decisions.models import Decision
from cases.decisions.models_parts import Docket
from cases.library.dockets import ListedNumber, listed_numbers, taken_problem
from cases.record import Problem


def taken_numbers(
    data: Mapping[str, Any], expected_slugs: frozenset[str] = frozenset()
) -> list[Problem]:
    """Return the numbers of a decision in plain data that another decision has already.

    `expected_slugs` has the slugs of decisions that the same transaction will write.
    """
    numbers = listed_numbers(data)
    listed = _others([number.key for number in numbers], {str(data.get("slug")), *expected_slugs})
    found = []
    for place, number in enumerate(numbers):
        taken = (o for o in listed if o.key == number.key and not number.may_share(o))
        other = next(taken, None)
        if other is not None:
            found.append(taken_problem(place, number, other))
    return found


def numbers_settle(
    decision: Decision, data: Mapping[str, Any], expected_slugs: frozenset[str] = frozenset()
) -> bool:
    """Update key and holder of each number of a decision; False where another one took it now."""
    rows = list(Docket.objects.filter(decision=decision))
    keys = [number.key for number in listed_numbers(data)]
    held = set(keys)
    if decision.status != "withdrawn":
        held = _held_elsewhere(decision, keys)
        # Others may have written since the caller looked: who holds a number must be one to share.
        if held and taken_numbers(data, expected_slugs):
            return False
    changed = []
    for row, key in zip(rows, keys, strict=True):
        before = (row.key, row.is_holder)
        row.key, row.is_holder = key, key not in held
        held.add(key)
        if before != (row.key, row.is_holder):
            changed.append(row)
    if not changed:
        return True
    try:
        with transaction.atomic():
            # First none of them, since two rows may change their numbers with each other.
            Docket.objects.filter(decision=decision).update(is_holder=False)
            Docket.objects.bulk_update(rows, ["key", "is_holder"])
    except IntegrityError:
        return False
    return True


def _held_elsewhere(decision: Decision, keys: Iterable[str]) -> set[str]:
    others = Docket.objects.filter(key__in=list(keys), is_holder=True).exclude(decision=decision)
    return set(others.order_by().values_list("key", flat=True))


def _others(keys: list[str], slugs: set[str]) -> list[ListedNumber]:
    rows = (
        Docket.objects.filter(key__in=keys)
        .exclude(decision__status="withdrawn")
        .exclude(decision__slug__in=slugs)
        .order_by("pk")
        .values_list("decision__slug", "number", "key", "decision__court_en", "court_en")
    )
    return [
        ListedNumber(
            slug=slug, number=number, key=key, deciding_court=deciding_court, own_court=own_court
        )
        for slug, number, key, deciding_court, own_court in rows
    ]
