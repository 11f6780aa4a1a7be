"""Requests of one browser that overlap: no draft that one of them began is lost to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, user_logged_in
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from assessments.answers.forgetting import drafts_forget
from assessments.answers.services import draft_start
from assessments.works import session_drafts
from tests.support.accounts import confirmed_user, sign_in
from tests.support.interviews import InterviewClient
from tests.support.pages import STRONG

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("files_as_library"),
]
BEGINNINGS = {
    "/begin/": {"text": "a boat"},
    "/assessments/start/": {"text": STRONG.read_text(encoding="utf-8"), "open": "1"},
}


def test_drafts_begun_at_once_all_stay_open(client: Client) -> None:
    person = InterviewClient(client)  # the browser has a session
    requests = [RequestFactory().post("/begin/") for _ in range(2)]
    drafts = [draft_start(owner=None, answers={"title": "x"}) for _ in requests]
    for request in requests:
        request.session = SessionStore(person.draft.session_key)
        request.session.keys()  # both read the session before either writes it
    for request, draft in zip(requests, drafts, strict=True):
        session_drafts.draft_remember(request, draft)
        request.session["x"] = 1
    for request in requests:
        request.session.save()
    assert [client.get(f"/interview/{draft.pk}/").status_code for draft in drafts] == [200, 200]


@pytest.mark.parametrize("address", BEGINNINGS)
def test_a_new_visitor_gets_one_session_of_requests_sent_at_once(
    address: str,
) -> None:
    tabs = [Client(), Client()]
    for tab in tabs:
        tab.cookies["visit"] = "k" * 43
    pages = [tab.post(address, BEGINNINGS[address])["Location"] for tab in tabs]
    assert tabs[0].cookies["sessionid"].value == tabs[1].cookies["sessionid"].value
    assert [tabs[0].get(page).status_code for page in pages] == [200, 200]


def test_a_session_is_not_joined_by_what_others_may_know_or_set() -> None:
    keys = set()
    for short in ("", "k", "k" * 42):
        for _ in range(2):
            tab = Client()
            tab.cookies["csrftoken"] = "A" * 32
            tab.cookies["visit"] = short
            tab.post("/begin/", {"text": "a boat"})
            keys.add(tab.cookies["sessionid"].value)
    assert len(keys) == 6


def test_the_token_of_a_visit_comes_with_the_first_form_and_stays(client: Client) -> None:
    cookie = client.get("/begin/", follow=True).cookies.get("visit") or client.cookies["visit"]
    assert len(cookie.value) == 43 and cookie["httponly"] and cookie["samesite"] == "Lax"
    client.get("/account/login/")
    assert client.cookies["visit"].value == cookie.value
    assert Client().get("/account/login/").cookies["visit"].value != cookie.value


def test_a_session_is_joined_neither_later_nor_with_somebody_signed_in() -> None:
    def begun(tab: Client, token: str) -> str:
        tab.cookies["visit"] = token * 43
        tab.post("/interview/")
        return tab.cookies["sessionid"].value

    earlier = Client()
    key = begun(earlier, "k")
    assert begun(Client(), "m") != key  # of another browser
    session = earlier.session
    session[session_drafts.BEGUN_KEY] = "2026-01-01T00:00:00+00:00"
    session.save()
    assert begun(Client(), "k") != key

    signed_in = Client()
    key = begun(signed_in, "s")
    session = signed_in.session
    session[SESSION_KEY] = "1"
    session.save()
    assert begun(Client(), "s") != key


def test_an_older_session_written_late_forgets_no_draft(client: Client) -> None:
    InterviewClient(client)
    slow = client.session  # as a slow page read it
    slow["renewed"] = "2020-01-01"
    begun = client.post("/assessments/start/", BEGINNINGS["/assessments/start/"])["Location"]
    slow.save()
    assert client.get(begun).status_code == 200
    assert begun.split("/")[2] in client.get("/drafts/").content.decode()


def test_a_draft_is_claimed_before_its_session_gets_another_key(client: Client) -> None:
    person = InterviewClient(client)
    confirmed_user("li")
    seen: list[tuple[User | None, int, bool]] = []

    def look(sender: Any, **kwargs: Any) -> None:
        count = drafts_forget()  # a sweep in the midst of it
        seen.append((person.draft.owner, count, person.draft.orphaned_at is None))

    user_logged_in.connect(look)
    try:
        sign_in(client)
    finally:
        user_logged_in.disconnect(look)
    assert seen == [(User.objects.get(), 0, True)]
    assert client.get(person.url).status_code == 200


def test_the_key_of_a_session_that_is_gone_opens_nothing(client: Client) -> None:
    person = InterviewClient(client)
    assert client.get(person.url).status_code == 200
    Session.objects.all().delete()
    assert client.get(person.url).status_code == 404
