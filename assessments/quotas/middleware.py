"""The middleware that counts what is posted, and makes a page of what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from assessments.quotas.gate import refused_files, upload_refusal
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import Refused
from assessments.quotas.services import quota_spend
from assessments.quotas.wording import refusal_sentence

Answer = Callable[[HttpRequest], HttpResponse]

# Addresses that assess a record anew, for whoever reads the page and for whoever saves there. What
# one request assesses is bounded (`results/too_long.py`), so each counts once.
COMPUTING = frozenset(
    (
        *("draft-result", "secure", "owner-answer", "stronger-next", "stronger"),
        *("what-if", "compare"),
        *("review", "record"),  # these show all of a record, with every prompt read again
    )
)
COUNTED_NAMESPACE = "assessments"  # works, answers, evidence
POSTED_NAMESPACES = (COUNTED_NAMESPACE, "desk")  # not signing in or the admin
MAX_CARRIED_CHARS = 2_000_000  # of what was typed; a browser keeps more on its way back


@dataclass(frozen=True, kw_only=True)
class RefusedPage:
    """The template context of a refusal."""

    sentence: str
    files: list[str]  # that were not taken in
    fields: list[tuple[str, str]]  # what was typed, to be sent again from the page
    was_typed: bool
    path: str


class Quotas:
    """Counts the bytes of every form of works and the pages that assess.

    What a limit refuses is answered here: 429, or 507. What was typed stays in the page, from
    which it can be sent again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer in place of the view where the form or its files are refused."""
        if request.method in ("GET", "HEAD"):
            return _count_computing(request)
        if request.method != "POST":
            return None
        has_files = bool(request.FILES)  # reads the form, and with it passes the gate
        if refused := upload_refusal(request):
            return refused_response(request, refused)
        if response := _count_computing(request):
            return response
        match = request.resolver_match
        if has_files or match is None or match.namespace not in POSTED_NAMESPACES:
            return None
        try:
            quota_spend(request, Kind.POSTED_MIB, int(request.META.get("CONTENT_LENGTH") or 0))
        except Refused as refused:
            return refused_response(request, refused)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for every view that lets a refusal pass."""
        return refused_response(request, error) if isinstance(error, Refused) else None


def _count_computing(request: HttpRequest) -> HttpResponse | None:
    """Count a request that assesses; return the answer in its place where a limit is reached."""
    match = request.resolver_match
    if match is None or match.namespace != COUNTED_NAMESPACE or match.url_name not in COMPUTING:
        return None
    try:
        quota_spend(request, Kind.COMPUTED)
    except Refused as refused:
        return refused_response(request, refused)
    return None


def refused_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the page of a refusal, or for a script its sentence and the files not taken in."""
    sentence, files = refusal_sentence(refused), refused_files(request)
    response: HttpResponse
    if request.headers.get("Accept", "").startswith("application/json"):
        rows = [{"name": name, "why": sentence, "id": ""} for name in files]
        response = JsonResponse({"said": sentence, "files": rows}, status=refused.status)
    else:
        page = _page(request, sentence, files)
        response = render(request, "quotas/refused.html", vars(page), status=refused.status)
    if refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


def _page(request: HttpRequest, sentence: str, files: list[str]) -> RefusedPage:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    has_password = any("password" in name for name in request.POST)
    is_short = sum(len(value) for _, value in typed) <= MAX_CARRIED_CHARS
    can_carry = is_short and not has_password
    return RefusedPage(
        sentence=sentence,
        files=files,
        fields=typed if can_carry else [],
        was_typed=any(value.strip() for _, value in typed),
        path=request.get_full_path(),
    )
