"""Looking at everything after a restore: each chain of the activity log, each stored file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from assessments.audit.models import AuditEntry
from assessments.audit.queries import audit_check
from assessments.backup.stored_files import is_whole, stored_files


@dataclass(frozen=True, kw_only=True)
class Verification:
    """How many chains and files were looked at; what is wrong, by subject and by file name."""

    num_chains: int
    num_files: int
    broken_chains: list[str]
    bad_files: list[str]

    @property
    def is_sound(self) -> bool:
        return not self.broken_chains and not self.bad_files


def verify_all() -> Verification:
    """Recompute every chain of the log and the digest of every file that a row names."""
    with connection.cursor() as cursor:
        files = stored_files(cursor)
    subjects = list(_subjects())
    return Verification(
        num_chains=len(subjects),
        num_files=len(files),
        broken_chains=[subject for subject in subjects if audit_check(subject)],
        bad_files=[stored.name for stored in files if not is_whole(stored)],
    )


def _subjects() -> Iterator[Any]:
    named = AuditEntry.objects.order_by("subject").values_list("subject", flat=True)
    return named.distinct().iterator()
