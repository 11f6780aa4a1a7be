"""Who runs this server: what strangers are not told, they are."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

LOOPBACK = ("127.0.0.1", "::1")
# What a proxy adds; ours has to add the second (README, Production).
PROXY_HEADERS = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def is_operator(request: HttpRequest) -> bool:
    """Return whether the request has METRICS_TOKEN, or comes from this machine by no proxy."""
    return _has_token(request) or _is_local(request)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    expected = settings.METRICS_TOKEN
    return bool(expected) and constant_time_compare(given, f"Bearer {expected}")


def _is_local(request: HttpRequest) -> bool:
    if any(header in request.headers for header in PROXY_HEADERS):
        return False
    return request.META.get("REMOTE_ADDR") in LOOPBACK
