"""Steps are said to stand in the order of time only where their times say so."""

from __future__ import annotations

import pytest
from django.utils import translation

from assessments.memo.making_order import order_of_steps
from tests.support.records import record

DAYS = ("2026-01-01", "2026-01-02T08:00:00+08:00", "2026-01-03")


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (DAYS, "They stand in the order of time."),
        ((*DAYS[:2], None), "says nothing of when it was"),
        ((None, None), "says nothing of when it was"),
        (DAYS[:1], ""),
    ],
)
def test_only_steps_with_times_stand_in_the_order_of_time(
    days: tuple[str | None, ...], word: str
) -> None:
    steps = [{"id": f"s{n}", "action": "edit", "at": at} for n, at in enumerate(days)]
    with translation.override("en"):
        said = order_of_steps(record(steps=steps, tools=[]).steps)
    assert word in said
    assert bool(said) is bool(word)
