"""Each move between states, and each hand that must not make it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.jobs import JobState
from assessments.jobs.row import claim, enter, extend, fail, finish, release
from tests.assessments.jobs.conftest import let_lease_run_out
from tests.assessments.jobs.sample.models import SampleJob

pytestmark = pytest.mark.both_databases


def test_a_queued_job_is_taken_with_a_lease(job: SampleJob, settings) -> None:
    settings.JOB_LEASE_SECONDS = 40
    taken = claim(SampleJob, job.pk)
    assert taken is not None
    assert (taken.state, taken.attempts) == (JobState.RUNNING, 1)
    left = taken.lease_until - timezone.now()
    assert timedelta(seconds=35) < left < timedelta(seconds=41)


def test_a_held_job_is_not_taken_twice(job: SampleJob) -> None:
    assert claim(SampleJob, job.pk)
    assert claim(SampleJob, job.pk) is None


def test_a_job_whose_lease_ran_out_is_taken_over(job: SampleJob) -> None:
    first = claim(SampleJob, job.pk)
    let_lease_run_out(job)
    second = claim(SampleJob, job.pk)
    assert second.attempts == 2
    assert second.token != first.token


def test_a_job_is_taken_a_bounded_number_of_times(job: SampleJob, settings) -> None:
    settings.JOB_ATTEMPTS = 2
    for _ in range(2):
        assert claim(SampleJob, job.pk)
        let_lease_run_out(job)
    assert claim(SampleJob, job.pk) is None


@pytest.mark.parametrize("state", [JobState.READY, JobState.FAILED])
def test_a_job_that_is_done_is_not_taken(job: SampleJob, state: JobState) -> None:
    SampleJob.objects.update(state=state, reason="unexpected")
    assert claim(SampleJob, job.pk) is None


def test_whoever_lost_the_lease_can_change_nothing(job: SampleJob) -> None:
    late = claim(SampleJob, job.pk)
    let_lease_run_out(job)
    claim(SampleJob, job.pk)
    assert not extend(late)
    assert not enter(late, "rendering")
    assert not finish(late, {"results": 7})
    assert not fail(late, "unexpected")
    assert not release(late)
    job.refresh_from_db()
    assert (job.state, job.results, job.stage) == (JobState.RUNNING, 0, "")


def test_a_job_is_ready_once_with_its_result(job: SampleJob) -> None:
    held = claim(SampleJob, job.pk)
    enter(held, "storing")
    assert finish(held, {"results": 1})
    assert not finish(held, {"results": 2})
    job.refresh_from_db()
    assert (job.state, job.results, job.stage, job.token) == (JobState.READY, 1, "", None)
    assert job.finished_at is not None


def test_a_failed_job_says_why_and_where(job: SampleJob) -> None:
    held = claim(SampleJob, job.pk)
    enter(held, "rendering")
    assert fail(held, "disk_full", "No space left on device")
    job.refresh_from_db()
    assert (job.state, job.reason, job.stage) == (JobState.FAILED, "disk_full", "rendering")
    assert "The server is full" in job.reason_sentence


def test_a_heartbeat_moves_the_end_of_the_lease(job: SampleJob) -> None:
    held = claim(SampleJob, job.pk)
    before = timezone.now() + timedelta(seconds=5)
    SampleJob.objects.update(lease_until=before)
    assert extend(held)
    job.refresh_from_db()
    assert job.lease_until > before


def test_a_released_job_is_queued_with_its_attempt_given_back(job: SampleJob) -> None:
    assert release(claim(SampleJob, job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.token, job.finished_at) == (JobState.QUEUED, 0, None, None)


@pytest.mark.parametrize(
    "columns",
    [{"state": "asleep"}, {"state": "running"}, {"state": "failed", "reason": ""}],
    ids=["unknown state", "running without a holder", "failed without a reason"],
)
def test_the_database_refuses_a_row_that_contradicts_itself(
    job: SampleJob, columns: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleJob.objects.update(**columns)
