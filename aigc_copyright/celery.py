"""The Celery application; tasks live in each app's `tasks.py`."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, worker_process_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")

app = Celery("aigc_copyright")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["assessments.jobs"])


@heartbeat_sent.connect
def say_that_a_worker_is_there(**kwargs: Any) -> None:
    from aigc_copyright.health import note_worker

    note_worker()


@worker_process_init.connect
def give_way(**kwargs: Any) -> None:
    """On a machine that serves pages too, pages come first."""
    from assessments.memo.child import POLITENESS

    os.nice(POLITENESS)


@worker_ready.connect
def take_up_what_died(**kwargs: Any) -> None:
    """A worker that starts need not wait for the scheduler's next round."""
    app.send_task("jobs.sweep")
