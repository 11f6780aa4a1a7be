"""Drafts of a session without an account: their session, their number, the owner of a new one."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import CreateError
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from assessments.works.access_drafts import drafts_of_session, session_key_of
from assessments.works.drafts import Draft
from assessments.works.visits import visit_of

MAX_SESSION_DRAFTS = 20
BEGUN_KEY = "begun"
TOGETHER = timedelta(minutes=2)  # within which requests of a new visitor count as overlapping


def session_is_full(request: HttpRequest) -> bool:
    """Return whether a session without an account holds all the drafts it may, with a message."""
    held = 0 if request.user.is_authenticated else drafts_of_session(request).count()
    if held >= MAX_SESSION_DRAFTS:
        message = gettext(
            "This browser already has %(most)s drafts. Continue one, delete one, or sign in."
        )
        messages.warning(request, message % {"most": MAX_SESSION_DRAFTS})
    return held >= MAX_SESSION_DRAFTS


def draft_remember(request: HttpRequest, draft: Draft) -> None:
    """Store in a draft without an owner the session that has access to it.

    The draft is kept as long as its session; `draft_get_for` renews that.
    """
    if draft.owner_id is not None:
        return
    if not session_key_of(request):
        _begin_session(request)
    draft.session_key = str(request.session.session_key)
    draft.save(update_fields=["session_key"])


def _begin_session(request: HttpRequest) -> None:
    """Give a new visitor a session, and the same to requests that the browser sends meanwhile.

    Each answer sets the cookie of a session and the last one stays, so with a session each, all
    drafts but one could be opened by nobody. The token of the visit is what such requests
    have in common before there is a session, and known to nobody else; the key follows from it and
    from the secret key. A session of some minutes ago, or one with somebody signed in, is not
    joined.
    """
    token = visit_of(request)
    request.session[BEGUN_KEY] = timezone.now().isoformat()
    if token:
        key = salted_hmac("works.session", token, algorithm="sha256").hexdigest()[:32]
        if _make_session(request, key) or _join_session(request, key):
            return
    request.session.create()


def _make_session(request: HttpRequest, key: str) -> bool:
    store = SessionStore()
    store.update(dict(request.session.items()))
    store._session_key = key  # reading a session that is not there takes its key away
    try:
        store.save(must_create=True)
    except CreateError:
        return False
    request.session = store
    return True


def _join_session(request: HttpRequest, key: str) -> bool:
    store = SessionStore(key)
    begun = store.get(BEGUN_KEY)
    earliest = (timezone.now() - TOGETHER).isoformat()
    if begun is None or begun < earliest or SIGNED_IN in store:
        return False
    store.modified = True  # so that this answer sets its cookie, too
    request.session = store
    return True


def owner_of(request: HttpRequest) -> User | None:
    """Return the signed-in user, who owns what is made by the request; None without one."""
    return request.user if request.user.is_authenticated else None
