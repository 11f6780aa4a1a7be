"""A day is read in English and in Chinese alike, and is never moved."""

from __future__ import annotations

import datetime as dt

import pytest

from assessments.engine.days_in_words import days_in
from assessments.engine.held_files import normalise_words

THE_25TH = [dt.date(2026, 3, 25)]


@pytest.mark.parametrize(
    "words",
    [
        "Saved on 2026-03-25.",
        "saved 2026/3/25 at night",
        "Saved on 25 March 2026.",
        "Saved on March 25, 2026",
        "Saved on Mar. 25th, 2026",
        "the 25th of march 2026",
        "25.03.2026",
        "25/03/2026",
        "03/25/2026",
        "存于2026年3月25日。",
        "存于２０２６年３月２５日",
        "二〇二六年三月二十五日存",
        "2026.3.25存",
    ],
)
def test_one_day_in_many_spellings(words: str) -> None:
    assert list(days_in(normalise_words(words))) == THE_25TH


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2026-03-31", [dt.date(2026, 3, 31)]),
        ("2026年2月29日", []),
        ("31 April 2026", []),
        ("March 2026", [dt.date(2026, 3, 1)]),
        ("2026年3月", [dt.date(2026, 3, 1)]),
        ("二〇二六年十二月", [dt.date(2026, 12, 1)]),
        ("03/04/2026", []),
        ("from 1 May 2026 to June 2, 2026", [dt.date(2026, 5, 1), dt.date(2026, 6, 2)]),
        ("version 2026.14 of 2026", []),
        ("maybe 25 pictures, 2026 pixels", []),
    ],
)
def test_what_is_no_day_or_may_be_two_is_left_out(words: str, days: list[dt.date]) -> None:
    assert sorted(days_in(normalise_words(words))) == days
