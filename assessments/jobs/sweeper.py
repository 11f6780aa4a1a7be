"""The thread of every worker that sweeps: beside the work, and without a scheduler."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from assessments.jobs.models import take_sweep_turn
from assessments.jobs.sweeping import sweep_all, wake_for_waiting

logger = logging.getLogger(__name__)


class Sweeper(threading.Thread):
    """Looks every JOB_SWEEP_SECONDS; each sweep is done by one of all workers, whichever is first.

    Every one of them wakes workers for jobs that wait, since without a broker a wake-up reaches
    its own process only.
    """

    def __init__(self) -> None:
        super().__init__(name="sweeper", daemon=True)
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End the thread after the sweep that it may be doing."""
        self._stopping.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                close_old_connections()
                if take_sweep_turn():
                    sweep_all()
                wake_for_waiting()
            except DatabaseError as error:
                logger.warning("A sweep was missed: %s", error)
            except Exception:
                logger.exception("A sweep was missed.")
            connections.close_all()
            self._stopping.wait(settings.JOB_SWEEP_SECONDS)
