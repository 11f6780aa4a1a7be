"""Which of two outputs was made first, by conversation, time, file name or lost metadata.

Times without a zone or of a whole day are compared only where their uncertainty leaves an order.
Numbers in file names count only between names that are otherwise equal. As a last resort, a picture
with generation data precedes a copy that has none.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final, Literal

from assessments.likeness.items import PICTURE, Item, base_name

MAX_ZONE_GAP = dt.timedelta(
    hours=14
)  # offset of a time without a zone; offsets reach from UTC-12 to UTC+14
MIN_STEM = 3  # characters; a shorter stem begins too many other names
DIGITS = re.compile(r"[0-9]{1,18}")
OrderCode = Literal["time_order", "turn_order", "name_order", "suffix_order", "data_order"]
TIME: Final = "time_order"
TURN: Final = "turn_order"
NAME: Final = "name_order"
SUFFIX: Final = "suffix_order"
DATA: Final = "data_order"
# Settings of a generation that started from a picture, whose result may be the later one.
FROM_A_PICTURE = ("denoise", "denoising_strength", "strength")


@dataclass(frozen=True, slots=True)
class Order:
    """Whether an output is the earlier one, None where it is undecided, and the ground."""

    earlier: bool | None
    by: OrderCode | None = None


def order(one: Item, other: Item) -> Order:
    """Return whether `one` was made before `other`."""
    if one.turn and other.turn and (one.turn in other.ancestors or other.turn in one.ancestors):
        return Order(one.turn in other.ancestors, TURN)
    by_clock = _compare_clocks(one.at, other.at)
    if by_clock is not None:
        return Order(by_clock, TIME)
    names = base_name(one.name), base_name(other.name)
    grounds: tuple[tuple[OrderCode, bool | None], ...] = (
        (NAME, _compare_numbers(*names)),
        (SUFFIX, _compare_suffixes(*names)),
        (DATA, _compare_data(one, other)),
    )
    for by, earlier in grounds:
        if earlier is not None:
            return Order(earlier, by)
    return Order(None)


def sort_key(item: Item, place: int) -> tuple[bool, float, list[tuple[bool, int, str]], int]:
    """Return a sort key: known times first, then names in natural order, then as given."""
    moment = _parse_moment(item.at)
    seconds = _to_timestamp(moment[0]) if moment else 0.0
    return (moment is None, seconds, natural_key(base_name(item.name)), place)


@lru_cache(maxsize=4096)
def _parse_moment(value: str | None) -> tuple[dt.datetime, bool] | None:
    """Parse an ISO 8601 time; the flag tells whether it is only a day."""
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value.strip()), len(value.strip()) <= len("2024-06-30")
    except ValueError:
        return None


def _to_timestamp(moment: dt.datetime) -> float:
    zone = moment.tzinfo or dt.UTC
    try:
        return moment.replace(tzinfo=zone).timestamp()
    except (OverflowError, ValueError):
        return 0.0


def _compare_clocks(one: str | None, other: str | None) -> bool | None:
    first, second = _parse_moment(one), _parse_moment(other)
    if first is None or second is None:
        return None
    gap = _to_timestamp(second[0]) - _to_timestamp(first[0])
    open_gap = 0.0
    if (first[0].tzinfo is None) != (second[0].tzinfo is None):
        open_gap += MAX_ZONE_GAP.total_seconds()
    if first[1] or second[1]:
        open_gap += dt.timedelta(days=1).total_seconds()
        if first[1] and second[1]:
            open_gap = 0.0
    return gap > 0 if abs(gap) > open_gap else None


def is_earlier(one: str | None, other: str | None) -> bool:
    """Return whether a stated time is certainly before another."""
    return _compare_clocks(one, other) is True


def _compare_numbers(one: str, other: str) -> bool | None:
    """Compare the first number that differs, in names that differ only in numbers."""
    if DIGITS.sub("0", one) != DIGITS.sub("0", other):
        return None
    for here, there in zip(DIGITS.findall(one), DIGITS.findall(other), strict=True):
        if int(here) != int(there):
            return int(here) < int(there)
    return None


def _compare_suffixes(one: str, other: str) -> bool | None:
    """Return whether a name is earlier because another one extends it behind a separator."""
    here, there = PurePosixPath(one).stem, PurePosixPath(other).stem
    if _extends_name(here, there) or _extends_name(there, here):
        return len(here) < len(there)
    return None


def _extends_name(short: str, long: str) -> bool:
    rest = long.removeprefix(short) if len(short) >= MIN_STEM else long
    return rest not in ("", long) and not (rest[0].isascii() and rest[0].isalnum())


def _compare_data(one: Item, other: Item) -> bool | None:
    """Return whether a picture is earlier because the other one has lost its generation data."""
    if one.kind != PICTURE or bool(one.prompt) == bool(other.prompt):
        return None
    made, bare = (one, other) if one.prompt else (other, one)
    if bare.generator or bare.parameters or _started_from_picture(made):
        return None
    if any(item.fingerprint is None or item.fingerprint.flat for item in (made, bare)):
        return None  # flat pictures match by chance
    return made is one


def _started_from_picture(item: Item) -> bool:
    """Return whether a generation started from a picture, which may be the other one."""
    shares = [item.parameters.get(name) for name in FROM_A_PICTURE]
    return bool(item.inputs) or any(share is not None and share != 1 for share in shares)


def natural_key(name: str) -> list[tuple[bool, int, str]]:
    """Return a key by which names are in the order of the numbers in them."""
    parts = re.split(r"([0-9]{1,18})", name)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
