"""Attempts to sign in: who counts for a wrong password, and which browsers an account knows.

A wrong password counts for the network address that tried it, for that address and the account
together, and, from unknown browsers, for the account. A browser in which the account was signed in
before shows a signed cookie and has a count of its own instead, so that nobody else's attempts
lock its owner out (OWASP, "Slow down online guessing attacks with device cookies").

Whatever guards a secret that can be guessed is counted in the database. allauth counts in the
cache, which forgets when Redis starts again and is another one on each process while it is away.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from allauth.account.signals import password_reset
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from assessments.accounts.queries import person_by_address
from assessments.quotas.identity import Identity, network_of
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_refund, quota_reset, quota_spend
from assessments.quotas.wording import refusal_sentence

COOKIE = "known_browser"
COOKIE_SALT = "assessments.accounts.known-browser"
COOKIE_SECONDS = 365 * 24 * 3600
MAX_ACCOUNTS = 5  # remembered by one browser


def attempt_of(request: HttpRequest, credentials: Mapping[str, Any]) -> Identity:
    """Return for whom a wrong password counts; names that belong to nobody count alike."""
    user = _user_named(credentials)
    known = read_cookie(request)
    if user is not None and user.pk in known["accounts"]:
        return Identity(browser=f"{user.pk} {known['browser']}")
    typed = credentials.get("email") or credentials.get("username") or ""
    account = str(user.pk) if user is not None else f"name {str(typed).lower()}"
    network = network_of(request)
    return Identity(address=network, account=account, pair=f"{network} {account}")


@contextmanager
def attempt_counted(who: Identity, kind: Kind) -> Iterator[None]:
    """Count an attempt as a wrong one until the block ends without an error.

    Raises `ValidationError` with a sentence where too many were wrong.
    """
    attempt_count(who, kind)
    yield
    quota_refund(who, kind)


def attempt_count(who: Identity, kind: Kind) -> None:
    """Count an attempt as a wrong one; raises `ValidationError` where too many were."""
    try:
        quota_spend(who, kind)
    except QuotaExceeded as refused:
        raise ValidationError(refusal_sentence(refused), code="rate_limited") from refused


def browser_remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Set the cookie by which this browser is known at the next sign-in of the account."""
    known = read_cookie(request)
    accounts = [user.pk, *(pk for pk in known["accounts"] if pk != user.pk)][:MAX_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps({"browser": known["browser"], "accounts": accounts}, salt=COOKIE_SALT),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def read_cookie(request: HttpRequest) -> dict[str, Any]:
    """Return the browser and the accounts of the cookie; a new browser where it has none."""
    try:
        sent = request.COOKIES.get(COOKIE, "")
        return dict(signing.loads(sent, salt=COOKIE_SALT, max_age=COOKIE_SECONDS))
    except signing.BadSignature:
        return {"browser": secrets.token_urlsafe(12), "accounts": []}


def connect() -> None:
    """Connect the handler; called once, when the application is ready."""
    password_reset.connect(_forget_attempts, dispatch_uid="assessments.accounts.attempts")


def _forget_attempts(*, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Open an account again for whoever has read its e-mail; the address stays counted."""
    account = str(user.pk)
    pair = f"{network_of(request)} {account}"
    quota_reset(Identity(account=account, pair=pair), Kind.WRONG_PASSWORDS)


def _user_named(credentials: Mapping[str, Any]) -> User | None:
    name, email = credentials.get("username"), credentials.get("email")
    by_name = get_user_model().objects.filter(username__iexact=name) if name else None
    found = by_name.first() if by_name is not None else None
    return found or (person_by_address(str(email)) if email else None)
