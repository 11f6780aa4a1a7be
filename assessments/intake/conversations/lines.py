"""JSON lines: a file with one JSON object on each line, as programs log what is said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, BinaryIO

from assessments.intake.conversations import walker
from assessments.intake.conversations.conversation import as_mapping
from assessments.intake.conversations.shapes import SHAPES, Shape
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem

MAX_FIRST_LINE = limits.MIB
SEARCHED_LINES = 60  # among which a line shows which program wrote the file
BOM = b"\xef\xbb\xbf"
# Visual Studio Code logs a session as its first state and the changes to it.
STATE, SET, PUSH = 0, 1, 2
MAX_ENTRIES = 100_000


def is_lines(file: BinaryIO) -> bool:
    """Return whether a file begins with a JSON object on a line of its own and another below."""
    start = file.read(MAX_FIRST_LINE).removeprefix(BOM).lstrip()
    file.seek(0)
    line, newline, rest = start.partition(b"\n")
    if not newline or line[:1] != b"{" or line.rstrip()[-1:] != b"}":
        return False
    return rest.lstrip()[:1] == b"{" and _parse(line) is not None


def _parse(line: bytes) -> Mapping[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def read(file: BinaryIO, problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of the lines; what cannot be read is added to the problems."""
    damaged: list[int] = []
    number = 0
    while line := file.readline(limits.EXPORT_LINE.value + 1):
        number += 1
        if len(line) > limits.EXPORT_LINE.value:
            problems.append(over_limit(limits.EXPORT_LINE))
            while line and not line.endswith(b"\n"):
                line = file.readline(limits.EXPORT_LINE.value)
            continue
        plain = line.removeprefix(BOM).strip(b"\0 \t\r\n,")
        value = _parse(plain) if plain else None
        if value is not None:
            yield value
        elif plain and len(damaged) < MAX_ENTRIES:
            damaged.append(number)
    if damaged:
        problems.append(problem("lines_damaged", count=len(damaged), first=damaged[0]))


def find_shape(
    values: Iterator[Mapping[str, Any]],
) -> tuple[Shape | None, Iterator[Mapping[str, Any]]]:
    """Return the shape that the first lines show by its own signs, and all lines."""
    begun = list(islice(values, SEARCHED_LINES))
    text = json.dumps(begun).encode()
    shapes = (
        shape for shape in SHAPES if shape.lines and all(sign in text for sign in shape.signs)
    )
    found = next((s for s in shapes if any(walker.detect(s, line) for line in begun)), None)
    return found, chain(begun, values)


def is_state_log(line: Mapping[str, Any]) -> bool:
    """Return whether a line is the first state of a session."""
    return line.get("kind") == STATE and "requests" in as_mapping(line.get("v"))


def replay(first: Mapping[str, Any], following: Iterator[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the last state of a session, after the changes that follow its first one."""
    state: Mapping[str, Any] = as_mapping(first.get("v"))
    for entry in islice(following, MAX_ENTRIES):
        value, path = entry.get("v"), entry.get("k")
        if entry.get("kind") == STATE and isinstance(value, dict):
            state = value
        elif isinstance(path, list) and path:
            _change(state, path, entry)
    return state


def _change(state: Any, path: list[Any], entry: Mapping[str, Any]) -> None:
    holder = state
    for name in path[:-1]:
        holder = _step(holder, name)
    last, value = path[-1], entry.get("v")
    if entry.get("kind") == PUSH and isinstance(listed := _step(holder, last), list):
        start = entry.get("i")
        if isinstance(start, int) and 0 <= start <= len(listed):
            del listed[start:]
        listed.extend(value if isinstance(value, list) else [])
    elif (
        entry.get("kind") == SET
        and isinstance(holder, dict)
        and isinstance(last, str)
        or entry.get("kind") == SET
        and isinstance(holder, list)
        and _is_place(holder, last)
    ):
        holder[last] = value


def _is_place(holder: list[Any], place: Any) -> bool:
    return isinstance(place, int) and 0 <= place < len(holder)


def _step(holder: Any, name: Any) -> Any:
    if isinstance(holder, dict) and isinstance(name, str):
        return holder.get(name)
    if isinstance(holder, list) and _is_place(holder, name):
        return holder[name]
    return None
