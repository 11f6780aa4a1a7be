"""The heartbeat of a separate worker, which the web process reads from the shared cache."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

logger = logging.getLogger(__name__)
WORKER_SEEN = "worker-seen"
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


def outages() -> tuple[type[Exception], ...]:
    """What a service raises that does not answer."""
    if not settings.REDIS_URL:
        return DatabaseError, OSError
    from redis.exceptions import RedisError

    return DatabaseError, OSError, RedisError
