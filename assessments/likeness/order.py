"""Which of two outputs came first, as far as anything says so: clock, conversation, file name.

Two clocks that name no zone, or only a day, settle less than they seem to: what they leave open
stays open. A number in a name counts only between names that are otherwise the same.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from assessments.likeness.items import Item, base

ZONES = dt.timedelta(hours=14)  # how far a time without a zone may lie from the world's
DIGITS = re.compile(r"[0-9]{1,18}")
TIME, TURN, NAME = "time_order", "turn_order", "name_order"


@dataclass(frozen=True, slots=True)
class Order:
    """`earlier` is True, False, or None where nothing says; `by` names what says it."""

    earlier: bool | None
    by: str | None = None


def order(one: Item, other: Item) -> Order:
    """Whether `one` came before `other`."""
    if one.turn and other.turn and (one.turn in other.ancestors or other.turn in one.ancestors):
        return Order(one.turn in other.ancestors, TURN)
    by_clock = _by_clock(one.at, other.at)
    if by_clock is not None:
        return Order(by_clock, TIME)
    by_name = _by_name(base(one.name), base(other.name))
    return Order(by_name, NAME) if by_name is not None else Order(None)


def sort_key(item: Item, place: int) -> tuple[bool, float, list[tuple[bool, int, str]], int]:
    """Known times first, then names with their numbers as numbers, then as given."""
    moment = _moment(item.at)
    seconds = _seconds(moment[0]) if moment else 0.0
    return (moment is None, seconds, _natural(base(item.name)), place)


@lru_cache(maxsize=4096)
def _moment(value: str | None) -> tuple[dt.datetime, bool] | None:
    """The moment and whether it is only a day."""
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value.strip()), len(value.strip()) <= len("2024-06-30")
    except ValueError:
        return None


def _seconds(moment: dt.datetime) -> float:
    zone = moment.tzinfo or dt.UTC
    try:
        return moment.replace(tzinfo=zone).timestamp()
    except (OverflowError, ValueError):
        return 0.0


def _by_clock(one: str | None, other: str | None) -> bool | None:
    first, second = _moment(one), _moment(other)
    if first is None or second is None:
        return None
    gap = _seconds(second[0]) - _seconds(first[0])
    open_gap = 0.0
    if (first[0].tzinfo is None) != (second[0].tzinfo is None):
        open_gap += ZONES.total_seconds()
    if first[1] or second[1]:
        open_gap += dt.timedelta(days=1).total_seconds()
        if first[1] and second[1]:
            open_gap = 0.0
    return gap > 0 if abs(gap) > open_gap else None


def _by_name(one: str, other: str) -> bool | None:
    """By the first number that differs, between names that differ in numbers only."""
    if DIGITS.sub("0", one) != DIGITS.sub("0", other):
        return None
    for here, there in zip(DIGITS.findall(one), DIGITS.findall(other), strict=True):
        if int(here) != int(there):
            return int(here) < int(there)
    return None


def _natural(name: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"([0-9]{1,18})", name)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
