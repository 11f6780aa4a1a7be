"""The pages of the site as a whole: home, style guide, colour scheme, errors."""

from __future__ import annotations

import logging
import secrets
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from assessments.jobs import FailureReason, is_database_away, reason_for
from assessments.site import product, style_guide
from cases.pages.listing import SearchQuery, search_decisions
from cases.pages.page_cache import cached_public

logger = logging.getLogger(__name__)
ONE_YEAR = 365 * 24 * 3600
MAX_LATEST = 6  # decisions on the home page
RETRY_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class ErrorPage:
    """The template context of an error page."""

    product_name: str
    scheme: product.Scheme
    reference: str  # also in the log
    path: str
    heading: str
    remedy: str  # what to do, beside what the page says anyway
    retry_seconds: int  # after which the page asks again by itself; 0: it does not


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A cause of failure that a person can be told; `heading` is the sentence for programs, too."""

    status: int
    template: str
    heading: Any  # a lazy translation
    retry_seconds: int = 0


UNFORESEEN = Outage(status=500, template="500.html", heading=_("Something failed on our side"))
DATABASE_AWAY = Outage(
    status=503,
    template="503_database.html",
    heading=_("The service is starting again"),
    retry_seconds=RETRY_SECONDS,
)
UNREADABLE_FORM = _(
    "The files that were sent could not be read, and nothing of them was kept. The name of a file "
    "has more than some 900 characters, or the connection ended early. Give the file a shorter "
    "name and send it again."
)
OUTAGES: dict[str, Outage] = {
    FailureReason.DISK_FULL: Outage(
        status=507, template="507.html", heading=_("There is no room left on the server")
    ),
    FailureReason.STORAGE_AWAY: Outage(
        status=503,
        template="503.html",
        heading=_("The file storage did not answer"),
    ),
}


@require_safe
@cached_public
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page with the latest decisions."""
    listing = search_decisions(SearchQuery())
    latest = listing.results(listing.keys[:MAX_LATEST])
    return render(request, "site/home.html", {"latest": latest})


@require_safe
def style_guide_page(request: HttpRequest) -> HttpResponse:
    """Show every component in its usual, long, empty and failing state."""
    return render(request, "site/style_guide.html", vars(style_guide.samples(request)))


@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Store the colour scheme in a cookie and redirect back."""
    wanted = request.POST.get("scheme", "")
    response = HttpResponseRedirect(_get_return_address(request))
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


def _get_return_address(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else reverse("home")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400; where a form with files could not be read, with what to do about it."""
    if not isinstance(exception, MultiPartParserError):
        return _render_error(request, 400)
    response = _render_error(request, 400, remedy=str(UNREADABLE_FORM))
    if request.headers.get("Accept", "").startswith("application/json"):
        row = {"name": "", "why": str(UNREADABLE_FORM), "id": ""}
        return JsonResponse({"said": row["why"], "files": [row]}, status=400)
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _render_error(request, 403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 where the CSRF check failed, with advice for the user."""
    return _render_error(request, 403, template="403_csrf.html", cause=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _render_error(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429, where django-allauth limits attempts."""
    return _render_error(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or the status of a known cause such as a full disk.

    Django calls it while the exception is handled. A program that asks for JSON gets
    `{"error": …, "reference": …}`.
    """
    error = sys.exc_info()[1]
    outage = _outage_of(error) if error is not None else UNFORESEEN
    response = _render_error(request, outage.status, template=outage.template, outage=outage)
    if outage.retry_seconds:
        response["Retry-After"] = str(outage.retry_seconds)
    return response


def _outage_of(error: BaseException) -> Outage:
    reason = reason_for(error)
    if reason in OUTAGES:
        return OUTAGES[reason]
    return DATABASE_AWAY if is_database_away(error) else UNFORESEEN


def _render_error(
    request: HttpRequest,
    status: int,
    *,
    template: str = "",
    cause: str = "",
    outage: Outage | None = None,
    remedy: str = "",
) -> HttpResponse:
    """Render an error page without the database; its reference is logged as well."""
    reference = secrets.token_hex(4).upper()
    level = logging.ERROR if status >= 500 else logging.WARNING
    # By its name: a path may be somebody's secret link.
    match = request.resolver_match
    route = match.view_name if match else "no such address"
    facts = (reference, status, route, cause)
    logger.log(level, "Reference %s: %s on %s %s", *facts, extra={"request": request})
    heading = str(outage.heading) if outage else ""
    if outage and request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": heading, "reference": reference}, status=status)
    # Only what changes nothing may be asked for again by itself.
    asks_again = outage is not None and request.method in ("GET", "HEAD")
    context = ErrorPage(
        product_name=str(settings.PRODUCT_NAME),
        scheme=product.scheme_of(request),
        reference=reference,
        path=request.path,
        heading=heading,
        remedy=remedy,
        retry_seconds=outage.retry_seconds if outage and asks_again else 0,
    )
    body = render_to_string(template or f"{status}.html", vars(context))
    return HttpResponse(body, status=status)
