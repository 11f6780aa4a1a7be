"""An export's conversations, one after the other, in the memory that one of them needs.

Knows JSON, not chats. Events come without their path: a path kept for every event would let a file
of nothing but brackets fill the memory. Depth and size are counted before a value is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Problem, Refused, beyond, problem, refuse

Events = Iterator[tuple[str, Any]]
LISTS = frozenset({"conversations", "data", "chats", "items"})  # keys that hold the list
STARTS = frozenset({"start_map", "start_array"})
ENDS = frozenset({"end_map", "end_array"})
BOM = b"\xef\xbb\xbf"
BUFFER = 64 * limits.KIB


class TooLarge:
    """Stands in the stream for a conversation that was passed over."""

    def __init__(self, limit: Limit) -> None:
        self.problem: Problem = beyond(limit)


def conversations(file: BinaryIO) -> Iterator[Any]:
    """Every top-level conversation object; `Refused` where the JSON breaks off."""
    if file.read(len(BOM)) != BOM:
        file.seek(0)
    events: Events = iter(ijson.basic_parse(file, use_float=True, buf_size=BUFFER))
    done = 0
    try:
        for item in _items(events):
            yield item
            done += 1
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise Refused(problem("export_damaged", kept=done)) from error


def _items(events: Events) -> Iterator[Any]:
    event, _ = next(events)
    if event == "start_array":
        yield from _elements(events)
    elif event == "start_map":
        yield from _wrapped(events)


def _elements(events: Events) -> Iterator[Any]:
    for event, value in events:
        if event == "end_array":
            return
        yield _built(events, event, value)


def _wrapped(events: Events) -> Iterator[Any]:
    """An object around the list of conversations, or one conversation by itself."""
    single: dict[str, Any] = {}
    listed = False
    for event, key in events:
        if event == "end_map":
            break
        event, value = next(events)
        if event == "start_array" and key in LISTS:
            listed = True
            yield from _elements(events)
        else:
            single[key] = _built(events, event, value)
    if not listed:
        yield next((one for one in single.values() if isinstance(one, TooLarge)), single)


def _built(events: Events, event: str, value: Any) -> Any:
    """The value that begins with this event, or `TooLarge` once it is past a bound."""
    if event not in STARTS:
        return value
    root: Any = {} if event == "start_map" else []
    stack: list[tuple[Any, str | None]] = []
    holder, key, left = root, None, limits.EXPORT_ITEM.most
    for event, value in events:
        # The commonest events first: an export of a gigabyte has tens of millions of them.
        if event == "map_key":
            key = value
            left -= len(value)
        elif event == "string":
            left -= len(value)
            _put(holder, key, value)
        elif event in ENDS:
            if not stack:
                return root
            holder, key = stack.pop()
        elif event in STARTS:
            if len(stack) >= limits.EXPORT_DEPTH.most:
                return _skipped(events, event, len(stack) + 1, limits.EXPORT_DEPTH)
            child: Any = {} if event == "start_map" else []
            _put(holder, key, child)
            stack.append((holder, key))
            holder = child
            left -= NODE_COST
        else:
            left -= NODE_COST
            _put(holder, key, value)
        if left < 0:
            # Where a child was just opened, it is the one level more.
            return _skipped(events, "", len(stack) + 1, limits.EXPORT_ITEM)
    return root


HOPELESS = 10_000  # levels; no export comes near, and to the end of such a value it may be far
NODE_COST = 64  # what a number, a list or an object weighs in memory, in characters of text


def _put(holder: Any, key: str | None, value: Any) -> None:
    if type(holder) is list:
        holder.append(value)
    else:
        holder[key] = value


def _skipped(events: Events, event: str, depth: int, limit: Limit) -> TooLarge:
    """Runs to the end of the value that is not built."""
    depth += (event in STARTS) - (event in ENDS)
    while depth > 0:
        if depth > HOPELESS:
            refuse(limits.EXPORT_DEPTH)
        event, _ = next(events)
        depth += (event in STARTS) - (event in ENDS)
    return TooLarge(limit)
