"""The heartbeat of a running job, and the end of one that takes too long.

A thread extends the lease while the work goes on. After the time limit it fails the row and
interrupts the work; where another worker has claimed the row, it interrupts as well. The
interruption reaches Python code between two instructions; a call into C that never returns can
only be ended with its process (Celery's own time limit does that for a separate worker).
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from types import TracebackType
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection

from assessments.jobs.reasons import FailureReason
from assessments.jobs.row import JobRow, extend, fail, release

logger = logging.getLogger(__name__)
BEATS_PER_LEASE = 3  # so that two heartbeats in a row may fail before the lease expires
# How often the work's thread gives up the processor, so that a pending interruption is raised.
YIELDS = 10


class JobInterrupted(BaseException):
    """Raised in the work's thread from outside.

    It is no `Exception`, so that a renderer that skips over bad images cannot swallow it. `outcome`
    is what `run` returns for it.
    """

    outcome: Literal["lost", "failed"] = "lost"


class LeaseLost(JobInterrupted):
    """Another worker holds the row; the result of this one must be discarded."""


class TimedOut(JobInterrupted):
    """The work exceeded JOB_TIME_LIMIT; the row is failed already."""

    outcome = "failed"


class Heartbeat(threading.Thread):
    """`with Heartbeat(job):` holds the job for as long as the block runs."""

    _active: set[Heartbeat] = set()

    def __init__(self, job: JobRow) -> None:
        super().__init__(name=f"heartbeat-{job.pk}", daemon=True)
        self._job = job
        self._work_thread = threading.get_ident()
        self._over = threading.Event()
        self._lock = threading.Lock()

    def __enter__(self) -> Heartbeat:
        self.start()
        self._active.add(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._active.discard(self)
        with self._lock:
            self._over.set()
        # An interruption that was sent just before is raised here and not in later code.
        for _ in range(YIELDS):
            time.sleep(0)

    def run(self) -> None:
        deadline = time.monotonic() + settings.JOB_TIME_LIMIT
        interval = settings.JOB_LEASE_SECONDS / BEATS_PER_LEASE
        try:
            while not self._over.wait(min(interval, max(0, deadline - time.monotonic()))):
                if time.monotonic() >= deadline:
                    self._give_up()
                    return
                if not self._beat():
                    self._interrupt(LeaseLost)
                    return
        finally:
            connection.close()

    @classmethod
    def release_all(cls) -> None:
        """Release every job of this process, so that another worker can claim it at once."""
        for heartbeat in list(cls._active):
            release(heartbeat._job)
            heartbeat._interrupt(LeaseLost)

    def _beat(self) -> bool:
        try:
            return extend(self._job)
        except DatabaseError:
            # The lease still holds; the database may answer at the next heartbeat.
            logger.warning("%s: a heartbeat was lost", self.name, exc_info=True)
            connection.close()
            return True

    def _give_up(self) -> None:
        allowed = f"More than {settings.JOB_TIME_LIMIT} seconds."
        try:
            fail(self._job, FailureReason.TIMED_OUT, allowed)
        finally:
            self._interrupt(TimedOut)

    def _interrupt(self, kind: type[JobInterrupted]) -> None:
        with self._lock:
            if not self._over.is_set():
                # CPython's C API: raises an exception asynchronously in another thread.
                thread = ctypes.c_ulong(self._work_thread)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(kind))
