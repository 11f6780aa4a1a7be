"""What follows once a file was read: a small picture of a picture, the members of an archive.

Called when a reading ends, when the same bytes are handed in again, and in every sweep, so that
nothing is missed where a worker was lost in between. Writes rows of jobs and rings for them.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from assessments.evidence.models import Original, Upload
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.jobs import JobRow, JobState, dispatch

ARCHIVE = "application/zip"
MAX_PER_ROUND = 100
FOLLOW_UP_WITHIN = timedelta(days=1)


def start_follow_ups(sha256: str) -> int:
    """What is still to be done with an original that was read."""
    return _follow(Q(sha256=sha256))


def start_all_follow_ups() -> int:
    """What was read lately and not followed; older readings are not looked through every time."""
    return _follow(Q(reading__finished_at__gte=timezone.now() - FOLLOW_UP_WITHIN))


def _follow(which: Q) -> int:
    read = Original.objects.filter(which, reading__state=JobState.READY)
    pictures = read.filter(reading__found__media_type__startswith="image/", view=None)
    made: list[tuple[JobRow, bool]] = [
        PictureView.objects.get_or_create(original=archive) for archive in pictures[:MAX_PER_ROUND]
    ]
    archives = Upload.objects.filter(
        original__in=read.filter(reading__found__media_type=ARCHIVE), unpacking=None
    )
    made += [
        Unpacking.objects.get_or_create(upload=archive) for archive in archives[:MAX_PER_ROUND]
    ]
    for row, is_new in made:
        if is_new:
            dispatch(row)
    return len(made)
