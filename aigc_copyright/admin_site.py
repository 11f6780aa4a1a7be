"""The site of the admin: what is searched for is bounded, whichever model is listed.

Each word of a search becomes a condition for each column, and SQLite refuses an expression of more
than 1,000 of them (https://www.sqlite.org/limits.html, 5).
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.forms import CharField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

MAX_SEARCH_CHARS = 200


class SearchForm(ChangeListSearchForm):
    """The search of a list; one that is too long is refused with a message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bounded = CharField(required=False, strip=False, max_length=MAX_SEARCH_CHARS)
        self.fields = {SEARCH_VAR: bounded}


class Site(AdminSite):
    """Django's site, with bounds."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Open a list without its filter where a value is beyond what a database or calendar has.

        A row whose number is beyond it is not there.
        """

        @wraps(view)
        def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response: HttpResponse = view(request, *args, **kwargs)
                # The rows are asked for while the page is composed.
                return response.render() if isinstance(response, TemplateResponse) else response
            except (OverflowError, ValueError) as error:
                is_read = request.method in ("GET", "HEAD")
                if is_read and request.GET and ERROR_FLAG not in request.GET:
                    return redirect(f"{request.path}?{ERROR_FLAG}=1")
                if isinstance(error, OverflowError):
                    raise Http404 from error
                raise

        return super().admin_view(bounded, cacheable)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the rows that match the beginning of what was typed."""
        query = request.GET.copy()
        query["term"] = query.get("term", "")[:MAX_SEARCH_CHARS]
        request.GET = query  # type: ignore[assignment]
        return super().autocomplete_view(request)


ChangeList.search_form_class = SearchForm
