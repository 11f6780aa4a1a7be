"""When a page may say that no worker seems to be at work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.jobs import JobState, worker_seems_absent
from assessments.jobs.row import claim
from tests.assessments.jobs.sample.models import SampleJob

pytestmark = pytest.mark.both_databases


def after(seconds: int):
    return timezone.now() + timedelta(seconds=seconds)


def test_a_job_just_queued_is_no_alarm(job: SampleJob) -> None:
    assert not worker_seems_absent(job, after(29))


def test_a_job_queued_for_too_long_is(job: SampleJob) -> None:
    assert worker_seems_absent(job, after(31))


def test_a_job_that_is_to_be_tried_later_is_not(job: SampleJob) -> None:
    job.due_at = after(60)
    assert not worker_seems_absent(job, after(89))
    assert worker_seems_absent(job, after(91))


def test_a_queue_behind_a_busy_worker_is_not(job: SampleJob, settings) -> None:
    settings.JOB_LEASE_SECONDS = 60
    claim(SampleJob, SampleJob.objects.create().pk)
    assert not worker_seems_absent(job, after(31))
    assert worker_seems_absent(job, after(90))


def test_a_job_whose_worker_died_and_that_nobody_took_over_is(job: SampleJob, settings) -> None:
    settings.JOB_LEASE_SECONDS = 10
    held = claim(SampleJob, job.pk)
    assert not worker_seems_absent(held, after(39))
    assert worker_seems_absent(held, after(42))


@pytest.mark.parametrize("state", [JobState.READY, JobState.FAILED])
def test_a_job_that_is_done_needs_no_worker(job: SampleJob, state: JobState) -> None:
    job.state = state
    assert not worker_seems_absent(job, after(3600))
