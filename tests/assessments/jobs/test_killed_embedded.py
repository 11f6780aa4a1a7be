"""The web process and its embedded worker are killed with -9: no job is lost or made twice."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from assessments.jobs import JobState, worker_seems_absent
from tests.assessments.jobs.sample.models import SampleJob
from tests.support.job_subjects import EVERY_STAGE, JobSubject, SampleSubject
from tests.support.processes import ATTEMPTS, Server, free_port, wait_until

pytestmark = [pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def web(tmp_path: Path, transactional_db: None) -> Iterator[Server]:
    server = Server("gunicorn", folder=tmp_path, name="web", PORT=str(free_port()))
    yield server.start()
    server.kill()


@pytest.fixture
def subject(tmp_path: Path) -> SampleSubject:
    return SampleSubject(tmp_path)


@pytest.mark.parametrize(("kind", "stage"), EVERY_STAGE)
def test_a_job_killed_at_a_stage_is_made_once(
    web: Server, tmp_path: Path, kind: type[JobSubject], stage: str
) -> None:
    subject = kind(tmp_path)
    job = subject.create(stage)
    wait_until(lambda: subject.is_at(job, stage), web)
    web.kill()
    web.start()
    wait_until(lambda: subject.is_done(job), web)
    subject.assert_made_once(job)
    assert job.attempts == 2


def test_jobs_of_two_processes_survive_two_kills(tmp_path: Path, subject: SampleSubject) -> None:
    jobs = [subject.create(stage) for stage in ("", "composing", "", "storing", "", "")]
    port = str(free_port())
    web = Server("gunicorn", folder=tmp_path, name="two", PORT=port, WEB_CONCURRENCY="2").start()
    try:
        for _ in range(2):
            wait_until(SampleJob.objects.filter(state=JobState.RUNNING).exists, web)
            web.kill()
            web.start()
        subject.open_gate()
        wait_until(lambda: all(subject.is_done(job) for job in jobs), web)
        for job in jobs:
            subject.assert_made_once(job)
    finally:
        web.kill()


def test_a_job_whose_workers_always_die_fails_with_that_reason(
    web: Server, subject: SampleSubject
) -> None:
    job = subject.create("composing")
    wait_until(lambda: subject.is_at(job, "composing"), web)
    web.kill()
    SampleJob.objects.update(attempts=ATTEMPTS)
    web.start()
    wait_until(lambda: subject.is_done(job), web)
    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.FAILED, "worker_lost")


def test_an_ordinary_stop_gives_the_job_to_the_next_process_at_once(
    web: Server, subject: SampleSubject
) -> None:
    job = subject.create("composing")
    wait_until(lambda: subject.is_at(job, "composing"), web)
    assert web.stop() < 8
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert not worker_seems_absent(job, timezone.now())


def test_the_process_says_that_it_is_ready(web: Server, subject: SampleSubject) -> None:
    address = f"http://127.0.0.1:{web.port}/readyz"
    wait_until(lambda: _answers(address), web)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
