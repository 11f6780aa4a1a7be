"""Every page in the language that its reader chose, on whatever device they sign in.

The choice lies in `Preferences` and, so that no page asks the database for it, in the session.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from assessments.accounts.queries import LANGUAGE_SESSION_KEY as SESSION_KEY

Answer = Callable[[HttpRequest], HttpResponse]


class PersonalLanguage:
    """Middleware after `LocaleMiddleware`: the session of a person goes before the cookie."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = self._chosen(request)
        if chosen and chosen != translation.get_language():
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)

    def _chosen(self, request: HttpRequest) -> str:
        # Without its cookie there is no session to ask, nor a reason to make one.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return ""
        chosen = request.session.get(SESSION_KEY, "")
        return str(chosen) if chosen in dict(settings.LANGUAGES) else ""
