"""The middleware that sets headers of every page: what may be stored, and what a page may use."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

# Pages that are the same for everybody who has no session; every other address is private.
PUBLIC_PAGES = frozenset(
    {
        "home",
        "method",
        "calibration",
        "style-guide",
        "cases:list",
        "cases:timeline",
        "cases:detail",
        "law:list",
        "law:instrument",
        "law:article",
        "schemas:creation-record-1",
        "schemas:decision-1",
        "schema-assessment-result-1",
    }
)
# What no page of this site uses (W3C Permissions Policy, 5.2): an empty list allows nobody.
UNUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)


class PageHeaders:
    """Sets `Permissions-Policy`, and `Cache-Control: no-store` on what is private (ASVS 8.2.1).

    A download, an error and a redirect are private, too, and so is a public page that a session
    was read for: it names who is signed in.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if not _is_public(request, response):
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_public(request: HttpRequest, response: HttpResponse) -> bool:
    name = settings.SESSION_COOKIE_NAME
    match = request.resolver_match
    return (
        match is not None
        and match.view_name in PUBLIC_PAGES
        and response.status_code == HTTPStatus.OK
        and name not in request.COOKIES
        and name not in response.cookies
    )
