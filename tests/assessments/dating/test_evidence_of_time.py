"""A file's own word about its date counts only where another clock received it soon after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.dating.evidence_of_time import (
    FileDate,
    StatedTime,
    TimestampStatement,
    date_file,
    date_source_of,
    load_rule,
    span_of,
)

RULE = load_rule()
MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).map(
    lambda one: one.replace(tzinfo=UTC)
)
spans = st.timedeltas(timedelta(0), timedelta(days=4000))


def own(at: datetime | str, what: str = "created", source: str = "EXIF DateTime") -> StatedTime:
    return StatedTime(what=what, value=at if isinstance(at, str) else at.isoformat(), source=source)


def codes(judgement: FileDate) -> list[str]:
    return [ground.code for ground in judgement.grounds]


def test_a_file_received_soon_after_its_date_is_contemporaneous_by_our_receipt() -> None:
    judged = date_file([own(MADE)], received_at=MADE + timedelta(days=2))

    assert (judged.made, judged.by) == ("contemporaneous", "receipt")
    assert codes(judged) == ["own_time", "received", "received_soon_after"]


def test_a_file_received_a_year_after_its_date_is_later() -> None:
    judged = date_file([own(MADE)], received_at=MADE + timedelta(days=365))

    assert (judged.made, judged.by) == ("later", "receipt")
    assert codes(judged)[-1] == "received_long_after"


def test_a_timestamp_of_a_third_party_carries_a_file_that_we_received_late() -> None:
    stamp = TimestampStatement(at=MADE + timedelta(days=1), by="Some authority")
    judged = date_file([own(MADE)], received_at=MADE + timedelta(days=400), stamps=[stamp])

    assert (judged.made, judged.by) == ("contemporaneous", "trusted")
    assert judged.grounds[-1].source == "Some authority"


def test_a_file_without_a_date_of_its_own_is_unknown_however_soon_it_came() -> None:
    assert date_file([], received_at=MADE).made == "unknown"
    assert date_file([own(MADE, what="exported")], received_at=MADE).made == "unknown"


@pytest.mark.parametrize("value", ["1980-01-01T00:00:00", "yesterday", "", "1970-01-01"])
def test_a_time_that_was_never_set_or_cannot_be_read_says_nothing(value: str) -> None:
    judged = date_file([own(value)], received_at=MADE)

    assert judged.made == "unknown"
    assert "time_unread" in codes(judged)


def test_a_date_after_its_own_receipt_contradicts_itself() -> None:
    late = [own(MADE), own(MADE + timedelta(days=3), source="PNG tIME")]
    judged = date_file(late, received_at=MADE + timedelta(days=1))

    assert (judged.made, codes(judged)[-1]) == ("unknown", "own_time_after_receipt")


def test_a_time_without_a_zone_may_be_meant_in_any() -> None:
    local = own("2026-03-02T01:00:00")

    assert date_file([local], received_at=MADE).made == "contemporaneous"
    span = span_of("2026-03-02")
    assert span is not None and span.last - span.first > timedelta(hours=50)


@pytest.mark.parametrize(
    ("days", "made", "code"),
    [(-60, "later", "after_the_act"), (60, "unknown", "before_the_act")],
)
def test_a_file_from_another_time_than_the_act_is_not_contemporaneous(
    days: int, made: str, code: str
) -> None:
    act = span_of((MADE + timedelta(days=days)).isoformat())
    judged = date_file([own(MADE)], received_at=MADE, act_span=act)

    assert (judged.made, codes(judged)[-1]) == (made, code)


def test_a_conversation_may_show_any_act_between_its_first_and_its_last_message() -> None:
    ends = [own(MADE), own(MADE + timedelta(days=20))]
    for days in (0, 10, 20 + RULE.act_within.days - 1):
        act = span_of((MADE + timedelta(days=days)).isoformat())
        judged = date_file(ends, received_at=MADE + timedelta(days=21), act_span=act)
        assert judged.made == "contemporaneous"


@given(at=moments, received=spans, act=moments, days=st.booleans())
def test_the_date_of_a_step_never_makes_a_file_better(
    at: datetime, received: timedelta, act: datetime, days: bool
) -> None:
    span = span_of(f"{act:%Y-%m-%d}" if days else act.isoformat())
    with_it = date_file([own(at)], received_at=at + received, act_span=span)
    without = date_file([own(at)], received_at=at + received)

    assert with_it.made != "contemporaneous" or without.made == "contemporaneous"


@pytest.mark.parametrize(
    ("source", "clock"),
    [
        ("EXIF DateTimeOriginal", "device"),
        ("C2PA timestamp", "signer"),
        ("first message", "service"),
        ("docProps/core.xml created", "program"),
        ("PNG tIME", "program"),
    ],
)
def test_every_time_names_the_clock_that_wrote_it(source: str, clock: str) -> None:
    assert date_source_of(source) == clock


@given(at=moments, late=spans, others=st.lists(spans, max_size=3))
def test_its_own_word_alone_never_makes_a_file_contemporaneous_after_the_limit(
    at: datetime, late: timedelta, others: list[timedelta]
) -> None:
    received = at + RULE.receipt_within + timedelta(seconds=1) + late
    stated = [own(at), *(own(at + stamp, source="PNG tIME") for stamp in others)]

    assert date_file(stated, received_at=received).made != "contemporaneous"


@given(at=moments, first=spans, more=spans)
def test_a_later_receipt_never_makes_it_better(
    at: datetime, first: timedelta, more: timedelta
) -> None:
    rank = {"later": 0, "unknown": 0, "contemporaneous": 1}
    soon = date_file([own(at)], received_at=at + first)
    late = date_file([own(at)], received_at=at + first + more)

    assert rank[late.made] <= rank[soon.made]


@given(at=moments, received=moments)
def test_our_own_clock_is_never_called_trusted(at: datetime, received: datetime) -> None:
    judged = date_file([own(at)], received_at=received)

    assert judged.by != "trusted"
    assert all(ground.clock != "trusted" for ground in judged.grounds)


@given(at=moments, received=spans, stamped=spans)
def test_a_timestamp_after_the_files_date_never_makes_it_worse(
    at: datetime, received: timedelta, stamped: timedelta
) -> None:
    without = date_file([own(at)], received_at=at + received)
    stamp = TimestampStatement(at=at + stamped, by="authority")
    with_it = date_file([own(at)], received_at=at + received, stamps=[stamp])

    assert without.made != "contemporaneous" or with_it.made == "contemporaneous"


@given(st.text(max_size=40))
def test_any_text_for_a_time_is_read_or_said_to_be_unread(value: str) -> None:
    assert date_file([own(value)], received_at=MADE).made in ("contemporaneous", "later", "unknown")
