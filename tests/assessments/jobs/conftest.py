from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.assessments.jobs.sample.models import SampleJob


@pytest.fixture
def job(db: None) -> SampleJob:
    return SampleJob.objects.create()


def let_lease_run_out(job: SampleJob) -> None:
    SampleJob.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
