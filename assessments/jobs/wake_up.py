"""The message that wakes a worker of a lane. It names no job: the worker takes the next row.

It is sent only where none waits in the lane's queue already; a second one would tell nothing more.
Whoever takes a job wakes the next worker. So about one message per job is sent, however often
workers die, and one that is lost costs the wait for a sweep and no job. Without a broker it is an
event of this process, for the worker in it.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from assessments.jobs.row import Lane

logger = logging.getLogger(__name__)
TASK = "jobs.work"
SILENT_SECONDS = 5  # a broker that did not answer is not asked again within; no request waits twice

_local = {lane: threading.Event() for lane in Lane}
_silent_until = 0.0


def wake_worker(lane: Lane) -> None:
    """Wake a worker of the lane, unless a message waits for one; never raises for a broker."""
    if settings.REDIS_URL:
        _wake_by_broker(lane)
    else:
        _local[lane].set()


def wait_for_wake_up(lane: Lane) -> None:
    """Wait for a wake-up from this process; for the worker that is embedded in it."""
    _local[lane].wait()
    _local[lane].clear()


def _wake_by_broker(lane: Lane) -> None:
    global _silent_until
    from kombu.exceptions import OperationalError  # loaded with Celery's application
    from redis.exceptions import RedisError

    if time.monotonic() < _silent_until:
        return
    try:
        _send(import_string(settings.JOB_APP), lane)
    except (OperationalError, RedisError, OSError) as error:
        _silent_until = time.monotonic() + SILENT_SECONDS
        logger.warning("The broker did not answer; a sweep wakes the worker later: %s", error)


def _send(app: Any, lane: Lane) -> None:
    with app.producer_or_acquire() as producer:
        waiting = producer.channel.queue_declare(queue=lane.value).message_count
        if not waiting:
            app.send_task(TASK, [lane.value], queue=lane.value, producer=producer)
