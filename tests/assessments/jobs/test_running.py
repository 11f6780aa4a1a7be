"""One job done by `run`: always ready or failed, whatever the work does."""

from __future__ import annotations

import errno
import threading
import time
from datetime import timedelta
from typing import Any

import pytest

from assessments.jobs import (
    JobFailure,
    JobState,
    Lane,
    Progress,
    TemporaryFailure,
    release_all,
    run,
    work,
)
from tests.assessments.jobs.conftest import let_lease_run_out
from tests.assessments.jobs.sample.models import SampleJob
from tests.assessments.jobs.sample.tasks import path, sample_make

pytestmark = pytest.mark.both_databases
threads_see_rows = pytest.mark.django_db(transaction=True)


def test_it_makes_the_result(job: SampleJob) -> None:
    assert sample_make(str(job.pk)) == "ready"
    job.refresh_from_db()
    assert (job.state, job.results, job.attempts) == (JobState.READY, 1, 1)


def test_done_again_it_changes_nothing(job: SampleJob) -> None:
    sample_make(str(job.pk))
    assert sample_make(str(job.pk)) == "not taken"
    job.refresh_from_db()
    assert job.results == 1


def test_a_job_that_does_not_exist_is_not_taken(db: None) -> None:
    assert sample_make("404") == "not taken"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("bad glyph"), "unexpected"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (OSError(errno.EACCES, "Permission denied"), "unexpected"),
        (JobFailure("too_plain", "one colour"), "too_plain"),
    ],
    ids=["any error", "full disk", "another error of the disk", "named by the work"],
)
def test_an_error_ends_as_a_reason(job: SampleJob, error: Exception, reason: str) -> None:
    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        progress.stage("rendering")
        raise error

    assert run(SampleJob, job.pk, work) == "failed"
    job.refresh_from_db()
    assert (job.state, job.reason, job.stage) == (JobState.FAILED, reason, "rendering")
    assert str(error) in job.detail


def test_a_full_disk_is_known_behind_another_error(job: SampleJob) -> None:
    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise RuntimeError("the renderer gave up") from error

    run(SampleJob, job.pk, work)
    job.refresh_from_db()
    assert job.reason == "disk_full"


def test_a_disk_that_is_really_full_is_named(job: SampleJob) -> None:
    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        with open("/dev/full", "w") as disk:
            disk.write("a page")
        return {}

    assert run(SampleJob, job.pk, work) == "failed"
    job.refresh_from_db()
    assert job.reason == "disk_full"


def test_what_a_failed_attempt_left_is_removed_before_the_row_says_so(job: SampleJob) -> None:
    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        path(held).parent.mkdir(parents=True)
        path(held).write_text("half")
        raise ValueError

    def clean(held: SampleJob) -> None:
        held.refresh_from_db()
        assert held.state == JobState.RUNNING
        path(held).unlink()

    assert run(SampleJob, job.pk, work, clean=clean) == "failed"


def test_a_result_that_comes_too_late_is_thrown_away(job: SampleJob) -> None:
    cleaned = []

    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        let_lease_run_out(held)
        assert run(SampleJob, held.pk, lambda *_: {"results": 2}) == "ready"
        return {"results": 1}

    assert run(SampleJob, job.pk, work, clean=cleaned.append) == "lost"
    job.refresh_from_db()
    assert (job.state, job.results, len(cleaned)) == (JobState.READY, 2, 1)


def test_a_stage_cannot_be_entered_once_the_job_is_gone(job: SampleJob) -> None:
    reached = []

    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        SampleJob.objects.update(state=JobState.QUEUED, token=None)
        progress.stage("rendering")
        reached.append("rendering")
        return {}

    assert run(SampleJob, job.pk, work) == "lost"
    assert not reached


@threads_see_rows
def test_work_that_takes_too_long_is_stopped_and_says_so(settings) -> None:
    settings.JOB_TIME_LIMIT = 1
    job = SampleJob.objects.create()
    started = time.monotonic()
    assert run(SampleJob, job.pk, endless) == "failed"
    assert time.monotonic() - started < 5
    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.FAILED, "timed_out")


@threads_see_rows
def test_the_lease_is_extended_while_the_work_goes_on(settings) -> None:
    settings.JOB_LEASE_SECONDS = 1
    job = SampleJob.objects.create()

    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        time.sleep(2.5)
        assert run(SampleJob, held.pk, endless) == "not taken"
        return {"results": 1}

    assert run(SampleJob, job.pk, work) == "ready"


@threads_see_rows
def test_work_whose_job_was_taken_over_is_stopped(settings) -> None:
    settings.JOB_LEASE_SECONDS = 1
    job = SampleJob.objects.create()

    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        SampleJob.objects.update(state=JobState.QUEUED, token=None)
        return endless(held, progress)

    assert run(SampleJob, job.pk, work) == "lost"


@threads_see_rows
def test_a_stopping_process_gives_its_job_back() -> None:
    job = SampleJob.objects.create()
    begun = threading.Event()
    outcome = []

    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        begun.set()
        return endless(held, progress)

    worker = threading.Thread(target=lambda: outcome.append(run(SampleJob, job.pk, work)))
    worker.start()
    assert begun.wait(timeout=20)
    release_all()
    worker.join(timeout=20)
    assert outcome == ["lost"]
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def endless(job: SampleJob, progress: Progress) -> dict[str, Any]:
    """Work that swallows every ordinary error, as a renderer may."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            time.sleep(0.01)
        except Exception:
            continue
    return {"results": 99}


def storage_unavailable(held: SampleJob, progress: Progress) -> dict[str, Any]:
    raise TemporaryFailure("too_plain", "nobody there", seconds=120)


def test_what_is_away_is_tried_again_after_its_time_only(job: SampleJob) -> None:
    assert run(SampleJob, job.pk, storage_unavailable) == "deferred"
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)

    assert work(Lane.INTERACTIVE) == "nothing due"
    SampleJob.objects.update(due_at=job.due_at - timedelta(seconds=121))
    assert work(Lane.INTERACTIVE) == "ready"


def test_what_stays_away_fails_after_the_last_attempt(job: SampleJob, settings: Any) -> None:
    settings.JOB_ATTEMPTS = 2
    assert [run(SampleJob, job.pk, storage_unavailable) for _ in range(3)] == [
        "deferred",
        "failed",
        "not taken",
    ]
    job.refresh_from_db()
    assert (job.reason, job.attempts) == ("too_plain", 2)
