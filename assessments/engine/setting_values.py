"""Whether two recorded values of a setting are one, however they are written."""

from __future__ import annotations

import math
from typing import Any


def is_same_setting(before: Any, after: Any, within: float) -> bool:
    """Whether two values are one setting, however they are written: 7 and "7.0", 512x512."""
    numbers = _as_number(before), _as_number(after)
    if numbers[0] is not None and numbers[1] is not None:
        return abs(numbers[0] - numbers[1]) <= within * max(map(abs, (numbers[0], numbers[1])))
    return _as_text(before) == _as_text(after)


def _as_number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _as_text(value: Any) -> str:
    return "".join(str(value).split()).casefold()
