"""The bell: rung after the commit, and again for what nobody took up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from assessments.jobs import JobState, dispatch, job_models, retry, sweep, sweep_all, sweeping
from assessments.jobs.row import claim
from tests.assessments.jobs.conftest import let_lease_run_out
from tests.assessments.jobs.sample import tasks
from tests.assessments.jobs.sample.models import SampleJob

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rung: list[str] = []
    monkeypatch.setattr(tasks.sample_make, "delay", rung.append)
    return rung


def test_the_bell_rings_once_the_row_is_committed(
    job: SampleJob, bell: list[str], django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        dispatch(job)
        assert bell == []
    assert bell == [str(job.pk)]


def test_a_job_that_was_never_rung_is_rung(job: SampleJob, bell: list[str]) -> None:
    assert sweep_all() == 1
    assert bell == [str(job.pk)]


def test_a_job_is_not_rung_again_within_a_lease(job: SampleJob, bell: list[str]) -> None:
    sweep(SampleJob)
    sweep(SampleJob)
    assert len(bell) == 1
    SampleJob.objects.update(dispatched_at=timezone.now() - timedelta(minutes=5))
    sweep(SampleJob)
    assert len(bell) == 2


def test_a_job_at_work_is_left_alone(job: SampleJob, bell: list[str]) -> None:
    claim(SampleJob, job.pk)
    assert sweep(SampleJob) == 0
    assert bell == []


def test_a_job_whose_worker_died_is_rung(job: SampleJob, bell: list[str]) -> None:
    claim(SampleJob, job.pk)
    let_lease_run_out(job)
    sweep(SampleJob)
    assert bell == [str(job.pk)]


def test_a_job_whose_workers_all_died_fails(job: SampleJob, bell: list[str], settings) -> None:
    settings.JOB_ATTEMPTS = 1
    claim(SampleJob, job.pk)
    let_lease_run_out(job)
    sweep(SampleJob)
    job.refresh_from_db()
    assert (job.state, job.reason, bell) == (JobState.FAILED, "worker_lost", [])


@pytest.mark.parametrize("error", [OperationalError("away"), ConnectionRefusedError("away")])
def test_a_broker_that_is_away_loses_nothing(
    job: SampleJob,
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks,
) -> None:
    def refuse(pk: str) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(tasks.sample_make, "delay", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            dispatch(job)
    rung: list[str] = []
    monkeypatch.setattr(tasks.sample_make, "delay", rung.append)
    sweep(SampleJob)
    assert rung == [str(job.pk)]


def test_a_failed_job_can_be_tried_again(
    job: SampleJob, bell: list[str], django_capture_on_commit_callbacks
) -> None:
    SampleJob.objects.update(state=JobState.FAILED, reason="timed_out", detail="x", attempts=3)
    with django_capture_on_commit_callbacks(execute=True):
        assert retry(job)
        assert not retry(job)
    job.refresh_from_db()
    assert (job.state, job.reason, job.detail, job.attempts) == (JobState.QUEUED, "", "", 0)
    assert bell == [str(job.pk)]


def test_every_kind_of_job_is_swept() -> None:
    assert SampleJob in job_models()


def broken() -> int:
    raise ValueError


def four_rows() -> int:
    return 4


def test_a_look_that_fails_does_not_stop_the_sweep(
    job: SampleJob, bell: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "_sweepers", [f"{__name__}.broken", f"{__name__}.four_rows"])
    assert sweep_all() == 5
