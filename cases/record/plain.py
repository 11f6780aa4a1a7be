"""Plain data: mappings that keep repeated names, the traversal, and the checks of values.

Both notations (`reading.py`, `yaml_data.py`) use this module.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from cases.record.limits import LIMITS
from cases.record.problems import InvalidRecord, Problem

# Outside the characters of YAML 1.2.2 (5.1, c-printable) and not accepted by PostgreSQL or PDF: C0
# and C1 controls, surrogates, and the noncharacters U+FFFE and U+FFFF.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class MappingWithRepeats(dict[str, Any]):
    """A mapping with repeated names, which keeps their first values."""

    names: tuple[str, ...] = ()


def refusal(code: str, /, **params: object) -> InvalidRecord:
    """Return the error for one problem of the file as a whole."""
    return InvalidRecord([Problem(field="", code=code, params=params)])


def build_mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a mapping from pairs; repeated names are kept for `find_faults`."""
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    first = MappingWithRepeats()
    again: dict[str, None] = {}
    for name, value in pairs:
        if name in first:
            again[name] = None
        else:
            first[name] = value
    first.names = tuple(again)
    return first


def parse_whole_number(digits: str) -> int:
    """Parse a whole number of at most `LIMITS.digits` digits; raises `InvalidRecord`."""
    if len(digits) > LIMITS.digits:
        raise refusal("number_too_long", limit=LIMITS.digits)
    return int(digits)


def find_faults(data: Any) -> list[Problem]:
    """Return repeated names, forbidden characters and infinite numbers in plain data."""
    found: list[Problem] = []
    for count, (place, value) in enumerate(walk(data)):
        if count >= LIMITS.values:
            raise refusal("too_many_values", limit=LIMITS.values)
        if isinstance(value, str):
            found += find_character_faults(place, value)
        elif isinstance(value, dict):
            found += _find_name_faults(place, value)
        elif isinstance(value, float) and not math.isfinite(value):
            found.append(Problem(field=place, code="number_not_finite"))
    return found


def walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value with its place, in the order of the file, without recursion.

    Raises `InvalidRecord` beyond `LIMITS.depth`.
    """
    waiting: list[tuple[str, Any, int]] = [("", data, 1)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > LIMITS.depth:
            raise refusal("too_deep", limit=LIMITS.depth)
        yield place, value
        if isinstance(value, dict):
            children = [(join_place(place, name), child) for name, child in value.items()]
        elif isinstance(value, list):
            children = [(f"{place}[{n}]", child) for n, child in enumerate(value)]
        else:
            continue
        waiting.extend((where, child, depth + 1) for where, child in reversed(children))


def join_place(place: str, name: str) -> str:
    """Append the name of a field to a place."""
    shown = shorten_text(FORBIDDEN.sub("\ufffd", name))
    return f"{place}.{shown}" if place else shown


def shorten_text(text: str) -> str:
    """Shorten a text to `LIMITS.quoted` characters."""
    return text if len(text) <= LIMITS.quoted else text[: LIMITS.quoted - 1] + "…"


def find_character_faults(place: str, text: str) -> list[Problem]:
    """Return the first forbidden character of a text as a problem."""
    match = FORBIDDEN.search(text)
    if match is None:
        return []
    character = f"U+{ord(match.group()):04X}"
    params = {"character": character, "position": match.start() + 1}
    return [Problem(field=place, code="control_character", params=params)]


def _find_name_faults(place: str, value: dict[str, Any]) -> list[Problem]:
    found = [
        fault for name in value for fault in find_character_faults(join_place(place, name), name)
    ]
    if isinstance(value, MappingWithRepeats):
        found += [
            Problem(field=join_place(place, name), code="duplicate_key") for name in value.names
        ]
    return found
