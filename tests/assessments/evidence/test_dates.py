"""A file that is evidence of several steps is held against the date of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from assessments.dating.evidence_of_time import StatedTime, span_of
from assessments.evidence import dates
from assessments.evidence.dates import act_spans_for_upload, date_of

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHA = "ab" * 32


@pytest.fixture
def upload(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A picture of 1 March, received a day later."""
    own = StatedTime(what="created", value=MADE.isoformat(), source="EXIF DateTimeOriginal")
    monkeypatch.setattr(dates, "own_times", lambda _: [own])
    return SimpleNamespace(received_at=MADE + timedelta(days=1), sha256=SHA, evidence="")


@pytest.mark.parametrize(
    ("days", "made"),
    [
        ((), "contemporaneous"),
        ((0,), "contemporaneous"),
        ((0, 90), "contemporaneous"),  # it went into a later step, too
        ((90,), "unknown"),
        ((0, -90), "later"),
    ],
)
def test_the_dates_of_all_its_steps_count(upload: Any, days: tuple[int, ...], made: str) -> None:
    acts = [span_of((MADE + timedelta(days=day)).isoformat()) for day in days]

    assert date_of(upload, acts=[act for act in acts if act]).made == made


def test_its_steps_are_those_that_name_its_evidence(upload: Any) -> None:
    record = {
        "evidence": [{"id": "e1", "sha256": SHA.upper()}, {"id": "e2"}],
        "steps": [
            {"id": "s1", "at": "2026-03-01", "evidence": ["e1"]},
            {"id": "s2", "at": "2026-04-01", "evidence": ["e2"]},
            {"id": "s3", "evidence": ["e1"]},
        ],
    }

    assert act_spans_for_upload(record, upload) == [span_of("2026-03-01")]
