"""The middleware that activates the language that a user chose, on every device.

The choice is stored in `Preferences`, and in the session so that pages need no query for it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from assessments.accounts.queries import LANGUAGE_SESSION_KEY as SESSION_KEY
from assessments.jobs import is_database_away

# Monitoring asks for the first three also from a browser in which somebody is signed in.
WITHOUT_DATABASE = frozenset(
    {
        *("healthz", "readyz", "metrics"),
        *("style-guide", "schema-assessment-result-1"),
        *("schemas:creation-record-1", "schemas:decision-1"),
    }
)

Answer = Callable[[HttpRequest], HttpResponse]


class PersonalLanguage:
    """Overrides the language of `LocaleMiddleware` by the one in the session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = self._get_choice(request)
        if chosen and chosen != translation.get_language():
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)

    def _get_choice(self, request: HttpRequest) -> str:
        """Return the language in the session; empty where there is none."""
        # Without the cookie there is no session, and none should be created.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return ""
        try:
            chosen = request.session.get(SESSION_KEY, "")
        except DatabaseError as error:
            if not is_database_away(error) or not _needs_no_database(request):
                raise
            # As for somebody who is not signed in: the page has nothing else of the session.
            request.session = SessionStore()
            return ""
        return str(chosen) if chosen in dict(settings.LANGUAGES) else ""


def _needs_no_database(request: HttpRequest) -> bool:
    """Whether a page, or the answer that there is none, is the same without a database."""
    if request.method not in ("GET", "HEAD"):
        return False
    try:
        return resolve(request.path_info).view_name in WITHOUT_DATABASE
    except Resolver404:
        return True
