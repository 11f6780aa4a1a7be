"""Dates in the format of a memo and the active language: 22 November 2026, 2026年11月22日."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext


def day(value: dt.date | None) -> str:
    """Format a day; return "" for None."""
    if value is None:
        return ""
    return date_format(value, pgettext("date of a memo", "j F Y"))


def month(value: dt.date) -> str:
    """Format the month and year of a day."""
    return date_format(value, pgettext("month of a memo", "F Y"))


def year(value: dt.date) -> str:
    """Format the year of a day."""
    return date_format(value, pgettext("year of a memo", "Y"))


def moment(at: dt.datetime | dt.date | None) -> str:
    """Format the day of a step, with hour and minute where the record states them.

    A time with an offset is that of the active time zone, and says which, as every exhibit does.
    """
    if at is None:
        return gettext("no date")
    if isinstance(at, dt.datetime):
        if at.tzinfo is None:
            stated = gettext("%(day)s, %(time)s") % {"day": day(at.date()), "time": f"{at:%H:%M}"}
            return gettext("%(time)s (no time zone stated)") % {"time": stated}
        local = timezone.localtime(at)
        time = f"{local:%H:%M} (UTC{local:%z})"
        return gettext("%(day)s, %(time)s") % {"day": day(local.date()), "time": time}
    return day(at)


def clock_time(at: dt.datetime) -> str:
    """Format a recorded moment in the active time zone, to the second and with the offset."""
    local = timezone.localtime(at)
    return gettext("%(day)s, %(time)s") % {
        "day": day(local.date()),
        "time": f"{local:%H:%M:%S} (UTC{local:%z})",
    }
