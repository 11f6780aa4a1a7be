"""The top-level values of a JSON export, one at a time, in the memory of one of them.

`ijson.basic_parse` gives events without their path; a path for every event would let a file of
nested brackets fill the memory. Depth and size are checked before a value is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Problem, Rejected, over_limit, problem, raise_limit

Events = Iterator[tuple[str, Any]]
TITLES = ("title", "name", "topic", "chatTitle")
LISTS = frozenset(
    {"conversations", "data", "chats", "items", "media_posts"}
)  # keys of the list in a wrapping object
STARTS = frozenset({"start_map", "start_array"})
ENDS = frozenset({"end_map", "end_array"})
BOM = b"\xef\xbb\xbf"
BUFFER = 64 * limits.KIB


class SkippedConversation:
    """Stands in the stream for a conversation that exceeded a limit."""

    def __init__(self, limit: Limit) -> None:
        self.problem: Problem = over_limit(limit)


def conversations(file: BinaryIO) -> Iterator[Any]:
    """Yield every top-level value; raises `Rejected` where the JSON is truncated or malformed."""
    if file.read(len(BOM)) != BOM:
        file.seek(0)
    events: Events = iter(ijson.basic_parse(file, use_float=True, buf_size=BUFFER))
    done = 0
    try:
        for item in _iterate_items(events):
            yield item
            done += 1
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise Rejected(problem("export_damaged", kept=done)) from error


@dataclass(frozen=True, kw_only=True)
class Titled:
    """The title of an object whose list was yielded element by element; it comes behind them."""

    title: str


def _iterate_items(events: Events) -> Iterator[Any]:
    event, _ = next(events)
    if event == "start_array":
        yield from _iterate_elements(events)
    elif event == "start_map":
        yield from _iterate_wrapped(events)


def _iterate_elements(events: Events) -> Iterator[Any]:
    for event, value in events:
        if event == "end_array":
            return
        yield _build_value(events, event, value)


def _iterate_wrapped(events: Events) -> Iterator[Any]:
    """Yield the elements of the lists in a wrapping object, or else the object itself."""
    single: dict[str, Any] = {}
    listed = False
    for event, key in events:
        if event == "end_map":
            break
        event, value = next(events)
        if event == "start_array" and key in LISTS:
            listed = True
            yield from _iterate_elements(events)
        else:
            single[key] = _build_value(events, event, value)
    if listed:
        title = next((single[key] for key in TITLES if isinstance(single.get(key), str)), None)
        yield from (Titled(title=title),) if title else ()
    else:
        yield next(
            (held for held in single.values() if isinstance(held, SkippedConversation)), single
        )


def _build_value(events: Events, event: str, value: Any) -> Any:
    """Build the value that begins with this event; return `SkippedConversation` beyond a limit."""
    if event not in STARTS:
        return value
    root: Any = {} if event == "start_map" else []
    stack: list[tuple[Any, str | None]] = []
    holder, key, left = root, None, limits.EXPORT_ITEM.value
    for event, value in events:
        # The commonest events first: an export of a gigabyte has tens of millions of them.
        if event == "map_key":
            key = value
            left -= len(value)
        elif event == "string":
            left -= len(value)
            _put_value(holder, key, value)
        elif event in ENDS:
            if not stack:
                return root
            holder, key = stack.pop()
        elif event in STARTS:
            if len(stack) >= limits.EXPORT_DEPTH.value:
                return _skip_value(events, event, len(stack) + 1, limits.EXPORT_DEPTH)
            child: Any = {} if event == "start_map" else []
            _put_value(holder, key, child)
            stack.append((holder, key))
            holder = child
            left -= NODE_COST
        else:
            left -= NODE_COST
            _put_value(holder, key, value)
        if left < 0:
            # The depth of `holder`, which is the new child where one was just opened.
            return _skip_value(events, "", len(stack) + 1, limits.EXPORT_ITEM)
    return root


# No export comes near this depth, and the end of such a value may be far away.
MAX_SKIPPED_DEPTH = 10_000
# Memory of a number, a list or an object, in characters of text.
NODE_COST = 64


def _put_value(holder: Any, key: str | None, value: Any) -> None:
    if type(holder) is list:
        holder.append(value)
    else:
        holder[key] = value


def _skip_value(events: Events, event: str, depth: int, limit: Limit) -> SkippedConversation:
    """Skip to the end of a value that is not built; raises `Rejected` beyond the maximum depth."""
    depth += (event in STARTS) - (event in ENDS)
    while depth > 0:
        if depth > MAX_SKIPPED_DEPTH:
            raise_limit(limits.EXPORT_DEPTH)
        event, _ = next(events)
        depth += (event in STARTS) - (event in ENDS)
    return SkippedConversation(limit)
