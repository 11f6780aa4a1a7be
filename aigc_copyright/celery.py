"""The Celery application; the tasks are in the `tasks.py` of each app."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import (
    heartbeat_sent,
    setup_logging,
    worker_init,
    worker_process_init,
    worker_process_shutdown,
    worker_shutdown,
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")
# Celery runs Django's checks at the start of a worker and drops what they find. They import all
# views, which no job needs: a third of the time that a start takes.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

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


@worker_init.connect
@worker_process_init.connect
def use_private_folder(**kwargs: Any) -> None:
    """Keep temporary files apart, so that what a killed process leaves can be told and removed."""
    from aigc_copyright import temporary

    temporary.use_private_folder("worker")


@worker_shutdown.connect
@worker_process_shutdown.connect
def remove_private_folder(**kwargs: Any) -> None:
    """Leave nothing behind at an ordinary end."""
    from aigc_copyright import temporary

    temporary.remove_private_folder()


@worker_process_init.connect
def start_sweeper(**kwargs: Any) -> None:
    """Sweep beside the work. Not in the parent: a process that forks must have no threads."""
    from assessments.jobs.sweeper import Sweeper

    Sweeper().start()
