"""In which reading a person sees a result: as asked, as last asked, or by their role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from assessments.accounts.queries import roles_of
from assessments.accounts.roles import LAWYER
from assessments.wording import FORMAL, PLAIN, REGISTERS

COOKIE = "reading"
COOKIE_SECONDS = 365 * 24 * 3600


def register_of(request: HttpRequest) -> str:
    """The address goes before the cookie; without either, a lawyer reads the formal one."""
    for asked in (request.GET.get("reading"), request.COOKIES.get(COOKIE)):
        if asked in REGISTERS:
            return str(asked)
    return FORMAL if LAWYER in roles_of(request.user) else PLAIN


def register_remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep what the address asked for, so that the next page reads the same way."""
    asked = request.GET.get("reading", "")
    if asked in REGISTERS:
        response.set_cookie(
            COOKIE,
            asked,
            max_age=COOKIE_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
