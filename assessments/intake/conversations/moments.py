"""Times as chat programs write them, as ISO 8601; None where the order of day and month is open.

A time without a zone is that of the program's own clock; it is kept without one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

MIN_MILLISECONDS = 100_000_000_000  # larger values are milliseconds; as seconds: the year 5138
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
CLOCK = r"(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?:[:m](?P<second>\d{2}))?(?:\.\d{1,9}|s)?"
HALF = r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
ZONE = r"(?:\s?(?P<zone>UTC|GMT|Z)?(?P<sign>[+-])?(?P<off>\d{1,2})?:?(?P<off_minutes>\d{2})?)?"
NAME = r"(?:\s?(?P<letters>[A-Z]{2,5}))?"  # of a zone that may be one of several
YEAR, MONTH, DAY = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
WORD = r"(?P<word>[A-Za-z]{3,9})\.?"
FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        # 2026/3/1 10:00:00 – a browser set to Chinese or Japanese; SillyTavern: 2026-03-01@10h00m
        rf"{YEAR}[-/.]{MONTH}[-/.]{DAY}[, T@]{{1,3}}{CLOCK}{HALF}{ZONE}{NAME}",
        rf"{YEAR}[-/.]{MONTH}[-/.]{DAY}\s?@\s?(?P<hour>\d{{1,2}})h\s?(?P<minute>\d{{2}})m\s?"
        r"(?P<second>\d{2})s(?:\s?\d{1,3}ms)?",
        # 2026/3/1 上午10:00:00 and 2026年3月1日 10:00:00
        rf"{YEAR}[-/年]{MONTH}[-/月]{DAY}日?\s?(?P<daytime>上午|下午|中午|凌晨|晚上)?\s?"
        rf"{CLOCK}{ZONE}{NAME}",
        # Mar 1, 2026, 10:00:00 AM EST and March 1, 2026 10:00am
        rf"{WORD} {DAY}, {YEAR},? (?:at )?{CLOCK}{HALF}{ZONE}{NAME}",
        # 1 Mar 2026, 10:00:00 GMT
        rf"{DAY} {WORD} {YEAR},? (?:at )?{CLOCK}{HALF}{ZONE}{NAME}",
    )
)
# 3/1/2026, 10:00:00 AM: with this spelling of the half of the day a browser set to the United
# States writes the month first. Others are read only where one number can be no month.
SLASHED = re.compile(
    rf"(?P<first>\d{{1,2}})/(?P<next>\d{{1,2}})/{YEAR},? (?:at )?{CLOCK}{HALF}{ZONE}{NAME}",
    re.ASCII,
)
SPACES = re.compile(r"[\u00a0\u2009\u202f\s]{1,20}")
MAX_CHARS = 80


def iso(value: Any) -> str | None:
    """Return a time as ISO 8601: from seconds or milliseconds since 1970, or from a text.

    An object is taken for a date as MongoDB exports it (`$date`, `$numberLong`).
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, Mapping):
        return iso(value.get("$date", value.get("$numberLong")))
    if isinstance(value, str):
        return _parse_text(value.strip())
    if not isinstance(value, int | float) or value <= 0:
        return None
    seconds = value / 1000 if value >= MIN_MILLISECONDS else value
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat().replace("+00:00", "Z")
    except (OverflowError, OSError, ValueError):
        return None


def _parse_text(text: str) -> str | None:
    if text.replace(".", "", 1).isdecimal() and len(text) >= 9:
        return iso(float(text)) if len(text) < 25 else None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return written(text)
    return text.replace("+00:00", "Z")


def written(text: str) -> str | None:
    """Return the time of a text in one of the forms that programs show to people."""
    if len(text) > MAX_CHARS:
        return None
    plain = SPACES.sub(" ", text).strip()
    for form in FORMS:
        if match := form.fullmatch(plain):
            return _build(match.groupdict())
    if match := SLASHED.fullmatch(plain):
        return _build(_order_slashed(match.groupdict()))
    return None


def _order_slashed(parts: dict[str, str | None]) -> dict[str, str | None]:
    first, following = int(parts["first"] or 0), int(parts["next"] or 0)
    upper = (parts["half"] or "").isupper()
    if first > 12 >= following:
        return {**parts, "day": parts["first"], "month": parts["next"]}
    if following > 12 >= first or first == following or upper:
        return {**parts, "month": parts["first"], "day": parts["next"]}
    return {**parts, "month": None}


def _build(parts: dict[str, str | None]) -> str | None:
    word = (parts.get("word") or "").lower()
    month = MONTHS.get(word) if word else parts.get("month")
    if month is None:
        return None
    number: Callable[[str], int] = lambda name: int(parts.get(name) or 0)  # noqa: E731
    hour = number("hour")
    half = (parts.get("half") or "").lower()
    daytime = parts.get("daytime")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif daytime in ("下午", "晚上") and hour < 12:
        hour += 12
    try:
        moment = datetime(
            number("year"), int(month), number("day"), hour, number("minute"), number("second")
        )
    except ValueError:
        return None
    return moment.isoformat() + _spell_zone(parts)


def _spell_zone(parts: dict[str, str | None]) -> str:
    """Return the offset where it is a number or none; a name in letters may mean several."""
    sign, hours = parts.get("sign"), parts.get("off")
    if sign and hours:
        return f"{sign}{int(hours):02d}:{parts.get('off_minutes') or '00'}"
    return "Z" if parts.get("zone") and not hours else ""
