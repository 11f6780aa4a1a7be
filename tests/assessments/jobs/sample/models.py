"""The smallest job that can be killed at a stage, finished twice, or fail as it is told."""

from __future__ import annotations

from django.db import models

from assessments.jobs import JobRow


class SampleJob(JobRow):
    TASK = "tests.assessments.jobs.sample.tasks.sample_make"
    REASONS = {"too_plain": "The sample was too plain."}
    STAGES = {"composing": "Composing", "rendering": "Rendering", "storing": "Storing"}

    # At this stage the first attempt waits to be killed.
    pause_at = models.CharField(max_length=40, blank=True)
    # Where this file exists, paused attempts go on.
    gate = models.CharField(max_length=200, blank=True)
    seconds = models.FloatField(default=0)  # that the work takes, for `benchmarks/job_queue.py`
    results = models.PositiveSmallIntegerField(default=0)
    made_by = models.CharField(max_length=80, blank=True)

    class Meta(JobRow.Meta):
        pass
