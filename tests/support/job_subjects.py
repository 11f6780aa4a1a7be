"""What the kill tests kill: kinds of job, and how to tell that each was made exactly once."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from assessments.jobs import JobRow, JobState
from assessments.memo.models import Memo
from assessments.memo.services import memo_request
from assessments.results.services import assessment_run, work_create
from cases.record import load
from tests.assessments.jobs.sample.models import SampleJob

RECORD = Path(__file__).resolve().parents[1] / "resources/records/strong-image.yaml"


class JobSubject(ABC):
    """One kind of job."""

    model: Any  # a class of JobRow
    stages: tuple[str, ...]

    def __init__(self, folder: Path) -> None:
        self.gate = folder / "gate"

    @abstractmethod
    def create(self, stage: str = "") -> Any:
        """A job to be killed at a stage."""

    @abstractmethod
    def assert_result(self, job: Any) -> None:
        """What was made is whole, and there is one of it."""

    def open_gate(self) -> None:
        self.gate.touch()

    def is_at(self, job: JobRow, stage: str) -> bool:
        return self.model.objects.filter(pk=job.pk, state=JobState.RUNNING, stage=stage).exists()

    def is_done(self, job: JobRow) -> bool:
        return self.model.objects.filter(
            pk=job.pk, state__in=[JobState.READY, JobState.FAILED]
        ).exists()

    def assert_made_once(self, job: JobRow) -> None:
        job.refresh_from_db()
        assert (job.state, job.reason, job.detail) == (JobState.READY, "", "")
        self.assert_result(job)


class SampleSubject(JobSubject):
    """A job that waits at a stage until it is killed, or until the gate opens."""

    model = SampleJob
    stages = tuple(SampleJob.STAGES)

    def create(self, stage: str = "") -> SampleJob:
        return SampleJob.objects.create(pause_at=stage, gate=str(self.gate))

    def assert_result(self, job: SampleJob) -> None:
        assert job.results == 1
        kept = Path(settings.MEDIA_ROOT) / "samples" / job.made_by.split()[1]
        assert kept.read_text() == "made"


class MemoSubject(JobSubject):
    """The real thing: an opinion memo in Chinese, from a stored assessment to its PDF."""

    model = Memo
    stages = tuple(Memo.STAGES)

    def create(self, stage: str = "") -> Memo:
        call_command("load_library", stdout=StringIO())
        owner = get_user_model().objects.create_user("creator")
        assessment = assessment_run(work=work_create(owner=owner, record=load(RECORD)))
        return memo_request(assessment=assessment, language="zh-hans", by=owner)

    def assert_result(self, job: Memo) -> None:
        assert Memo.objects.count() == 1
        with job.pdf.open("rb") as file:
            body = file.read()
        assert body.startswith(b"%PDF-")
        assert hashlib.sha256(body).hexdigest() == job.sha256


# Each takes two starts of a server: before and after something is stored, and within a real memo.
EVERY_NIGHT = {(SampleSubject, "rendering"), (MemoSubject, "composing")}
EVERY_STAGE = [
    pytest.param(
        subject,
        stage,
        id=f"{subject.model.__name__} {stage}",
        marks=[pytest.mark.nightly] if (subject, stage) in EVERY_NIGHT else [],
    )
    for subject in (SampleSubject, MemoSubject)
    for stage in subject.stages
]
