"""Files never keep waiting what a person waits for, nor the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from assessments.answers.services import draft_start
from assessments.evidence.models import FileReading
from assessments.evidence.receive import file_receive
from assessments.jobs import JobState, dispatch
from tests.assessments.jobs.sample.models import SampleJob
from tests.support.job_subjects import SampleSubject
from tests.support.processes import Server, free_port, wait_until
from tests.support.uploads import DUCK

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = ("celery", "-A", "aigc_copyright", "worker", "--concurrency", "1", "--loglevel", "INFO")


@pytest.fixture
def web(tmp_path: Path, transactional_db: None) -> Iterator[Server]:
    server = Server("gunicorn", folder=tmp_path, name="web", PORT=str(free_port()))
    yield server.start()
    server.kill()


def hand_in_file() -> FileReading:
    with DUCK.open("rb") as file:
        upload = file_receive(draft=draft_start(owner=None), file=file, by=None, name="duck.png")
    return FileReading.objects.get(pk=upload.original_id)


@pytest.mark.embedded
def test_a_web_process_does_a_job_of_each_lane(web: Server, tmp_path: Path) -> None:
    subject = SampleSubject(tmp_path)
    job = subject.create("composing")
    wait_until(lambda: subject.is_at(job, "composing"), web)
    reading = hand_in_file()
    wait_until(FileReading.objects.filter(pk=reading.pk, state=JobState.READY).exists, web)
    assert subject.is_at(job, "composing")


@pytest.mark.services
def test_a_worker_for_people_takes_no_files(
    tmp_path: Path, transactional_db: None, settings
) -> None:
    Redis.from_url(settings.REDIS_URL).flushdb()
    reading = hand_in_file()
    jobs = [SampleJob.objects.create() for _ in range(3)]
    for job in jobs:
        dispatch(job)
    interactive = Server(*WORKER, "--queues", "interactive", folder=tmp_path, name="people")
    bulk = Server(*WORKER, "--queues", "interactive,bulk", folder=tmp_path, name="bulk")
    try:
        interactive.start()
        done = SampleJob.objects.filter(state=JobState.READY)
        wait_until(lambda: done.count() == len(jobs), interactive)
        reading.refresh_from_db()
        assert (reading.state, reading.attempts) == (JobState.QUEUED, 0)
        bulk.start()
        wait_until(FileReading.objects.filter(pk=reading.pk, state=JobState.READY).exists, bulk)
    finally:
        interactive.kill()
        bulk.kill()
