"""The status of pages that show a form again because it was refused.

Views of this project set it themselves; those of django-allauth and of the admin answer 200, which
scripts and monitoring take for success.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

UNPROCESSABLE = 422


class RefusedForms:
    """Answers 422 where a POST leads to its own form with errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        if request.method == "POST" and response.status_code == 200 and _has_errors(response):
            response.status_code = UNPROCESSABLE
        return response


def _has_errors(response: TemplateResponse) -> bool:
    """Whether the page has a form that was refused; the admin collects errors of its formsets."""
    context: dict[str, Any] = response.context_data or {}
    errors = context.get("errors") if "adminform" in context else None
    return bool(errors or getattr(context.get("form"), "errors", None))
