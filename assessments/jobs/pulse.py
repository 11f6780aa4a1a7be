"""The heartbeat of a running job, and the end of one that takes too long.

A thread extends the lease while the work goes on. When the time allowed is over it fails the
row and interrupts the work; when the row has gone to someone else it interrupts as well. The
interruption reaches Python code between two instructions; a call into C that never returns can
only be ended with its process (Celery's own time limit does that for a separate worker).
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, connection

from assessments.jobs.reasons import FailureReason
from assessments.jobs.row import JobRow, extend, fail, release

logger = logging.getLogger(__name__)
BEATS_PER_LEASE = 3


class JobInterrupted(BaseException):
    """Not an `Exception`, so that a renderer that skips over bad images cannot swallow it."""

    outcome = "lost"


class LeaseLost(JobInterrupted):
    """The row is no longer ours; whatever was made must be thrown away."""


class TimedOut(JobInterrupted):
    """The time allowed is over; the row has already been failed."""

    outcome = "failed"


class Heartbeat(threading.Thread):
    """`with Pulse(job):` holds the job for as long as the block runs."""

    _beating: set[Heartbeat] = set()

    def __init__(self, job: JobRow) -> None:
        super().__init__(name=f"pulse-{job.pk}", daemon=True)
        self._job = job
        self._work_thread = threading.get_ident()
        self._over = threading.Event()
        self._lock = threading.Lock()

    def __enter__(self) -> Heartbeat:
        self.start()
        self._beating.add(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._beating.discard(self)
        with self._lock:
            self._over.set()
        # An interruption sent just before arrives here, not in what comes after.
        for _ in range(10):
            time.sleep(0)

    def run(self) -> None:
        deadline = time.monotonic() + settings.JOB_TIME_LIMIT
        every = settings.JOB_LEASE_SECONDS / BEATS_PER_LEASE
        try:
            while not self._over.wait(min(every, max(0, deadline - time.monotonic()))):
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
        """Give back every job of this process, so that the next worker need not wait."""
        for pulse in list(cls._beating):
            release(pulse._job)
            pulse._interrupt(LeaseLost)

    def _beat(self) -> bool:
        try:
            return extend(self._job)
        except DatabaseError:
            # The lease runs on; the next beat may find the database again.
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
                thread = ctypes.c_ulong(self._work_thread)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(kind))
