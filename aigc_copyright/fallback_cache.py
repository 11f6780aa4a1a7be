"""A cache that falls back to another one while the first is away.

What is kept here are counts of attempts and signs of life, never sessions (they are rows): so what
one of the two caches does not know of the other is worth less than an answer. The first is asked
again after `RETRY_SECONDS`, so no request waits for a server that is known to be away.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.cache import BaseCache, caches

from aigc_copyright.worker_heartbeat import outages

logger = logging.getLogger(__name__)
RETRY_SECONDS = 5


class FallbackCache(BaseCache):
    """Takes two aliases of `CACHES` as options: `first` and `second`. Keys are made by those."""

    _away_until = 0.0  # of this process; threads may share it

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = params["OPTIONS"]
        self._first, self._second = options["first"], options["second"]

    def _call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= FallbackCache._away_until:
            try:
                answer = getattr(caches[self._first], method)(*args, **kwargs)
            except outages() as error:
                if not FallbackCache._away_until:
                    logger.error("The cache is away, the other one is used: %s", error)
                FallbackCache._away_until = time.monotonic() + RETRY_SECONDS
            else:
                if FallbackCache._away_until:
                    logger.warning("The cache is back.")
                FallbackCache._away_until = 0.0
                return answer
        return getattr(caches[self._second], method)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._call("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._call("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._call("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._call("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._call("delete", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._call("incr", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._call("has_key", *args, **kwargs)

    def clear(self) -> None:
        self._call("clear")
