"""Why something is refused, as exceptions; `wording` has their sentences."""

from __future__ import annotations

from assessments.quotas.limits import Limit

DISK = "disk"  # stands for the kind where the disk is the reason


class Refused(Exception):
    """Something is not done now; nothing of it was done. `middleware` makes a page of it."""

    status: int
    retry_after: int  # seconds; 0 where nobody knows
    says: object = ""  # its sentence, where `wording` has none


class QuotaExceeded(Refused):
    """A limit is reached until its window ends."""

    status = 429

    def __init__(self, limit: Limit, *, retry_after: int) -> None:
        super().__init__(f"{limit.kind}.{limit.scope}")
        self.limit = limit
        self.retry_after = retry_after


class DiskLow(Refused):
    """The disk has less free space than is kept for everything else."""

    status = 507
    retry_after = 0
