"""A separate worker on PostgreSQL and Redis is killed with -9: no job is lost or made twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from assessments.jobs import JobState, dispatch
from tests.assessments.jobs.sample.models import SampleJob
from tests.support.job_subjects import EVERY_STAGE, JobSubject, SampleSubject
from tests.support.processes import Server, wait_until

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
CELERY = ("celery", "-A", "aigc_copyright")


@pytest.fixture
def redis(settings) -> Redis:
    """Empty, so that no message of another test is delivered to this one's worker."""
    client = Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    return client


@pytest.fixture
def worker(tmp_path: Path, transactional_db: None, redis: Redis) -> Iterator[Server]:
    server = new_worker(tmp_path, "worker")
    yield server.start()
    server.kill()


@pytest.fixture
def subject(tmp_path: Path) -> SampleSubject:
    return SampleSubject(tmp_path)


def new_worker(folder: Path, name: str) -> Server:
    options = ("worker", "--concurrency", "1", "--loglevel", "INFO", "--hostname", f"{name}@%h")
    return Server(*CELERY, *options, folder=folder, name=name)


@pytest.mark.parametrize(("kind", "stage"), EVERY_STAGE)
def test_a_job_killed_at_a_stage_is_made_once(
    worker: Server, tmp_path: Path, kind: type[JobSubject], stage: str
) -> None:
    subject = kind(tmp_path)
    job = subject.create(stage)
    dispatch(job)
    wait_until(lambda: subject.is_at(job, stage), worker)
    worker.kill()
    worker.start()
    wait_until(lambda: subject.is_done(job), worker)
    subject.assert_made_once(job)
    assert job.attempts == 2


def test_the_worker_outlives_the_process_that_did_the_job(
    worker: Server, subject: SampleSubject
) -> None:
    job = subject.create("rendering")
    dispatch(job)
    wait_until(lambda: subject.is_at(job, "rendering"), worker)
    for pid in worker.children():
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: subject.is_done(job), worker)
    subject.assert_made_once(job)


def test_a_frozen_worker_that_wakes_up_late_changes_nothing(
    worker: Server, subject: SampleSubject, tmp_path: Path
) -> None:
    job = subject.create("storing")
    dispatch(job)
    wait_until(lambda: subject.is_at(job, "storing"), worker)
    worker.send(signal.SIGSTOP)
    second = new_worker(tmp_path, "second").start()
    try:
        wait_until(lambda: subject.is_done(job), second)
        subject.open_gate()
        worker.send(signal.SIGCONT)
        wait_until(lambda: "attempt 1: lost" in worker.log(), worker)
        subject.assert_made_once(job)
    finally:
        second.kill()


def test_messages_that_the_broker_forgot_are_sent_again(
    worker: Server, subject: SampleSubject, redis: Redis
) -> None:
    first = subject.create("composing")
    dispatch(first)
    wait_until(lambda: subject.is_at(first, "composing"), worker)
    waiting = [subject.create() for _ in range(3)]
    for job in waiting:
        dispatch(job)
    redis.flushdb()
    subject.open_gate()
    wait_until(lambda: all(subject.is_done(job) for job in [first, *waiting]), worker)
    for job in [first, *waiting]:
        subject.assert_made_once(job)


def test_many_jobs_survive_kill_after_kill(worker: Server, subject: SampleSubject) -> None:
    stages = ("composing", "", "rendering", "", "", "storing", "", "")
    jobs = [subject.create(stage) for stage in stages]
    for job in jobs:
        dispatch(job)
    for _ in range(3):
        wait_until(SampleJob.objects.filter(state=JobState.RUNNING).exists, worker)
        worker.kill()
        worker.start()
    subject.open_gate()
    wait_until(lambda: all(subject.is_done(job) for job in jobs), worker)
    for job in jobs:
        subject.assert_made_once(job)


def test_a_worker_that_starts_takes_up_what_nobody_rang_for(
    subject: SampleSubject, redis: Redis, tmp_path: Path, transactional_db: None
) -> None:
    job = subject.create()
    worker = new_worker(tmp_path, "alone").start()
    try:
        wait_until(lambda: subject.is_done(job), worker)
        subject.assert_made_once(job)
    finally:
        worker.kill()
