"""Signing in, being locked out, changing and resetting the password, ending sessions."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

from assessments.audit.models import AuditEntry
from tests.support.accounts import PASSWORD, code_in, confirmed_user, is_in, sign_in, stable_page
from tests.support.mail_server import Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def li() -> User:
    return confirmed_user("li")


def acts(user: User) -> list[str]:
    return list(
        AuditEntry.objects.filter(subject=f"account:{user.pk}").values_list("act", flat=True)
    )


@pytest.mark.parametrize("name", ["li", "li@localhost", "LI@localhost"])
def test_address_or_name_and_password_let_in(client: Client, li: User, name: str) -> None:
    assert sign_in(client, name)["Location"] == "/assessments/"
    assert is_in(client)
    assert acts(li) == ["account.signed-in"]


def test_a_wrong_password_and_an_unknown_name_look_the_same(client: Client, li: User) -> None:
    wrong = stable_page(sign_in(client, "li@localhost", "no"))
    unknown = stable_page(sign_in(client, "na@localhost", "no"))

    assert "do not belong together" in wrong
    assert wrong.replace("li@localhost", "na@localhost") == unknown
    assert not is_in(client)
    assert acts(li) == ["account.refused"]
    assert AuditEntry.objects.count() == 1


def test_after_five_wrong_passwords_the_right_one_waits(client: Client, li: User) -> None:
    for _ in range(5):
        sign_in(client, "li", "no")
    answer = sign_in(client)
    assert "Too many attempts" in answer.content.decode()
    assert not is_in(client)


def test_whoever_tries_many_names_is_locked_out_by_network_address(client: Client) -> None:
    for number in range(10):
        sign_in(client, f"name{number}", "no")
    confirmed_user("li")
    assert "Too many attempts" in sign_in(client).content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(elsewhere)
    assert is_in(elsewhere)


def test_too_many_sign_ups_get_a_page_that_says_so(client: Client) -> None:
    for _ in range(20):
        client.post("/account/signup/", {})
    answer = client.post("/account/signup/", {})
    assert answer.status_code == 429
    assert "Too many attempts in a short time" in answer.content.decode()


def test_a_password_is_reset_by_a_link_that_works_once(
    client: Client, li: User, mailbox: Mailbox
) -> None:
    client.post("/account/password/reset/", {"email": "li@localhost"})
    link = re.search(r"http://localhost:8000(/\S+)", mailbox.last_text())
    assert link is not None
    typed = {"password1": "eight-loud-geese", "password2": "eight-loud-geese"}

    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], typed)

    assert "no longer works" in Client().get(link[1]).content.decode()
    sign_in(client, "li", "eight-loud-geese")
    assert is_in(client)
    assert acts(li) == ["password.reset", "account.signed-in"]
    assert "password" in mailbox.letters()[-1]["Subject"]


def test_asking_for_a_reset_tells_nobody_who_has_an_account(
    client: Client, li: User, mailbox: Mailbox
) -> None:
    known = client.post("/account/password/reset/", {"email": "li@localhost"}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "na@localhost"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert stable_page(known) == stable_page(unknown)
    first, second = mailbox.letters()
    assert "/account/password/reset/key/" in first.get_content()
    assert "/account/password/reset/key/" not in second.get_content()


def test_a_changed_password_is_told_by_mail(client: Client, li: User, mailbox: Mailbox) -> None:
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": "eight-loud-geese"}
    client.post("/account/password/change/", {**typed, "password2": "eight-loud-geese"})

    li.refresh_from_db()
    assert li.check_password("eight-loud-geese")
    assert "password.changed" in acts(li)
    assert mailbox.letters()[-1]["X-Envelope-To"] == "li@localhost"


def test_another_address_counts_once_its_code_is_entered(
    client: Client, li: User, mailbox: Mailbox
) -> None:
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"action_add": "", "email": "office@localhost"})
    assert not EmailAddress.objects.filter(email="office@localhost", verified=True).exists()

    client.post("/account/confirm-email/", {"code": code_in(mailbox)})
    assert EmailAddress.objects.filter(email="office@localhost", verified=True).exists()

    client.post("/account/email/", {"action_primary": "", "email": "office@localhost"})
    li.refresh_from_db()
    assert li.email == "office@localhost"
    assert "address.added" in acts(li)


def test_changing_addresses_asks_for_the_password_again(client: Client, li: User) -> None:
    sign_in(client)
    answer = client.post("/account/email/", {"action_add": "", "email": "office@localhost"})
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_other_sessions_can_be_ended(client: Client, li: User) -> None:
    elsewhere = Client(HTTP_USER_AGENT="A lost phone")
    sign_in(elsewhere)
    sign_in(client)
    assert "A lost phone" in client.get("/account/sessions/").content.decode()

    client.post("/account/sessions/")

    assert elsewhere.get("/account/")["Location"].startswith("/account/login/")
    assert client.get("/account/").status_code == 200


def test_a_closed_account_does_not_open(client: Client, li: User) -> None:
    User.objects.update(is_active=False)
    sign_in(client)
    assert not is_in(client)
