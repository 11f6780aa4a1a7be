"""The days that words name, in English and in Chinese.

A day in figures alone is read year first; after full stops, as in `25.03.2026`, day first. With
strokes, as in `03/04/2026`, which comes first differs by country: it is read only where it can be
one alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

CHINESE_FIGURES: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
NAMES: Final = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_MONTH = "|".join(sorted(NAMES, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
YEAR_FIRST: Final = re.compile(r"(20\d\d) ?[-/.年] ?(\d{1,2})(?: ?[-/.月] ?(\d{1,2}))?(?!\d)")
YEAR_LAST: Final = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})[./](20\d\d)(?!\d)")
DAY_MONTH: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}}){_ORDINAL} (?:of )?({_MONTH})\b\.?,? (20\d\d)(?!\d)"
)
MONTH_DAY: Final = re.compile(rf"\b({_MONTH})\b\.? (\d{{1,2}}){_ORDINAL},? (20\d\d)(?!\d)")
MONTH_YEAR: Final = re.compile(rf"\b({_MONTH})\b\.?,? (?:of )?(20\d\d)(?!\d)")
# 二〇二六年三月二十五日: months and days above ten are written with 十.
CHINESE: Final = re.compile(
    r"([二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日?)?"
)


def days_in(words: str) -> Iterator[dt.date]:
    """Yield the days that normalised words name; of a month without a day its first day."""
    for year, month, day in YEAR_FIRST.findall(words):
        yield from _day(year, month, day)
    for first, mark, second, year in YEAR_LAST.findall(words):
        if mark == "." or int(first) > len(MONTHS):
            yield from _day(year, second, first)
        elif int(second) > len(MONTHS) or first == second:
            yield from _day(year, first, second)
    for year, month, day in CHINESE.findall(words):
        figures = (year.translate(CHINESE_FIGURES), _number(month), _number(day) if day else "")
        yield from _day(*figures)
    with_day = [(y, m, d) for d, m, y in DAY_MONTH.findall(words)]
    with_day += [(y, m, d) for m, d, y in MONTH_DAY.findall(words)]
    rest = MONTH_DAY.sub(" ", DAY_MONTH.sub(" ", words))
    for year, month, day in [*with_day, *((y, m, "") for m, y in MONTH_YEAR.findall(rest))]:
        yield from _day(year, NAMES[month], day)


def _day(year: str, month: str | int, day: str | int) -> Iterator[dt.date]:
    """Yield the day if there is one; a day past the end of its month is a slip and is left out."""
    of_year, of_month, of_month_day = int(year), int(month), int(day or 1)
    if not 1 <= of_month <= len(MONTHS):
        return
    if 1 <= of_month_day <= calendar.monthrange(of_year, of_month)[1]:
        yield dt.date(of_year, of_month, of_month_day)


def _number(figures: str) -> int:
    """Return a number below a hundred that is written in Chinese, such as 二十五 or 十."""
    if "十" not in figures:
        return int(figures.translate(CHINESE_FIGURES))
    tens, ones = figures.split("十", 1)
    if "十" in ones:
        return 0
    tens_value = int(tens.translate(CHINESE_FIGURES)) if tens else 1
    return tens_value * 10 + (int(ones.translate(CHINESE_FIGURES)) if ones else 0)
