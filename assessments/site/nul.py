"""The middleware that makes texts of whatever a request sends, before anything else reads it.

PostgreSQL stores no NUL in a text and refuses it in a query, SQLite takes it: no view, form or
field has to remember that. No keyboard types it, so nothing is lost. And everything is read as
UTF-8, in which this site asks: what else a request says of itself, such as a charset that decodes
no text, would be an error wherever the form is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, UnreadablePostError

NUL = "\x00"


class WithoutNul:
    """Removes NUL from query, cookies and form; no address has one in its path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.encoding = settings.DEFAULT_CHARSET
        if NUL in request.path_info:
            raise Http404
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = value.replace(NUL, "")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Clean the form, which is read here; until now nobody knew who sends it."""
        if request.method != "POST":
            return
        try:
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
        except UnreadablePostError:  # the form is empty then, and what looks for its token says so
            return


def _cleaned(data: QueryDict) -> QueryDict:
    if not any(NUL in text for name, texts in data.lists() for text in (name, *texts)):
        return data
    cleaned = QueryDict(mutable=True)
    for name, texts in data.lists():
        cleaned.setlistdefault(name.replace(NUL, "")).extend(t.replace(NUL, "") for t in texts)
    cleaned._mutable = False
    return cleaned
