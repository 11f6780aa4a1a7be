"""Plain values from untrusted text: JSON within bounds, whole numbers, numbers, sizes, texts.

A text that is no JSON, no number or no size gives None. Only `parse_json` and `parse_object` raise,
namely `Rejected` for JSON that is too large or nested too deep.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import raise_limit

# The brackets of a JSON text and, to be passed over, its strings. A string goes up to its closing
# quote or the end of the text, possessively, so that no start of it is tried twice.
_BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_DECODER = json.JSONDecoder(strict=False)  # control characters stand in prompts
# 64-bit seeds have 20 digits; a longer text would take quadratic time to convert.
_WHOLE = re.compile(r"[+-]?\d{1,40}")
_SIZE = re.compile(r"(\d{1,6})\s*[x×X,*]\s*(\d{1,6})")


# Names of settings on Chinese pages and in Chinese tables.
CHINESE_KEYS = {
    "提示词": "prompt",
    "正向提示词": "prompt",
    "正面提示词": "prompt",
    "反向提示词": "negative_prompt",
    "负向提示词": "negative_prompt",
    "负面提示词": "negative_prompt",
    "种子": "seed",
    "随机种子": "seed",
    "模型": "model",
    "模型名称": "model",
    "步数": "steps",
    "迭代步数": "steps",
    "采样步数": "steps",
    "采样器": "sampler",
    "采样方法": "sampler",
    "提示词引导系数": "cfg_scale",
    "提示词相关性": "cfg_scale",
    "引导系数": "cfg_scale",
    "宽度": "width",
    "高度": "height",
    "尺寸": "size",
    "生成时间": "created_at",
    "创建时间": "created_at",
}


def parse_json(text: str) -> Any:
    """The JSON value of a text; None where it is none or a bare number, true, false or null.

    Raises `Rejected` where the text is larger than JSON_BYTES or nested deeper than JSON_DEPTH.
    """
    text = text.strip("\0\ufeff \t\r\n")
    if not text or text[0] not in '{["':
        return None
    if len(text) > limits.JSON_BYTES.value:
        raise_limit(limits.JSON_BYTES)
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        _check_depth_of_text(text)
        return None
    if text.count("{") + text.count("[") > limits.JSON_DEPTH.value:
        _check_depth(value)
    return value


def _check_depth(value: Any) -> None:
    """Raise `Rejected` for a value that is nested too deep.

    The walk goes level by level over the value, which is many times faster than over the brackets
    of its text.
    """
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(limits.JSON_DEPTH.value):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return
    raise_limit(limits.JSON_DEPTH)


def _check_depth_of_text(text: str) -> None:
    """Raise `Rejected` for a damaged text that is nested too deep before it breaks off."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        mark = match[0]
        if mark in ("{", "["):
            depth += 1
            if depth > limits.JSON_DEPTH.value:
                raise_limit(limits.JSON_DEPTH)
        elif mark in ("}", "]"):
            depth -= 1


def parse_object(text: str | None) -> dict[str, Any] | None:
    """The JSON object of a text, also of one that is a JSON string of it; None for other texts."""
    value = parse_json(text) if text else None
    if isinstance(value, str):
        value = parse_json(value)
    return value if isinstance(value, dict) else None


def to_int(value: Any) -> int | None:
    """The whole number that a number or its text is; None where it is none."""
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
        return to_int(number(text))
    return None


def number(value: Any) -> int | float | None:
    """The finite number that a number or its text is, an int where it is written as one."""
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


def to_text(value: Any) -> str | None:
    """The text as it stands; None for a blank one and for any other value."""
    return value if isinstance(value, str) and value.strip() else None


def to_stated_text(value: Any) -> str | None:
    """The text, trimmed, also where it is empty; None for any other value."""
    return value.strip() if isinstance(value, str) else None


def size(value: Any) -> tuple[int | None, int | None]:
    """Width and height in pixels from 512x768, (512, 768) or "512 × 768 (portrait)"."""
    if isinstance(value, list | tuple) and len(value) >= 2:
        return to_int(value[0]), to_int(value[1])
    match = _SIZE.search(value) if isinstance(value, str) and len(value) < 256 else None
    return (int(match[1]), int(match[2])) if match else (None, None)


def path_name(value: Any) -> str | None:
    """The last part of a path with slashes of either kind."""
    text = to_text(value)
    return text.replace("\\", "/").rsplit("/", 1)[-1] if text else None


def setting_key(name: str) -> str:
    """The key under which settings of different programs are compared: "CFG scale" is cfg_scale."""
    key = name.strip().lower().replace(" ", "_")
    return key if key.isascii() else CHINESE_KEYS.get(key, key)
