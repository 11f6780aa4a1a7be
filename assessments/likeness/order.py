"""Which of two outputs came first, as far as anything says so: clock, conversation, file name.

Two clocks that name no zone, or only a day, settle less than they seem to: what they leave open
stays open. A number in a name counts only between names that are otherwise the same. Where nothing
else says, a picture with the data of its making came before one that lost them.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from assessments.likeness.items import PICTURE, Item, base

ZONES = dt.timedelta(hours=14)  # how far a time without a zone may lie from the world's
SHORTEST = 3  # characters: a shorter name begins too many others
DIGITS = re.compile(r"[0-9]{1,18}")
TIME, TURN, NAME = "time_order", "turn_order", "name_order"
SUFFIX, DATA = "suffix_order", "data_order"
# Marks of a generation that started from a picture: its result may be later than the other.
FROM_A_PICTURE = ("denoise", "denoising_strength", "strength")


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
    names = base(one.name), base(other.name)
    for by, earlier in (
        (NAME, _by_name(*names)),
        (SUFFIX, _by_suffix(*names)),
        (DATA, _by_data(one, other)),
    ):
        if earlier is not None:
            return Order(earlier, by)
    return Order(None)


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


def _by_suffix(one: str, other: str) -> bool | None:
    """A name that begins with the whole of another and goes on after a break is a version of it."""
    here, there = PurePosixPath(one).stem, PurePosixPath(other).stem
    if _goes_on(here, there) or _goes_on(there, here):
        return len(here) < len(there)
    return None


def _goes_on(short: str, long: str) -> bool:
    rest = long.removeprefix(short) if len(short) >= SHORTEST else long
    return rest not in ("", long) and not (rest[0].isascii() and rest[0].isalnum())


def _by_data(one: Item, other: Item) -> bool | None:
    """A copy that was edited by hand has lost what the generator wrote into the first file."""
    if one.kind != PICTURE or bool(one.prompt) == bool(other.prompt):
        return None
    made, bare = (one, other) if one.prompt else (other, one)
    if bare.generator or bare.parameters or _from_a_picture(made):
        return None
    if any(each.fingerprint is None or each.fingerprint.flat for each in (made, bare)):
        return None  # flat pictures are alike by chance
    return made is one


def _from_a_picture(item: Item) -> bool:
    """Whether a picture went in, so that the other may be what it started from."""
    shares = [item.parameters.get(name) for name in FROM_A_PICTURE]
    return bool(item.inputs) or any(share is not None and share != 1 for share in shares)


def _natural(name: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"([0-9]{1,18})", name)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
