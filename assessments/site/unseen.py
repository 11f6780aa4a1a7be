"""The middleware that shows on every page what a text has that nobody sees.

Whoever wrote it, wherever it stands: each unseen character is named by its code point. Only what
a form holds stays as it is, because it is sent again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from assessments.typesetting.unseen import reveal

# What is escaped has neither `<` nor `"`, so no text of a person ends or begins a field.
FIELD = re.compile(r'(<textarea\b.*?</textarea>|\bvalue="[^"]*")', re.DOTALL)


class UnseenNamed:
    """Replaces what is unseen in the HTML of a page; every other answer is left as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or not response.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            return response
        page = response.content.decode(response.charset)
        shown = reveal_in_page(page)
        if shown != page:
            response.content = shown.encode(response.charset)
        return response


def reveal_in_page(page: str) -> str:
    """Return the HTML of a page with all that is unseen named, but for the contents of fields."""
    if reveal(page) == page:
        return page
    parts = FIELD.split(page)  # text and field in turns
    return "".join(part if place % 2 else reveal(part) for place, part in enumerate(parts))
