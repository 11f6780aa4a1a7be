"""The product's name and what every page knows of it: one place for both."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

SCHEMES = ("auto", "light", "dark")
SCHEME_COOKIE = "scheme"


def scheme_of(request: HttpRequest) -> str:
    """The colour scheme that this browser asked for; `auto` follows the system."""
    wanted = request.COOKIES.get(SCHEME_COOKIE, "")
    return wanted if wanted in SCHEMES else "auto"


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: name, colour scheme, and whether this is a development server."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "scheme": scheme_of(request),
        "development": settings.DEBUG,
    }
