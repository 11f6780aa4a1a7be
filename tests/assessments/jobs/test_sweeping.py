"""A worker is woken after the commit, and by a sweep for what nobody took up."""

from __future__ import annotations

import pytest
from django.db import connection

from assessments.jobs import JobState, Lane, dispatch, job_models, retry, sweep, sweep_all
from assessments.jobs import sweeping as jobs_sweeping
from assessments.jobs.models import SweepTurn, take_sweep_turn
from assessments.jobs.row import claim
from assessments.jobs.sweeping import wake_for_waiting
from tests.assessments.jobs.conftest import let_lease_run_out
from tests.assessments.jobs.sample.models import SampleJob

pytestmark = pytest.mark.both_databases


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[Lane]:
    lanes: list[Lane] = []
    monkeypatch.setattr(jobs_sweeping, "wake_worker", lanes.append)
    return lanes


def test_a_worker_is_woken_once_the_row_is_committed(
    job: SampleJob, woken: list[Lane], django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        dispatch(job)
        assert woken == []
    assert woken == [Lane.INTERACTIVE]


def test_a_sweep_wakes_one_worker_for_all_that_wait(job: SampleJob, woken: list[Lane]) -> None:
    SampleJob.objects.create()
    wake_for_waiting()
    assert woken == [Lane.INTERACTIVE]


def test_a_job_at_work_is_left_alone(job: SampleJob, woken: list[Lane]) -> None:
    claim(SampleJob, job.pk)
    wake_for_waiting()
    assert (sweep(SampleJob), woken) == (0, [])


def test_a_worker_is_woken_for_a_job_whose_worker_died(job: SampleJob, woken: list[Lane]) -> None:
    claim(SampleJob, job.pk)
    let_lease_run_out(job)
    wake_for_waiting()
    assert woken == [Lane.INTERACTIVE]


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.QUEUED])
def test_a_job_whose_attempts_are_spent_fails(
    job: SampleJob, woken: list[Lane], settings, state: JobState
) -> None:
    claim(SampleJob, job.pk)
    let_lease_run_out(job)
    SampleJob.objects.update(state=state)
    settings.JOB_ATTEMPTS = 1
    wake_for_waiting()
    assert sweep(SampleJob) == 1
    job.refresh_from_db()
    assert (job.state, job.reason, woken) == (JobState.FAILED, "worker_lost", [])


def test_a_failed_job_can_be_tried_again(
    job: SampleJob, woken: list[Lane], django_capture_on_commit_callbacks
) -> None:
    SampleJob.objects.update(state=JobState.FAILED, reason="timed_out", detail="x", attempts=3)
    with django_capture_on_commit_callbacks(execute=True):
        assert retry(job)
        assert not retry(job)
    job.refresh_from_db()
    assert (job.state, job.reason, job.detail, job.attempts) == (JobState.QUEUED, "", "", 0)
    assert woken == [Lane.INTERACTIVE]


def test_every_kind_of_job_is_swept() -> None:
    assert SampleJob in job_models()


def broken() -> int:
    raise ValueError


def four_rows() -> int:
    return 4


def test_a_look_that_fails_does_not_stop_the_sweep(
    job: SampleJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweepers = [f"{__name__}.broken", f"{__name__}.four_rows"]
    monkeypatch.setattr(jobs_sweeping, "_sweepers", sweepers)
    assert sweep_all() == 4


def test_of_all_workers_one_does_a_sweep(db: None, settings) -> None:
    assert [take_sweep_turn() for _ in range(3)] == [True, False, False]
    settings.JOB_SWEEP_SECONDS = 0
    with connection.cursor() as cursor:  # the database's clock goes on outside of a transaction
        cursor.execute("UPDATE assessments_sweepturn SET begun_at = '2026-01-01 00:00:00+00:00'")
    assert take_sweep_turn()
    assert SweepTurn.objects.count() == 1
