"""The heartbeat of a separate worker, which the web process reads from the shared cache."""

from __future__ import annotations

import logging
import time

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

logger = logging.getLogger(__name__)
WORKER_SEEN = "worker-seen"
SWEPT_AT = "swept-at"
SWEPT_SECONDS = 24 * 60 * 60  # for which it is known when the last sweep was
WORKER_SEEN_SECONDS = 15  # Celery sends a heartbeat every two seconds


def note_worker(**kwargs: object) -> None:
    """Record that a separate worker runs; called with each of its heartbeats."""
    try:
        cache.set(WORKER_SEEN, True, timeout=WORKER_SEEN_SECONDS)
    except outages():
        logger.warning("The worker could not say that it is there.", exc_info=True)


def worker_was_seen() -> bool:
    """Whether a separate worker sent a heartbeat lately."""
    return bool(cache.get(WORKER_SEEN))


def note_sweep() -> int:
    """Record that the jobs are swept now; called in each sweep, which counts 0 rows for it."""
    try:
        cache.set(SWEPT_AT, time.time(), timeout=SWEPT_SECONDS)
    except outages():
        logger.warning("The sweep could not say that it was made.", exc_info=True)
    return 0


def seconds_since_sweep() -> float | None:
    """Return how long ago the last sweep was; None where there was none within a day."""
    swept_at = cache.get(SWEPT_AT)
    return None if swept_at is None else max(0.0, time.time() - swept_at)


def outages() -> tuple[type[Exception], ...]:
    """What a service raises that does not answer."""
    if not settings.REDIS_URL:
        return DatabaseError, OSError
    from redis.exceptions import RedisError

    return DatabaseError, OSError, RedisError
