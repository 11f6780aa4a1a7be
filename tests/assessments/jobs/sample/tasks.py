from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db.models import F

from assessments.jobs import Progress, run
from tests.assessments.jobs.sample.models import SampleJob


@shared_task(ignore_result=True)
def sample_make(pk: str) -> str:
    return run(SampleJob, pk, make, clean=remove)


def make(job: SampleJob, progress: Progress) -> dict[str, Any]:
    for stage in SampleJob.STAGES:
        progress.stage(stage)
        if stage == "storing":
            path(job).parent.mkdir(parents=True, exist_ok=True)
            path(job).write_text("made")
        if stage == job.pause_at and job.attempts == 1:
            wait(Path(job.gate))
    time.sleep(job.seconds)
    return {"results": F("results") + 1, "made_by": f"{os.getpid()} {path(job).name}"}


def wait(gate: Path) -> None:
    while not gate.is_file():
        time.sleep(0.02)


def path(job: SampleJob) -> Path:
    return Path(settings.MEDIA_ROOT) / "samples" / f"{job.pk}-{job.token}.txt"


def remove(job: SampleJob) -> None:
    path(job).unlink(missing_ok=True)
