"""Signing up: address, password, role, a code by mail, and back to where one was."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from assessments.works.drafts import Draft
from tests.support.accounts import PASSWORD, code_in, confirmed_user, sign_up, stable_page
from tests.support.mail_server import Mailbox

pytestmark = pytest.mark.django_db


def test_the_code_of_the_letter_opens_the_account(client: Client, mailbox: Mailbox) -> None:
    asked = sign_up(client, email="Li@localhost")
    assert asked.redirect_chain[-1][0] == "/account/confirm-email/"
    assert "_auth_user_id" not in client.session

    client.post("/account/confirm-email/", {"code": code_in(mailbox)})

    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get().verified
    assert [group.name for group in user.groups.all()] == ["creator"]


def test_a_wrong_code_opens_nothing_and_three_of_them_end_it(
    client: Client, mailbox: Mailbox
) -> None:
    sign_up(client)
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "ZZZZZZ"})
    client.post("/account/confirm-email/", {"code": code_in(mailbox)})

    assert "_auth_user_id" not in client.session
    assert not EmailAddress.objects.get().verified


def test_an_unconfirmed_account_cannot_sign_in(client: Client, mailbox: Mailbox) -> None:
    sign_up(client)
    later = Client()
    later.post("/account/login/", {"login": "li@localhost", "password": PASSWORD})
    assert "_auth_user_id" not in later.session


def test_a_stranger_comes_back_to_what_they_had_begun(client: Client, mailbox: Mailbox) -> None:
    client.get("/account/signup/?next=/method/")
    session = client.session
    draft = Draft.objects.create(answers={"title": "Begun"}, session_key=session.session_key)

    sign_up(client, next="/method/")
    answer = client.post("/account/confirm-email/", {"code": code_in(mailbox)})

    assert answer["Location"] == "/method/"
    draft.refresh_from_db()
    assert draft.owner == User.objects.get()


def test_the_way_back_outlives_a_letter_that_came_too_late(
    client: Client, mailbox: Mailbox
) -> None:
    sign_up(client, next="/method/")
    session = client.session
    del session["account_login"]  # as it is after fifteen minutes
    session.save()
    EmailAddress.objects.update(verified=True)

    answer = client.post("/account/login/", {"login": "li@localhost", "password": PASSWORD})

    assert answer["Location"] == "/method/"


def test_the_way_back_never_leads_to_another_site(client: Client, mailbox: Mailbox) -> None:
    sign_up(client, next="https://elsewhere.invalid/")
    answer = client.post("/account/confirm-email/", {"code": code_in(mailbox)})
    assert answer["Location"] == "/assessments/"


@pytest.mark.parametrize("role", ["curator", "staff", ""])
def test_only_creator_and_lawyer_can_be_chosen(client: Client, role: str) -> None:
    answer = sign_up(client, role=role)
    assert answer.status_code == 422
    assert "role" in answer.context["form"].errors
    assert not User.objects.exists()


def test_a_lawyer_is_one_by_own_statement(client: Client, mailbox: Mailbox) -> None:
    sign_up(client, role="lawyer")
    client.post("/account/confirm-email/", {"code": code_in(mailbox)})
    page = client.get("/account/").content.decode()
    assert "lawyer (by own statement, not checked)" in page


def test_a_taken_address_looks_the_same_and_its_holder_is_told(
    client: Client, mailbox: Mailbox
) -> None:
    confirmed_user("li", email="li@localhost")
    taken, free = sign_up(client), sign_up(Client(), email="new@localhost")

    assert taken.redirect_chain == free.redirect_chain
    assert stable_page(taken) == stable_page(free).replace("new@localhost", "li@localhost")
    assert "You have an account" in mailbox.letters()[0]["Subject"]
    assert User.objects.count() == 2


def test_the_letter_speaks_the_language_of_the_page_and_names_the_product(
    client: Client, mailbox: Mailbox
) -> None:
    client.post("/i18n/setlang/", {"language": "zh-hans"})
    sign_up(client)

    (letter,) = mailbox.letters()
    assert "验证码" in letter["Subject"]
    assert "example.com" not in letter.as_string()
    assert not letter.is_multipart()  # words only: nothing is fetched when it is read


def test_a_new_code_can_be_asked_for(client: Client, mailbox: Mailbox) -> None:
    sign_up(client)
    first = code_in(mailbox)
    cache.clear()  # as after the ten seconds between two letters
    client.post("/account/confirm-email/", {"action": "resend"})
    assert code_in(mailbox) != first

    client.post("/account/confirm-email/", {"code": code_in(mailbox)})
    assert "_auth_user_id" in client.session


def test_a_mail_server_that_is_away_is_said(client: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    answer = sign_up(client)
    page = answer.content.decode()
    assert "We could not send the e-mail" in page
    assert "on its way" not in page
    assert "have sent" not in page


def test_once_the_mail_server_is_back_the_code_is_sent(
    client: Client, mailbox: Mailbox, settings: Any
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert "Try again in a few minutes" in sign_up(client).content.decode()
    assert mailbox.letters() == []
    settings.EMAIL_PORT = there
    cache.clear()  # as after the few minutes
    client.post("/account/confirm-email/", {"action": "resend"})
    client.post("/account/confirm-email/", {"code": code_in(mailbox)})
    assert "_auth_user_id" in client.session
