"""The middleware that activates the language that a user chose, on every device.

The choice is stored in `Preferences`, and in the session so that pages need no query for it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from assessments.accounts.queries import LANGUAGE_SESSION_KEY as SESSION_KEY

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
        chosen = request.session.get(SESSION_KEY, "")
        return str(chosen) if chosen in dict(settings.LANGUAGES) else ""
