"""Values of JSON by their path, and the text, the thinking and the calls inside of a turn.

A turn holds its text as a string, or as a list of parts that may hold parts themselves. What a part
is follows from its `type` or `kind`; a part without either is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# Names of the kinds of parts that are text of the turn itself.
TEXT_KINDS = frozenset(
    {"text", "input_text", "output_text", "main_text", "code", "markdownContent", "contentBlock"}
    | {"markdown", "markdownVuln", "paragraph", "message", "multiStep", "singleStep"}
)
# Names of the kinds of parts that hold the thinking of a model.
THINKING_KINDS = frozenset(
    {"thinking", "redacted_thinking", "reasoning", "thought", "think", "summary_text"}
)
CALL_KINDS = frozenset(
    {"tool_use", "toolCallRequest", "function_call", "custom_tool_call", "textEditGroup"}
)
# Names under which a part holds its text or further parts.
HELD = ("text", "content", "value", "parts", "steps", "data", "cards")
BINARY = frozenset({"mimeType", "mime_type", "media_type"})  # beside the bytes of a file
MAX_DEPTH = 8


def get(item: Any, path: str) -> Any:
    """Return the value at a path of names and numbers joined by dots; None where there is none."""
    for name in path.split(".") if path else ():
        if isinstance(item, Mapping):
            item = item.get(name)
        elif isinstance(item, list) and name.isdecimal() and int(name) < len(item):
            item = item[int(name)]
        else:
            return None
    return item


def first(item: Any, paths: tuple[str, ...]) -> Any:
    """Return the first value that is there and not empty."""
    for path in paths:
        value = get(item, path)
        if value not in (None, "", [], {}):
            return value
    return None


def has(item: Any, paths: tuple[str, ...]) -> bool:
    """Return whether there is something at each of the paths."""
    return all(get(item, path) is not None for path in paths)


def parts(value: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a turn that hold no others, each with its kind."""
    if isinstance(value, str):
        yield "text", value
    elif isinstance(value, list) and depth < MAX_DEPTH:
        for part in value:
            yield from parts(part, depth + 1)
    elif isinstance(value, Mapping) and depth < MAX_DEPTH:
        yield from _parts_of_part(value, depth)


def _parts_of_part(part: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    kind = _kind(part)
    if is_thinking(part):
        yield "thinking", "".join(_strings(part, depth))
    elif kind in CALL_KINDS:
        yield "call", part
    elif (kind is None or kind in TEXT_KINDS) and not BINARY & part.keys():
        held = next((part[key] for key in HELD if part.get(key) not in (None, "", [])), None)
        yield from parts(held, depth + 1)


def is_thinking(part: Mapping[str, Any]) -> bool:
    """Return whether a part, or a turn as a whole, is the thinking of a model."""
    marked = part.get("isThought") is True or part.get("thought") is True
    return marked or get(part, "style.type") == "thinking" or _kind(part) in THINKING_KINDS


def _kind(part: Mapping[str, Any]) -> str | None:
    kind = part.get("type") or part.get("kind")
    return kind if isinstance(kind, str) else None


def _strings(part: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key in (*HELD, "thinking", "summary"):
        value = part.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list) and depth < MAX_DEPTH:
            for inner in value:
                if isinstance(inner, Mapping):
                    yield from _strings(inner, depth + 1)


def join_text(value: Any) -> str:
    """Return the text of a turn."""
    return "\n".join(text for kind, text in parts(value) if kind == "text" and text)


def count_thinking(value: Any) -> int:
    """Return the number of characters of thinking in a turn."""
    return sum(len(text) for kind, text in parts(value) if kind == "thinking")


def calls(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the calls of tools in a turn."""
    return (part for kind, part in parts(value) if kind == "call")
