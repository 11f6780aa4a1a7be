"""What the kill tests kill: a kind of job, and how to tell that it was made exactly once."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from assessments.jobs import State
from tests.jobs.sample.models import SampleJob


class SampleSubject:
    """A job that waits at a stage until it is killed."""

    stages = tuple(SampleJob.STAGES)

    def __init__(self, folder: Path) -> None:
        self.gate = folder / "gate"

    def create(self, stage: str = "") -> SampleJob:
        return SampleJob.objects.create(pause_at=stage, gate=str(self.gate))

    def open_gate(self) -> None:
        self.gate.touch()

    def is_at(self, job: SampleJob, stage: str) -> bool:
        return SampleJob.objects.filter(pk=job.pk, state=State.RUNNING, stage=stage).exists()

    def is_done(self, job: SampleJob) -> bool:
        return not SampleJob.objects.filter(
            pk=job.pk, state__in=[State.QUEUED, State.RUNNING]
        ).exists()

    def assert_made_once(self, job: SampleJob) -> None:
        job.refresh_from_db()
        assert (job.state, job.reason, job.results) == (State.READY, "", 1)
        kept = Path(settings.MEDIA_ROOT) / "samples" / job.made_by.split()[1]
        assert kept.read_text() == "made"
