"""The embedded worker: threads of the web process that do jobs, without a broker.

Each web process has a thread for each lane, so that a person's hundred files never keep another's
memo waiting, and one that sweeps the rows. A wake-up in the memory of a killed process is not lost:
the rows remain, and the next sweep of any process wakes its worker. With `REDIS_URL` nothing starts
here; workers run beside the web server.
"""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from aigc_copyright.celery import app
from assessments.jobs import Lane, Sweeper, release_all, wait_for_wake_up, wake_worker, work
from assessments.memo.child import render_in_child

logger = logging.getLogger(__name__)
STOP_SECONDS = 3
PAUSE_SECONDS = 2  # after an error, so that a database that is away is not asked without end


class EmbeddedWorker:
    """A thread for each lane and a sweeper."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._sweeper = Sweeper()
        self._threads = [
            *(
                threading.Thread(target=self._work, args=[lane], name=lane.value, daemon=True)
                for lane in Lane
            ),
            self._sweeper,
        ]

    def start(self) -> None:
        """Start all threads."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Release running jobs and end all threads."""
        self._stopping.set()
        self._sweeper.stop()
        for lane in Lane:
            wake_worker(lane)
        release_all()
        for thread in self._threads:
            thread.join(timeout=STOP_SECONDS)

    def is_alive(self) -> bool:
        """Return whether all threads are running."""
        return all(thread.is_alive() for thread in self._threads)

    def _work(self, lane: Lane) -> None:
        while not self._stopping.is_set():
            wait_for_wake_up(lane)
            while not self._stopping.is_set() and self._work_once(lane):
                pass
            connections.close_all()

    def _work_once(self, lane: Lane) -> bool:
        """Do the next job of the lane; False where none is due."""
        try:
            close_old_connections()
            return work(lane) != "nothing due"
        except DatabaseError as error:
            logger.warning("The database did not answer: %s", error)
        except Exception:
            logger.exception("The end of a job failed.")
        self._stopping.wait(PAUSE_SECONDS)
        return True


_running: EmbeddedWorker | None = None


def load() -> None:
    """Import the tasks, in a process that forks those that have a worker each."""
    if not settings.REDIS_URL:
        app.loader.import_default_modules()


def start() -> None:
    """Start the worker of this process once, unless a broker is configured."""
    global _running
    if settings.REDIS_URL or _running is not None:
        return
    from assessments.memo import job

    job.renderer = render_in_child
    _running = EmbeddedWorker()
    _running.start()


def stop() -> None:
    """Stop the worker of this process, if it runs."""
    global _running
    if _running is not None:
        _running.stop()
        _running = None


def is_alive() -> bool:
    """Return whether the worker of this process runs."""
    return _running is not None and _running.is_alive()
