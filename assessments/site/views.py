"""Pages that belong to the whole site: home, style guide, colour scheme, errors.

They decide nothing about law or assessments.
"""

from __future__ import annotations

import logging
import secrets
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from assessments.jobs import Reason, reason_for
from assessments.site import product, style_guide
from cases.pages.listing import Question, decisions_listed

logger = logging.getLogger(__name__)
ONE_YEAR = 365 * 24 * 3600
LATEST = 6
STATUS: dict[str, int] = {Reason.DISK_FULL: 507, Reason.STORAGE_AWAY: 503}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the application is and is not, and where to start."""
    listing = decisions_listed(Question())
    latest = [found.value for found in listing.results(listing.found[:LATEST])]
    return render(request, "home.html", {"latest": latest})


@require_safe
def style_guide_page(request: HttpRequest) -> HttpResponse:
    """Every component in its usual, long, empty and failing state."""
    return render(request, "style_guide.html", style_guide.samples(request))


@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's own colours, and go back."""
    wanted = request.POST.get("scheme", "")
    response = HttpResponseRedirect(_back(request))
    if wanted == "auto":
        response.delete_cookie(product.SCHEME_COOKIE)
    elif wanted in product.SCHEMES:
        response.set_cookie(
            product.SCHEME_COOKIE,
            wanted,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else reverse("home")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere; said in words a person can act on."""
    return _error_page(request, 403, template="403_csrf.html", cause=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Called where someone tried too often to sign in, to sign up or to have a letter sent."""
    return _error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the error is being handled; what the administrator must mend is named."""
    error = sys.exc_info()[1]
    reason = reason_for(error) if error is not None else ""
    return _error_page(request, STATUS.get(reason, 500))


def _error_page(
    request: HttpRequest, status: int, *, template: str = "", cause: str = ""
) -> HttpResponse:
    """A page that needs no database, with a reference that stands in the log as well."""
    reference = secrets.token_hex(4).upper()
    level = logging.ERROR if status >= 500 else logging.WARNING
    logger.log(level, "Reference %s: %s on %s %s", reference, status, request.path, cause)
    context = {
        "product_name": settings.PRODUCT_NAME,
        "scheme": product.scheme_of(request),
        "reference": reference,
        "path": request.path,
    }
    body = render_to_string(template or f"{status}.html", context)
    return HttpResponse(body, status=status)
