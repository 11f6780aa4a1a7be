"""Which job comes next, and how many are ahead of one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.evidence.models import FileReading
from assessments.jobs import JobState, Lane, jobs_ahead, work
from assessments.jobs.queue import job_models, next_job
from assessments.jobs.row import claim, due_jobs
from assessments.memo.models import Memo
from tests.assessments.jobs.conftest import let_lease_run_out
from tests.assessments.jobs.sample.models import SampleJob

pytestmark = pytest.mark.both_databases
LANE = SampleJob.LANE


def queue(*owners: str) -> list[SampleJob]:
    """A job for each owner, queued one second after the other."""
    begun = timezone.now() - timedelta(minutes=10)
    return [
        SampleJob.objects.create(owner_key=owner, queued_at=begun + timedelta(seconds=n))
        for n, owner in enumerate(owners)
    ]


def order_of_work() -> list[int]:
    """The ids in the order in which one worker does them."""
    done: list[int] = []
    while (job := next_job(LANE)) is not None and isinstance(job.pk, int):
        assert job.others == (due_jobs(SampleJob).count() > 1)
        assert work(LANE) == "ready"
        done.append(job.pk)
        last = SampleJob.objects.filter(pk=job.pk)
        # In one transaction PostgreSQL's clock stands still; each job is begun after the last one.
        last.update(started_at=timezone.now() - timedelta(minutes=9) + timedelta(seconds=len(done)))
    return done


def test_one_owners_jobs_come_in_order(db: None) -> None:
    jobs = queue("a", "a", "a")
    assert order_of_work() == [job.pk for job in jobs]


def test_owners_take_turns(db: None) -> None:
    jobs = queue("a", "a", "a", "a", "b", "b", "c")
    first, second, third, fourth, b, b_again, c = (job.pk for job in jobs)
    assert order_of_work() == [first, b, c, second, b_again, third, fourth]


def test_a_hundred_files_of_one_owner_delay_another_by_the_job_at_work(db: None) -> None:
    jobs = queue(*["many"] * 100)
    claim(SampleJob, jobs[0].pk)
    [other] = queue("one")
    SampleJob.objects.filter(pk=other.pk).update(queued_at=timezone.now())
    chosen = next_job(LANE)
    assert chosen is not None
    assert chosen.pk == other.pk


def test_whoever_has_a_job_running_comes_after_whoever_has_none(db: None) -> None:
    running, waiting, served, next_one = queue("long", "long", "short", "short")
    claim(SampleJob, running.pk)
    SampleJob.objects.filter(pk=running.pk).update(started_at=timezone.now() - timedelta(minutes=5))
    SampleJob.objects.filter(pk=served.pk).update(state="ready", started_at=timezone.now())
    chosen = next_job(LANE)
    assert chosen is not None
    assert chosen.pk == next_one.pk


def test_a_job_that_is_not_due_is_passed_over(db: None) -> None:
    later, now = queue("a", "a")
    SampleJob.objects.filter(pk=later.pk).update(due_at=timezone.now() + timedelta(minutes=1))
    assert order_of_work() == [now.pk]


def test_a_job_of_a_dead_worker_is_taken_again(db: None) -> None:
    [job] = queue("a")
    claim(SampleJob, job.pk)
    assert next_job(LANE) is None
    let_lease_run_out(job)
    chosen = next_job(LANE)
    assert chosen is not None
    assert (chosen.model, chosen.pk, chosen.others) == (SampleJob, job.pk, False)


def test_a_job_whose_attempts_are_spent_does_not_stand_in_the_way(db: None, settings) -> None:
    spent, fresh = queue("a", "a")
    SampleJob.objects.filter(pk=spent.pk).update(attempts=settings.JOB_ATTEMPTS)
    assert order_of_work() == [fresh.pk]


def test_what_a_person_waits_for_is_not_in_the_lane_of_files() -> None:
    assert Memo in job_models(Lane.INTERACTIVE)
    assert job_models(Lane.BULK)
    assert FileReading in job_models(Lane.BULK)
    assert not set(job_models(Lane.BULK)) & set(job_models(Lane.INTERACTIVE))


def test_how_many_are_ahead_is_what_turns_make_of_it(db: None) -> None:
    jobs = queue("a", "a", "a", "a", "b", "b", "c")
    assert [jobs_ahead(job) for job in jobs] == [0, 3, 5, 6, 1, 4, 2]
    jobs[0].state = JobState.RUNNING
    assert jobs_ahead(jobs[0]) == 0
