"""The watermark of free disk under which nothing large is taken in or made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from assessments.quotas.limits import MIB
from assessments.quotas.refusal import DiskLow
from assessments.quotas.services import disk_refusal_note


def require_free_disk(*, stranger: bool) -> None:
    """Raise `DiskLow` where less than `DISK_FREE_MIB` is free; for a stranger less than twice that.

    So whoever has no account cannot use up what is left for those who have. Files on their way
    are looked at, too: with a bucket, the local disk holds nothing else.
    """
    wanted = settings.DISK_FREE_MIB * MIB * (2 if stranger else 1)
    if min(_free_bytes(place) for place in _places()) < wanted:
        disk_refusal_note()
        raise DiskLow


def _places() -> set[str]:
    """Return the folders that a file passes: stored files, and what is received or being made."""
    folder = settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()
    return {str(settings.DATA_DIR), str(settings.MEDIA_ROOT), str(folder)}


def _free_bytes(place: str) -> int:
    """Return the free bytes of the disk with a folder, which may not exist yet."""
    path = Path(place)
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free
