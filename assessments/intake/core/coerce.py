"""Plain values out of untrusted text: JSON within bounds, whole numbers, numbers, sizes, texts.

Never raises for what a file says: what is no JSON, no number or no size is None.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import refuse

# A string up to its closing quote or the end of the text, so that no start is tried twice.
_BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_DECODER = json.JSONDecoder(strict=False)  # control characters stand in prompts
_WHOLE = re.compile(r"[+-]?\d{1,40}")
_SIZE = re.compile(r"(\d{1,6})\s*[x×X,*]\s*(\d{1,6})")


def parse_json(text: str) -> Any:
    """The JSON value; None where the text is none. Refuses what is too large or too deep."""
    text = text.strip("\0\ufeff \t\r\n")
    if not text or text[0] not in '{["':
        return None
    if len(text) > limits.JSON_BYTES.most:
        refuse(limits.JSON_BYTES)
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        _bounded_text(text)
        return None
    if text.count("{") + text.count("[") > limits.JSON_DEPTH.most:
        _bounded(value)
    return value


def _bounded(value: Any) -> None:
    """Level by level over the value: many times faster than over the brackets of its text."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(limits.JSON_DEPTH.most):
        level = [
            inner
            for one in level
            for inner in (one.values() if type(one) is dict else one)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return
    refuse(limits.JSON_DEPTH)


def _bounded_text(text: str) -> None:
    most = limits.JSON_DEPTH.most
    depth = 0
    for match in _BRACKETS.finditer(text):
        mark = match[0]
        if mark in ("{", "["):
            depth += 1
            if depth > most:
                refuse(limits.JSON_DEPTH)
        elif mark in ("}", "]"):
            depth -= 1


def parse_object(text: str | None) -> dict[str, Any] | None:
    """The JSON object; also one that was written as a JSON string of itself."""
    value = parse_json(text) if text else None
    if isinstance(value, str):
        value = parse_json(value)
    return value if isinstance(value, dict) else None


def whole(value: Any) -> int | None:
    """A whole number, from a number or its text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value == int(value) else None
    if isinstance(value, str):
        text = value.strip()
        if _WHOLE.fullmatch(text):
            return int(text)
        return whole(number(text))
    return None


def number(value: Any) -> int | float | None:
    """A number, from a number or its text; whole where it is written whole."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str) and len(value) < 64:
        text = value.strip()
        if _WHOLE.fullmatch(text):
            return int(text)
        try:
            found = float(text)
        except ValueError:
            return None
        return found if math.isfinite(found) else None
    return None


def words(value: Any) -> str | None:
    """A text that says something; None for an empty one and for anything else."""
    return value if isinstance(value, str) and value.strip() else None


def stated(value: Any) -> str | None:
    """A text as stated, trimmed; an empty text that is stated stays an empty text."""
    return value.strip() if isinstance(value, str) else None


def size(value: Any) -> tuple[int | None, int | None]:
    """Width and height from 512x768, (512, 768) or "512 × 768 (portrait)"."""
    if isinstance(value, list | tuple) and len(value) >= 2:
        return whole(value[0]), whole(value[1])
    match = _SIZE.search(value) if isinstance(value, str) and len(value) < 256 else None
    return (int(match[1]), int(match[2])) if match else (None, None)


def path_name(value: Any) -> str | None:
    """The last part of a path of either kind of slash."""
    text = words(value)
    return text.replace("\\", "/").rsplit("/", 1)[-1] if text else None
