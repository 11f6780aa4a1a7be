"""What plain data is: mappings that remember repeated names, the walk over it, its faults.

Shared by the two notations (`reading.py`, `yaml_data.py`); knows neither.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from cases.record.limits import LIMITS
from cases.record.problems import InvalidRecord, Problem

# What YAML itself may not write, and what no database or PDF takes: C0 and C1 controls,
# half a surrogate pair, and the two non-characters.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Repeated(dict[str, Any]):
    """A mapping that named these fields more than once; the first value is kept."""

    names: tuple[str, ...] = ()


def refuse(code: str, /, **params: object) -> InvalidRecord:
    return InvalidRecord([Problem(field="", code=code, params=params)])


def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping out of pairs; what is named twice is remembered, not silently replaced."""
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    first = Repeated()
    again: dict[str, None] = {}
    for name, value in pairs:
        if name in first:
            again[name] = None
        else:
            first[name] = value
    first.names = tuple(again)
    return first


def whole_number(digits: str) -> int:
    if len(digits) > LIMITS.digits:
        raise refuse("number_too_long", limit=LIMITS.digits)
    return int(digits)


def faults(data: Any) -> list[Problem]:
    """Everything wrong with plain data as such: repeated names, control characters, numbers."""
    found: list[Problem] = []
    for count, (place, value) in enumerate(walk(data)):
        if count >= LIMITS.values:
            raise refuse("too_many_values", limit=LIMITS.values)
        if isinstance(value, str):
            found += character_faults(place, value)
        elif isinstance(value, dict):
            found += _name_faults(place, value)
        elif isinstance(value, float) and not math.isfinite(value):
            found.append(Problem(field=place, code="number_not_finite"))
    return found


def walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Every value with its place, in the order of the file, without recursion."""
    waiting: list[tuple[str, Any, int]] = [("", data, 1)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > LIMITS.depth:
            raise refuse("too_deep", limit=LIMITS.depth)
        yield place, value
        if isinstance(value, dict):
            children = [(join(place, name), child) for name, child in value.items()]
        elif isinstance(value, list):
            children = [(f"{place}[{n}]", child) for n, child in enumerate(value)]
        else:
            continue
        waiting.extend((where, child, depth + 1) for where, child in reversed(children))


def join(place: str, name: str) -> str:
    shown = shorten(FORBIDDEN.sub("\ufffd", name))
    return f"{place}.{shown}" if place else shown


def shorten(text: str) -> str:
    return text if len(text) <= LIMITS.quoted else text[: LIMITS.quoted - 1] + "…"


def character_faults(place: str, text: str) -> list[Problem]:
    match = FORBIDDEN.search(text)
    if match is None:
        return []
    character = f"U+{ord(match.group()):04X}"
    params = {"character": character, "position": match.start() + 1}
    return [Problem(field=place, code="control_character", params=params)]


def _name_faults(place: str, value: dict[str, Any]) -> list[Problem]:
    found = [fault for name in value for fault in character_faults(join(place, name), name)]
    if isinstance(value, Repeated):
        found += [Problem(field=join(place, name), code="duplicate_key") for name in value.names]
    return found
