"""The name of the product and the context of every page."""

from __future__ import annotations

from typing import Any, Literal, get_args

from django.conf import settings
from django.http import HttpRequest

Scheme = Literal["auto", "light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
SCHEME_COOKIE = "scheme"


def scheme_of(request: HttpRequest) -> Scheme:
    """Return the colour scheme in the cookie; `auto` follows the system."""
    wanted = request.COOKIES.get(SCHEME_COOKIE, "")
    return next((scheme for scheme in SCHEMES if scheme == wanted), "auto")


def context(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every page: product name, colour scheme, development server."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "scheme": scheme_of(request),
        "development": settings.DEBUG,
    }
