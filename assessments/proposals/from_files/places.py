"""Where in a file a value stands: the name of the text that holds it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]
MIN_TELLING = 4  # characters; a shorter value may stand in many texts by chance


def locate_value(reading: Json, value: Any) -> str | None:
    """Return the place of the text that holds a value; None where none or several may hold it."""
    raw = reading.get("raw") or ()
    if value is None or not raw:
        return None
    forms = _spell_value(value)
    places = [
        str(entry["where"]) for entry in raw if any(_holds(entry["text"], form) for form in forms)
    ]
    short = all(len(form) < MIN_TELLING for form in forms)
    return places[0] if places and (len(places) == 1 or not short) else None


def _holds(text: str, form: str) -> bool:
    """Return whether a text holds a value; a number only as a number of its own."""
    if not form[:1].isdecimal():
        return form in text
    return bool(re.search(rf"(?<![\d.]){re.escape(form)}(?![\d]|\.\d)", text))


def _spell_value(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        written = json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]
        return tuple(form for form in (value, *written) if form.strip())
    if isinstance(value, float) and value.is_integer():
        return (str(value), str(int(value)))
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return (str(value[0].get("name")),)
    return (str(value),)
