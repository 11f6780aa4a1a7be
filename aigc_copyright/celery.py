"""The Celery application; the tasks are in the `tasks.py` of each app."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import (
    heartbeat_sent,
    setup_logging,
    worker_process_init,
    worker_ready,
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")

app = Celery("aigc_copyright")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["assessments.jobs"])


@setup_logging.connect
def keep_logging(**kwargs: Any) -> None:
    """Keep the logging of the settings; without a receiver Celery would put its own in place."""


@heartbeat_sent.connect
def note_heartbeat(**kwargs: Any) -> None:
    """Record the heartbeat of a separate worker for `/readyz`."""
    from aigc_copyright.worker_heartbeat import note_worker

    note_worker()


@worker_process_init.connect
def lower_priority(**kwargs: Any) -> None:
    """Give the web pages of the same machine priority over this process."""
    from assessments.memo.child import NICENESS

    os.nice(NICENESS)


@worker_ready.connect
def sweep_jobs(**kwargs: Any) -> None:
    """Sweep the jobs when a worker starts, without waiting for the scheduler."""
    app.send_task("jobs.sweep")
