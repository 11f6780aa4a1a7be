"""What the system checks say about background work."""

from __future__ import annotations

import pytest

from assessments.jobs.checks import check_job_tasks, check_single_writer
from tests.assessments.jobs.sample.models import SampleJob


def test_every_kind_of_job_has_its_task() -> None:
    assert check_job_tasks() == []


@pytest.mark.parametrize("path", ["tests.assessments.jobs.sample.tasks.make", "nowhere.at_all"])
def test_a_job_whose_task_is_none_is_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SampleJob, "TASK", path)
    assert SampleJob in [found.obj for found in check_job_tasks()]


@pytest.mark.parametrize(
    ("redis", "postgres", "warned"),
    [("redis://r", None, True), ("redis://r", "db", False), (None, None, False)],
)
def test_a_separate_worker_on_sqlite_is_warned_of(settings, redis, postgres, warned) -> None:
    settings.REDIS_URL, settings.POSTGRES_HOST = redis, postgres
    assert bool(check_single_writer()) is warned
