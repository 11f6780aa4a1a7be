"""The worker of the embedded default: Celery without a server, in threads of the web process.

Each web process has its own: one thread that takes tasks from a queue in memory, one that sweeps
the rows of jobs. A task that was in memory when the process was killed is not lost, since its row
is not: the next sweep of any process rings for it again. Where `REDIS_URL` is set nothing starts
here and a worker and a scheduler run beside the web server.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from celery.apps.worker import WorkController
from celery.platforms import EX_OK
from celery.worker import state
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from aigc_copyright.celery import app
from assessments.jobs import release_all, sweep_all
from assessments.memo.child import render_apart

logger = logging.getLogger(__name__)
WAIT_BEFORE_RESTART = 2
GOODBYE_SECONDS = 3  # Celery looks every two seconds whether it is to stop


class Embedded:
    """One worker and its sweeper."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name="embedded-worker", daemon=True),
            threading.Thread(target=self._sweep, name="embedded-sweeper", daemon=True),
        ]

    def start(self) -> None:
        state.should_stop = None
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Give running jobs back, and end; also where the worker is only just starting."""
        self._stopping.set()
        state.should_stop = EX_OK
        release_all()
        for thread in self._threads:
            thread.join(timeout=GOODBYE_SECONDS)

    def is_alive(self) -> bool:
        return all(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._new_worker().start()
            except Exception:
                logger.exception("The embedded worker could not start.")
            if not self._stopping.wait(WAIT_BEFORE_RESTART):
                logger.error("The embedded worker ended by itself; it is started again.")

    def _new_worker(self) -> Any:
        return WorkController(
            app=app,
            pool="threads",
            concurrency=1,  # rendering shares the interpreter with the pages
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


_running: Embedded | None = None


def start() -> None:
    """Start the worker of this process, once, unless a separate one is set up."""
    global _running
    if settings.REDIS_URL or _running is not None:
        return
    from assessments.memo import job

    job.renderer = render_apart
    _running = Embedded()
    _running.start()


def stop() -> None:
    global _running
    if _running is not None:
        _running.stop()
        _running = None


def is_alive() -> bool:
    return _running is not None and _running.is_alive()
