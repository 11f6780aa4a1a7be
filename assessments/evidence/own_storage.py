"""Whether this host has the storage of files that the rows of the database speak of.

Hosts that share a database may not share their files: S3_BUCKET was forgotten on one of them, or a
disk is not mounted. There every original would look lost, and the activity log would say so for
ever; and what is stored there, no other host would find. So a row names a file of random bytes,
which is looked for wherever files are stored, and before one is called lost.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from assessments.evidence.models import Original
from assessments.evidence.models_storage import StorageMark
from assessments.jobs import StorageUnavailable

ONLY_ROW = 1
MARK_BYTES = 32
MAX_LOOKED_FOR = 5  # a single one may be lost indeed


def require_own_storage() -> None:
    """Raise `StorageUnavailable` where this host has another storage, or it does not answer.

    Where none is marked yet, the storage of this host is, unless it has none of the newest files.
    """
    if mark := _get_mark():
        _require_one_of([mark])
    else:
        newest = Original.objects.filter(intact=True).order_by("-received_at")
        _require_one_of(list(newest.values_list("file", flat=True)[:MAX_LOOKED_FOR]))
        _make_mark()


def refuse_other_storage() -> None:
    """Do the same before a file is called lost; marks nothing, so that a page may ask."""
    if _get_mark():
        require_own_storage()


def _require_one_of(names: list[str]) -> None:
    if names and not any(default_storage.exists(name) for name in names):
        raise StorageUnavailable(
            f"The file {names[0]} is not in the storage of this host, so it is not the one that "
            "the database speaks of. Check S3_BUCKET and DATA_DIR, and whether the disk is mounted."
        )


def _get_mark() -> str:
    return StorageMark.objects.filter(pk=ONLY_ROW).values_list("file", flat=True).first() or ""


def _make_mark() -> None:
    """Mark this storage, unless another host marks its own at the same moment and is first."""
    data = secrets.token_bytes(MARK_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    name = default_storage.save(f"storage/{digest}", ContentFile(data))
    row = StorageMark(pk=ONLY_ROW, file=name, sha256=digest)
    StorageMark.objects.bulk_create([row], ignore_conflicts=True)
    if _get_mark() != name:
        default_storage.delete(name)
        require_own_storage()
