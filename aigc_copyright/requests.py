"""Around every request: its id for the log and the answer, its count and duration for metrics.

A request is known by the name of its route, never by its path, which may hold an id or a secret.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Gauge, Histogram

from assessments.telemetry.context import request_id
from assessments.telemetry.counters import registry

NO_ROUTE = "none"
# Keys of the WSGI environment, from which gunicorn's line about a request takes them.
ROUTE_KEY = "aigc_copyright.route"
# What monitoring and load balancers ask each host by its own name or number. Nothing there depends
# on the name of the host; everywhere else only that of SITE_ROOT is answered.
MONITORED = ("/healthz", "/readyz", "/metrics")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
# In seconds: pages take some ten milliseconds, an upload as long as its sender takes.
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

requests_total = Counter(
    "http_requests", "Requests by route and status class.", ["route", "status"], registry=registry()
)
request_seconds = Histogram(
    "http_request_duration_seconds",
    "Time until an answer began, by route.",
    ["route"],
    buckets=BUCKETS,
    registry=registry(),
)
resident_bytes = Gauge(
    "web_process_resident_bytes",
    "Memory of each web process that is alive, as of its last request.",
    multiprocess_mode="liveall",
    registry=registry(),
)


_under_way: dict[int, str] = {}  # the id of the request that each thread answers


def under_way() -> list[str]:
    """Return the ids of the requests that this process answers just now."""
    return list(_under_way.values())


class RequestRecord:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        # It stays until the thread's next request, so that the line about this one has it, too.
        request_id.set(secrets.token_hex(8))
        if request.path_info in MONITORED:
            request.META["HTTP_HOST"] = urlsplit(settings.SITE_ROOT).netloc
        thread = threading.get_ident()
        _under_way[thread] = request_id.get()
        try:
            response = self._get_response(request)
        finally:
            del _under_way[thread]
        if request.method == "HEAD":
            _drop_body(response)
        match = request.resolver_match
        route = (match and match.view_name) or NO_ROUTE
        request.META[ROUTE_KEY] = route
        requests_total.labels(route=route, status=f"{response.status_code // 100}xx").inc()
        request_seconds.labels(route=route).observe(time.monotonic() - started)
        resident_bytes.set(_read_resident_bytes())
        response["X-Request-ID"] = request_id.get()
        return response


def _drop_body(response: HttpResponse) -> None:
    """Take the body from an answer to HEAD (RFC 9110, 9.3.2); its length stays in the header."""
    if response.streaming:
        response.streaming_content = ()  # type: ignore[attr-defined]  # closes no file: the end does
    else:
        response.content = b""


def _read_resident_bytes() -> int:
    """Return the resident memory of this process: proc(5), /proc/pid/statm, second field."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES
