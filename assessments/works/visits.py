"""A random token of a browser without a session, by which its overlapping requests are joined.

It is given with the first page that has a form, as the token against forged requests is, and is as
secret as the key of a session: no script reads it, and in production its name has the prefix by
which no other host of the domain can set it (RFC 6265bis, 4.1.3.2).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes


def cookie_name() -> str:
    """Return the name of the cookie; the prefix asks for a connection that is encrypted."""
    return "__Host-visit" if settings.SESSION_COOKIE_SECURE else "visit"


def visit_of(request: HttpRequest) -> str:
    """Return the token of the browser; empty where it sent none of our form."""
    token = request.COOKIES.get(cookie_name(), "")
    return token if TOKEN.fullmatch(token) else ""


class Visits:
    """Sets the token with each page that sets the one against forged requests."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CSRF_COOKIE_NAME in response.cookies:
            response.set_cookie(
                cookie_name(),
                visit_of(request) or secrets.token_urlsafe(32),
                secure=bool(settings.SESSION_COOKIE_SECURE),
                httponly=True,
                samesite="Lax",
            )
        return response
