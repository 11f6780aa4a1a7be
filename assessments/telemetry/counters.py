"""What is counted where it happens: requests and refusals.

Counts are kept by prometheus_client. Under gunicorn each web process keeps its own in a file that
all of them read (`PROMETHEUS_MULTIPROC_DIR`), so an answer of `/metrics` is the sum of all, those
that have ended included, since the web server started. A separate worker and commands count for
themselves, and nobody reads it: what jobs do is read from their rows.
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def registry() -> Any:
    """Return the registry of this process, which `/metrics` reads where there is one only."""
    from prometheus_client import CollectorRegistry

    return CollectorRegistry()


def count_refusal(limit: str) -> None:
    """Count that a limit refused something; `limit` is a code, such as `uploads_per_day`."""
    _refusals().labels(limit=limit).inc()


@cache
def _refusals() -> Any:
    from prometheus_client import Counter

    return Counter(
        "refusals", "Requests that a limit refused, by limit.", ["limit"], registry=registry()
    )
