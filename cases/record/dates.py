"""The comparison of ISO 8601 dates and times of different precision.

A date means a whole day; a time without an offset may be in any zone. A moment is before another
one only where that is certain, so that a date never contradicts a time on the same day.
"""

from __future__ import annotations

import datetime as dt
import re

Moment = dt.date | dt.datetime

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT_PATTERN = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$"
MOMENT = re.compile(MOMENT_PATTERN)

SECOND = 1_000_000  # in microseconds, so that nothing is rounded
DAY = 24 * 60 * 60 * SECOND
# The offsets in use on earth run from 12 hours behind to 14 hours ahead of UTC.
FURTHEST_AHEAD = 14 * 60 * 60 * SECOND
FURTHEST_BEHIND = 12 * 60 * 60 * SECOND


def read_date(text: object) -> dt.date | None:
    """Parse a date such as `2024-06-30`; return None for anything else."""
    if isinstance(text, dt.date) and not isinstance(text, dt.datetime):
        return text
    if not isinstance(text, str) or not DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def read_moment(text: object) -> Moment | None:
    """Parse a date, or a date and time, in ISO 8601; return None for anything else."""
    if isinstance(text, dt.datetime):
        return text
    day = read_date(text)
    if day is not None or not isinstance(text, str) or not MOMENT.fullmatch(text):
        return day
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def is_certainly_before(one: Moment, other: Moment) -> bool:
    """Return whether every moment that `one` may mean is before every one of `other`."""
    if _is_local(one) and _is_local(other):
        return _get_span(one)[1] < _get_span(other)[0]
    return _get_span(one, worldwide=True)[1] < _get_span(other, worldwide=True)[0]


def _is_local(moment: Moment) -> bool:
    return not isinstance(moment, dt.datetime) or moment.utcoffset() is None


def _get_span(moment: Moment, *, worldwide: bool = False) -> tuple[int, int]:
    """Return the first and last microsecond that a moment may mean.

    With `worldwide` they are in UTC, and a local moment may be in any zone.
    """
    first = moment.toordinal() * DAY
    last = first + DAY - 1
    if isinstance(moment, dt.datetime):
        seconds = moment.hour * 60 * 60 + moment.minute * 60 + moment.second
        first = last = first + seconds * SECOND + moment.microsecond
        offset = moment.utcoffset()
        if offset is not None:
            ahead = offset // dt.timedelta(microseconds=1)
            return first - ahead, last - ahead
    return (first - FURTHEST_AHEAD, last + FURTHEST_BEHIND) if worldwide else (first, last)
