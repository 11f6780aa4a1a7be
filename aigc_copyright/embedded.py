"""The embedded worker: Celery in threads of the web process, without a broker.

Each web process has one thread that takes tasks from a queue in memory and one that sweeps the rows
of jobs. A task in the memory of a killed process is not lost: its row remains, and the next sweep
of any process dispatches it again. With `REDIS_URL` nothing starts here; a worker and a scheduler
run beside the web server.
"""

from __future__ import annotations

import logging
import threading

from celery.platforms import EX_OK
from celery.worker import WorkController, state
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from aigc_copyright.celery import app
from assessments.jobs import release_all, sweep_all
from assessments.memo.child import render_in_child

logger = logging.getLogger(__name__)
RESTART_SECONDS = 2  # before a worker that ended is started again
STOP_SECONDS = 3  # Celery checks every two seconds whether it must stop


class EmbeddedWorker:
    """A worker thread and a sweeper thread."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name="embedded-worker", daemon=True),
            threading.Thread(target=self._sweep, name="embedded-sweeper", daemon=True),
        ]

    def start(self) -> None:
        """Start both threads."""
        state.should_stop = None
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Release running jobs and end both threads, even while the worker is starting."""
        self._stopping.set()
        state.should_stop = EX_OK
        release_all()
        for thread in self._threads:
            thread.join(timeout=STOP_SECONDS)

    def is_alive(self) -> bool:
        """Return whether both threads are running."""
        return all(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._build_worker().start()
            except Exception:
                logger.exception("The embedded worker could not start.")
            if not self._stopping.wait(RESTART_SECONDS):
                logger.error("The embedded worker ended by itself; it is started again.")

    def _build_worker(self) -> WorkController:
        return WorkController(
            app=app,
            pool="threads",
            concurrency=1,  # jobs share the interpreter lock with the pages
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )

    def _sweep(self) -> None:
        while not self._stopping.is_set():
            try:
                close_old_connections()
                sweep_all()
            except DatabaseError as error:
                logger.warning("A sweep was missed: %s", error)
            self._stopping.wait(settings.JOB_SWEEP_SECONDS)
        connections.close_all()


_running: EmbeddedWorker | None = None


def load() -> None:
    """Import what the worker needs, in a process that forks those that have one each."""
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
