"""Writing a creation record: stable order, readable in any script, the same when read again.

What is unknown is left out. YAML is written here rather than by the YAML library, which takes
seconds for a prompt of some megabytes or turns rare characters into escapes; the output is
read back by any YAML 1.1 or 1.2 reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cases.record.schema import CreationRecord

INDENT = "  "
SAID_WHEN_EMPTY = frozenset({"changed"})  # nothing changed is not the same as not known
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(/[0-9]+)?|[A-Za-z]+(-[A-Za-z0-9]+)+(/[0-9]+)?")
# Plain words that some YAML reader takes for true, false or null.
WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
LONGEST_SIMPLE_NAME = 120  # YAML readers stop looking for the colon after 1024 bytes
# Line ends and marks that YAML readers change when they stand unescaped.
TO_ESCAPE = re.compile("[\x85\u2028\u2029\ufeff]")
PROSE = re.compile(r"[^\s\x85\u2028\u2029\ufeff][^\r\t\x85\u2028\u2029\ufeff]*")
LINE_END_SPACE = re.compile(r" (\n|$)")


def to_plain(record: CreationRecord) -> dict[str, Any]:
    """The record as JSON data, without what is unknown or empty."""
    data = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    for step, typed in zip(data.get("steps", ()), record.steps, strict=True):
        if typed.parameters is not None:
            # A null among a tool's own parameters is the tool's, and is kept.
            step["parameters"] = typed.model_dump(mode="json", include={"parameters"})["parameters"]
        if typed.repeat == 1:
            del step["repeat"]
    return _without_empty(data)


def dump_json(record: CreationRecord) -> str:
    return json.dumps(to_plain(record), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def dump_yaml(record: CreationRecord) -> str:
    return "\n".join(_mapping_lines(to_plain(record), "")) + "\n"


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in data.items():
        if name == "parameters":
            kept[name] = value
        elif isinstance(value, list):
            if value or name in SAID_WHEN_EMPTY:
                kept[name] = [_without_empty(v) if isinstance(v, dict) else v for v in value]
        else:
            kept[name] = _without_empty(value) if isinstance(value, dict) else value
    return kept


# YAML


def _mapping_lines(data: dict[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        first, *rest = _value_lines(value, indent)
        if len(name) > LONGEST_SIMPLE_NAME:
            yield f"{indent}? {_quoted(name)}"
            yield f"{indent}:{first}"
        else:
            yield f"{indent}{_inline(name)}:{first}"
        yield from rest


def _value_lines(value: Any, indent: str) -> Iterator[str]:
    """What follows the colon, then the lines below it."""
    if isinstance(value, dict) and value:
        yield ""
        yield from _mapping_lines(value, indent + INDENT)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        yield ""
        yield from _list_lines(value, indent + INDENT)
    elif isinstance(value, str) and "\n" in value and _is_prose(value):
        yield " |-"
        yield from (indent + INDENT + line if line else "" for line in value.split("\n"))
    else:
        yield f" {_inline(value)}"


def _list_lines(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and item:
            first, *rest = _mapping_lines(item, indent + INDENT)
            yield f"{indent}- {first.removeprefix(indent + INDENT)}"
            yield from rest
        else:
            yield f"{indent}- {_inline(item)}"


def _inline(value: Any) -> str:
    """Single words as they are; all else as JSON, which is YAML too."""
    return value if isinstance(value, str) and _is_plain(value) else _quoted(value)


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return TO_ESCAPE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _is_plain(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None and text.lower() not in WORDS_WITH_MEANING


def _is_prose(text: str) -> bool:
    """Whether a block keeps the text to the letter: no odd spaces at its ends."""
    whole = PROSE.fullmatch(text) is not None and not text.endswith("\n")
    return whole and not LINE_END_SPACE.search(text)
