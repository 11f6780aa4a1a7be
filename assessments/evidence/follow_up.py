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
from assessments.jobs import JobRow, State, ring

ARCHIVE = "application/zip"
MOST_AT_ONCE = 100
LATELY = timedelta(days=1)


def follow(sha256: str) -> int:
    """What is still to be done with an original that was read."""
    return _follow(Q(sha256=sha256))


def follow_all() -> int:
    """What was read lately and not followed; older readings are not looked through every time."""
    return _follow(Q(reading__finished_at__gte=timezone.now() - LATELY))


def _follow(which: Q) -> int:
    read = Original.objects.filter(which, reading__state=State.READY)
    pictures = read.filter(reading__found__media_type__startswith="image/", view=None)
    made: list[tuple[JobRow, bool]] = [
        PictureView.objects.get_or_create(original=each) for each in pictures[:MOST_AT_ONCE]
    ]
    archives = Upload.objects.filter(
        original__in=read.filter(reading__found__media_type=ARCHIVE), unpacking=None
    )
    made += [Unpacking.objects.get_or_create(upload=each) for each in archives[:MOST_AT_ONCE]]
    for row, is_new in made:
        if is_new:
            ring(row)
    return len(made)
