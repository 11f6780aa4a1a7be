"""Pages that are the same for many readers, kept as they were composed.

What is personal of a page is its header, its messages and the CSRF tokens of its forms. The tokens
are put in anew for every reader; so is the header where somebody is signed in and the page is not
kept for them alone; a page with messages is not taken from here. The key names everything else that
a page shows; an entry is used for as long as nothing of it changes, an hour at most. Only the
server keeps entries: what a browser may store is said elsewhere.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from cases.decisions.queries import may_see_drafts

ALIAS = "pages"
SECONDS = 3600
MAX_QUERY_CHARS = 500  # of an address; who asks for more is not an ordinary reader
SOURCES = ("templates", "locale", "static", "assessments", "cases", "aigc_copyright")
HEADER = re.compile(r"<!--header-->.*?<!--/header-->", re.DOTALL)
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*"')
# What stands in a kept page for what is personal; nobody can guess it, and so write it into a text.
MARKED_HEADER, MARKED_TOKEN = secrets.token_hex(16), secrets.token_hex(16)

View = Callable[..., HttpResponse]


def cached_public(view: View) -> View:
    """Keep the pages of a view that shows everybody the same of the published library.

    Whoever may see drafts gets a page of their own.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_see_drafts(request.user):
            return view(request, *args, **kwargs)
        return cached_page(request, (), lambda: view(request, *args, **kwargs))

    return answer


def cached_page(
    request: HttpRequest,
    shown: Iterable[object],
    compose: Callable[[], HttpResponse],
    *,
    is_own: bool = False,
) -> HttpResponse:
    """Return the page that `compose` makes, or the kept one of the same key.

    `shown` has what the page depends on beside its address, the language, the colour scheme, the
    day, the release and the published decisions. `is_own`: it is kept for this user alone.
    """
    address = request.get_full_path()
    is_ordinary = request.method in ("GET", "HEAD") and len(address) <= MAX_QUERY_CHARS
    if not settings.PAGE_CACHE or not is_ordinary or request.headers.get("HX-Request"):
        return compose()
    if len(get_messages(request)):
        return compose()
    has_header = is_own or not request.user.is_authenticated
    reader = (request.user.pk, request.user.get_username()) if has_header else ("anybody",)
    key = _key(request, address, (*reader, *shown))
    kept = caches[ALIAS].get(key)
    if kept is None:
        response = compose()
        if response.status_code != 200 or response.streaming:
            return response
        text = response.content.decode()
        text = text if has_header else HEADER.sub(MARKED_HEADER, text)
        text = TOKEN.sub(rf'\g<1>{MARKED_TOKEN}"', text)
        caches[ALIAS].set(key, zlib.compress(text.encode(), 1), SECONDS)
    else:
        text = zlib.decompress(kept).decode()
    return _personal(request, text, key)


def _personal(request: HttpRequest, text: str, key: str) -> HttpResponse:
    """Return a kept page with the header and the tokens of this reader, or 304."""
    token = get_token(request)
    etag = None
    if not request.user.is_authenticated:
        # A browser that has the page has a token that is still good: it is masked anew each time.
        secret = str(request.META.get("CSRF_COOKIE") or "")
        etag = f'W/"{hashlib.sha256(f"{key} {secret}".encode()).hexdigest()[:32]}"'
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return unchanged
    if MARKED_HEADER in text:
        header = render_to_string("components/header.html", {}, request).strip()
        text = text.replace(MARKED_HEADER, header)
    response = HttpResponse(text.replace(MARKED_TOKEN, token))
    if etag:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _key(request: HttpRequest, address: str, shown: Iterable[object]) -> str:
    parts = [
        address,
        get_language(),
        request.COOKIES.get("scheme", ""),
        timezone.localdate().isoformat(),
        release(),
        library_version(),
        *shown,
    ]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def library_version() -> str:
    """Return a text that differs whenever a decision was stored, changed or deleted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*), MAX(updated_at), (SELECT MAX(history_id) FROM "
            "cases_historicaldecision) FROM cases_decision"
        )
        return repr(cursor.fetchone())


@cache
def release() -> str:
    """Return a digest of the files that pages are composed from, by name, size and time."""
    digest = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*.*")):
            if path.suffix in (".html", ".mo", ".css", ".js", ".svg", ".yaml", ".json", ".py"):
                stat = path.stat()
                digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
