"""Writing a creation record as JSON or YAML, in a stable order and without loss.

Unknown fields are omitted. YAML is written here and not by PyYAML, which takes seconds for a prompt
of some megabytes or escapes rare characters; YAML 1.1 and 1.2 readers parse the output.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cases.record.schema import CreationRecord

INDENT = "  "
KEPT_WHEN_EMPTY = frozenset({"changed", "adds"})  # an empty list: nothing changed, nothing added
# Strings that are written as plain scalars.
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(/[0-9]+)?|[A-Za-z]+(-[A-Za-z0-9]+)+(/[0-9]+)?")
# Plain scalars that YAML 1.1 or 1.2 resolves to true, false or null.
WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
MAX_SIMPLE_KEY = 120  # characters; YAML limits implicit keys to 1024
# Line breaks of YAML 1.1 (NEL, LS, PS) and the byte order mark, which readers change unescaped.
TO_ESCAPE = re.compile("[\x85\u2028\u2029\ufeff]")
PROSE = re.compile(r"[^\s\x85\u2028\u2029\ufeff][^\r\t\x85\u2028\u2029\ufeff]*")
LINE_END_SPACE = re.compile(r" (\n|$)")


def to_plain(record: CreationRecord) -> dict[str, Any]:
    """Return the record as JSON data without unknown or empty fields."""
    data = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    for step, typed in zip(data.get("steps", ()), record.steps, strict=True):
        if typed.parameters is not None:
            # A null among the parameters of a tool is kept.
            step["parameters"] = typed.model_dump(mode="json", include={"parameters"})["parameters"]
        if typed.repeat == 1:
            del step["repeat"]
    if record.appraiser == "maker":
        data.pop("appraiser", None)
    return _drop_empty(data)


def dump_json(record: CreationRecord) -> str:
    """Write the record as indented JSON."""
    return json.dumps(to_plain(record), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def dump_yaml(record: CreationRecord) -> str:
    """Write the record as YAML in block style."""
    return "\n".join(_format_mapping(to_plain(record), "")) + "\n"


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in data.items():
        if name == "parameters":
            kept[name] = value
        elif isinstance(value, list):
            if value or name in KEPT_WHEN_EMPTY:
                kept[name] = [_drop_empty(v) if isinstance(v, dict) else v for v in value]
        else:
            kept[name] = _drop_empty(value) if isinstance(value, dict) else value
    return kept


# YAML


def _format_mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        first, *rest = _format_value(value, indent)
        if len(name) > MAX_SIMPLE_KEY:
            yield f"{indent}? {_quote(name)}"
            yield f"{indent}:{first}"
        else:
            yield f"{indent}{_format_inline(name)}:{first}"
        yield from rest


def _format_value(value: Any, indent: str) -> Iterator[str]:
    """Yield the text behind the colon of a key, then the lines below it."""
    if isinstance(value, dict) and value:
        yield ""
        yield from _format_mapping(value, indent + INDENT)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        yield ""
        yield from _format_list(value, indent + INDENT)
    elif isinstance(value, str) and "\n" in value and _is_prose(value):
        yield " |-"
        yield from (indent + INDENT + line if line else "" for line in value.split("\n"))
    else:
        yield f" {_format_inline(value)}"


def _format_list(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and item:
            first, *rest = _format_mapping(item, indent + INDENT)
            yield f"{indent}- {first.removeprefix(indent + INDENT)}"
            yield from rest
        else:
            yield f"{indent}- {_format_inline(item)}"


def _format_inline(value: Any) -> str:
    """Format a plain scalar as it is, any other value as JSON, which is valid YAML."""
    return value if isinstance(value, str) and _is_plain(value) else _quote(value)


def _quote(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return TO_ESCAPE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _is_plain(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None and text.lower() not in WORDS_WITH_MEANING


def _is_prose(text: str) -> bool:
    """Return whether a literal block scalar preserves the text exactly."""
    whole = PROSE.fullmatch(text) is not None and not text.endswith("\n")
    return whole and not LINE_END_SPACE.search(text)
