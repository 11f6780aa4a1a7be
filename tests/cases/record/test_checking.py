"""Doubts are told and never refused; comparison of dates is never surer than the dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.record import doubts, load_data
from cases.record.dates import Moment, is_certainly_before

DIGEST = "a" * 64


def codes(**fields: Any) -> list[str]:
    base = {"schema": "creation-record/1", "title": "A picture", "kind": "image"}
    return [doubt.code for doubt in doubts(load_data(base | fields))]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"created_to": "2024-02-01", "published": {"on": "2024-01-01"}},
         "published_before_finished"),
        ({"published": {"on": "2024-01-01"},
          "steps": [{"id": "a", "action": "edit", "at": "2024-01-02"}]}, "published_before_step"),
        ({"created_from": "2024-02-01", "steps": [{"id": "a", "action": "edit",
          "at": "2024-01-02"}]}, "outside_creation"),
        ({"created_to": "2024-01-01", "steps": [{"id": "a", "action": "edit",
          "at": "2024-01-03T09:00+08:00"}]}, "outside_creation"),
        ({"evidence": [{"id": "a", "what": "drafts", "made": "later", "sha256": DIGEST},
                       {"id": "b", "what": "drafts", "made": "later", "sha256": DIGEST.upper()}]},
         "same_file"),
        ({"evidence": [{"id": "a", "what": "reconstruction", "made": "contemporaneous"}]},
         "remade_not_contemporaneous"),
        ({"created_to": "2024-02-01", "published": {"on": "2024-02-01"}}, None),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_but_not_refused(fields: dict[str, Any], code: str | None) -> None:
    assert codes(**fields) == ([code] if code else [])


offsets = st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=8))])
moments = st.dates() | st.datetimes(timezones=offsets)


@given(moments, moments)
def test_two_moments_are_never_each_before_the_other(one: Moment, other: Moment) -> None:
    assert not (is_certainly_before(one, other) and is_certainly_before(other, one))


@given(moments)
def test_a_moment_is_not_before_itself_or_its_own_day(moment: Moment) -> None:
    day = moment.date() if isinstance(moment, dt.datetime) else moment

    assert not is_certainly_before(moment, moment)
    assert not is_certainly_before(moment, day)
    assert not is_certainly_before(day, moment)


def test_a_moment_two_days_later_is_later_in_every_zone() -> None:
    early = dt.date(2024, 2, 1)

    assert is_certainly_before(early, dt.datetime(2024, 2, 4, tzinfo=dt.UTC))
    assert is_certainly_before(dt.datetime(2024, 2, 1, 9), dt.datetime(2024, 2, 1, 10))
    assert not is_certainly_before(
        dt.datetime(2024, 2, 1, 9), dt.datetime(2024, 2, 1, 10, tzinfo=dt.UTC)
    )
