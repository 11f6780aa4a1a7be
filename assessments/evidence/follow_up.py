"""What follows once a file was read: a small picture of a picture, the members of an archive.

Called when an extraction ends, when the same bytes are uploaded again, and in every sweep, so that
nothing is missed where a worker was lost in between. It writes rows of jobs and dispatches them.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from assessments.evidence.media_types import NOT_SHOWN, SHOWN
from assessments.evidence.models import Original, Upload
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.jobs import JobRow, JobState, dispatch
from assessments.works.drafts import Draft
from assessments.works.owners import draft_key

logger = logging.getLogger(__name__)
ARCHIVE = "application/zip"
MAX_PER_ROUND = 100
FOLLOW_UP_WITHIN = timedelta(days=1)
_listeners: list[str] = []


def on_files_changed(listener: str) -> None:
    """Register a function that is called with each draft whose files changed.

    `listener` is its dotted path. A change is a file that was read, unpacked, given its preview
    picture or removed. Call after the transaction of the change.
    """
    _listeners.append(listener)


def announce_files(key: str) -> None:
    """Call the listeners with the draft that has the original, unless it was removed."""
    for draft in Draft.objects.filter(uploads__original=key).distinct():
        announce_change(draft)


def announce_change(draft: Draft) -> None:
    """Call the listeners with the draft."""
    for listener in _listeners:
        try:
            import_string(listener)(draft)
        except Exception:  # the change of the file stands; the sweep looks at the draft again
            logger.exception("%s failed for draft %s.", listener, draft.pk)


def start_follow_ups(key: str) -> int:
    """Start the jobs that follow once an original was read; returns their number."""
    count = _follow(Q(pk=key))
    announce_files(key)
    return count


def start_all_follow_ups() -> int:
    """What was read lately and not followed; older readings are not looked through every time."""
    return _follow(Q(reading__finished_at__gte=timezone.now() - FOLLOW_UP_WITHIN))


def _follow(which: Q) -> int:
    read = Original.objects.filter(which, reading__state=JobState.READY)
    shown = Q()
    for beginning in SHOWN:
        shown |= Q(reading__found__media_type__startswith=beginning)
    pictures = read.filter(shown, view=None).exclude(reading__found__media_type__in=NOT_SHOWN)
    made: list[tuple[JobRow, bool]] = [
        PictureView.objects.get_or_create(
            original=picture, defaults={"owner_key": picture.reading.owner_key}
        )
        for picture in pictures.select_related("reading").defer("reading__found")[:MAX_PER_ROUND]
    ]
    archives = Upload.objects.filter(
        original__in=read.filter(reading__found__media_type=ARCHIVE), unpacking=None
    )
    made += [
        Unpacking.objects.get_or_create(
            upload=archive, defaults={"owner_key": draft_key(archive.draft)}
        )
        for archive in archives.select_related("draft")[:MAX_PER_ROUND]
    ]
    for row, is_new in made:
        if is_new:
            dispatch(row)
    return len(made)
