"""What a job does whose confined child was killed from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assessments.intake.sandbox import ChildKilled
from assessments.jobs import FailureReason, TemporaryFailure


@contextmanager
def retried_if_killed() -> Iterator[None]:
    """Let the job be tried again, as one whose worker was lost; its file is not to blame.

    Raises `TemporaryFailure` where every child was killed.
    """
    try:
        yield
    except ChildKilled as killed:
        raise TemporaryFailure(FailureReason.WORKER_LOST, str(killed), seconds=0) from killed
