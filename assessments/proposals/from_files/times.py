"""Which time of a file is proposed for a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]


def choose_time(reading: Json, events: Sequence[str]) -> Json | None:
    times = reading.get("times") or ()
    return next((time for what in events for time in times if time.get("what") == what), None)
