"""The register in which a person reads a result: as requested, as last requested, or by role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from assessments.accounts.queries import roles_of
from assessments.accounts.roles import LAWYER
from assessments.wording import FORMAL, PLAIN, REGISTERS, RegisterName

PARAMETER = COOKIE = "reading"  # as bookmarks and browsers already hold it
COOKIE_SECONDS = 365 * 24 * 3600


def register_of(request: HttpRequest) -> RegisterName:
    """Return the register of the address, else of the cookie, else formal for a lawyer only."""
    for requested in (request.GET.get(PARAMETER), request.COOKIES.get(COOKIE)):
        for name in REGISTERS:
            if requested == name:
                return name
    return FORMAL if LAWYER in roles_of(request.user) else PLAIN


def register_remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Store the register of the address in a cookie, so that the next page has the same one."""
    requested = request.GET.get(PARAMETER, "")
    if requested in REGISTERS:
        response.set_cookie(
            COOKIE,
            requested,
            max_age=COOKIE_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
