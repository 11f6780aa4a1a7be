"""Looking at everything after a restore: the activity log, each stored file."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from assessments.audit.checking import Counts, check_log
from assessments.backup.stored_files import is_whole, stored_files


@dataclass(frozen=True, kw_only=True)
class Verification:
    """How many chains and files were looked at; what is wrong with the log, and which files are."""

    num_chains: int
    num_files: int
    log_faults: list[str]
    bad_files: list[str]

    @property
    def is_sound(self) -> bool:
        return not self.log_faults and not self.bad_files


def verify_all() -> Verification:
    """Recompute every chain and root of the log, and the digest of every file that a row names."""
    with connection.cursor() as cursor:
        files = stored_files(cursor)
    counts = Counts()
    faults = [str(fault) for fault in check_log(counts)]
    return Verification(
        num_chains=counts.chains,
        num_files=len(files),
        log_faults=faults,
        bad_files=[stored.name for stored in files if not is_whole(stored)],
    )
