"""One event has one day, wherever it is printed: in the zone of the site, and saying which."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone, translation

from assessments.typesetting.dates import clock_time, moment

LATE = dt.datetime(2026, 8, 17, 20, 53, tzinfo=dt.UTC)


def test_a_step_late_in_the_evening_elsewhere_has_the_day_of_its_exhibit():
    with translation.override("en"), timezone.override("Asia/Shanghai"):
        assert moment(LATE) == "18 August 2026, 04:53 (UTC+0800)"
        assert clock_time(LATE) == "18 August 2026, 04:53:00 (UTC+0800)"


def test_a_time_of_no_zone_is_printed_as_it_stands():
    with translation.override("en"), timezone.override("Asia/Shanghai"):
        assert moment(LATE.replace(tzinfo=None)) == "17 August 2026, 20:53 (no time zone stated)"
        assert moment(LATE.date()) == "17 August 2026"
