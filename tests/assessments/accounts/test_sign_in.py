"""Signing in, being locked out, changing and resetting the password, ending sessions."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from assessments.audit.models import AuditEntry
from assessments.quotas.limits import read_limits
from tests.support.accounts import PASSWORD, code_in, confirmed_user, is_in, sign_in, stable_page
from tests.support.confirmed_users import letters_send
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

    assert "the password is wrong" in wrong
    assert wrong.replace("li@localhost", "na@localhost") == unknown
    assert not is_in(client)
    assert acts(li) == ["account.refused"]
    assert AuditEntry.objects.count() == 1


def test_after_five_wrong_passwords_the_right_one_waits(client: Client, li: User) -> None:
    for name in ("li", "LI", "li@localhost", "Li@localhost", "li"):
        sign_in(client, name, "no")
    answer = sign_in(client)
    assert "At most 5 wrong passwords" in answer.content.decode()
    assert not is_in(client)


def test_nobody_is_locked_out_by_the_attempts_of_others(li: User, settings: Settings) -> None:
    settings.QUOTAS = read_limits("wrong_passwords.address=off")
    known = Client(REMOTE_ADDR="192.0.2.1")
    sign_in(known)
    known.post("/account/logout/")
    attacker = Client(REMOTE_ADDR="192.0.2.66")
    for _ in range(50):
        sign_in(attacker, "li@localhost", "no")
    sign_in(attacker)
    elsewhere = Client(REMOTE_ADDR="192.0.2.2")
    sign_in(elsewhere, "li@localhost")
    same_network = Client(REMOTE_ADDR="192.0.2.66")
    same_network.cookies = known.cookies
    sign_in(same_network, "li@localhost")
    neighbour = Client(REMOTE_ADDR="192.0.2.66")
    sign_in(neighbour)

    assert [is_in(client) for client in (elsewhere, same_network)] == [True, True]
    assert [is_in(client) for client in (attacker, neighbour)] == [False, False]


def test_an_attack_from_many_networks_slows_unknown_browsers_only(
    li: User, settings: Settings, mailbox: Mailbox
) -> None:
    settings.QUOTAS = read_limits("wrong_passwords.account=20/h")
    known = Client(REMOTE_ADDR="192.0.2.1")
    sign_in(known)
    known.post("/account/logout/")
    for number in range(30):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), "li", "no")
    new = Client(REMOTE_ADDR="192.0.2.3")
    assert "At most 20 wrong passwords" in sign_in(new).content.decode()
    sign_in(known)
    assert is_in(known)

    new.post("/account/password/reset/", {"email": "li@localhost"})
    link = re.search(r"http://localhost:8000(/\S+)", mailbox.last_text())
    assert link is not None
    form = new.get(link[1], follow=True)
    typed = {"password1": "eight-loud-geese", "password2": "eight-loud-geese"}
    new.post(form.redirect_chain[-1][0], typed)
    sign_in(new, "li", "eight-loud-geese")
    assert is_in(new)


def test_a_known_browser_guesses_no_more_than_others_and_knows_its_accounts_only(
    li: User, client: Client
) -> None:
    confirmed_user("wang")
    sign_in(client)
    client.post("/account/logout/")
    for _ in range(12):
        sign_in(client, "li", "no")
    assert "At most 10 wrong passwords" in sign_in(client).content.decode()
    for _ in range(5):
        sign_in(client, "wang", "no")
    assert "At most 5 wrong passwords" in sign_in(client, "wang").content.decode()
    client.cookies["known_browser"] = f"{client.cookies['known_browser'].value}x"
    for _ in range(6):
        answer = sign_in(client, "li", "no")
    assert "from one network address" in answer.content.decode()


def test_right_passwords_cost_nothing(li: User) -> None:
    for _ in range(20):
        visitor = Client()
        sign_in(visitor)
        assert is_in(visitor)


def test_whoever_tries_many_names_is_locked_out_by_network_address(client: Client) -> None:
    for number in range(10):
        sign_in(client, f"name{number}", "no")
    confirmed_user("li")
    assert "At most 10 wrong passwords" in sign_in(client).content.decode()
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
    assert letters_send() == ["ready"]
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
    assert letters_send() == ["ready"]
    assert mailbox.letters()[-1]["X-Envelope-To"] == "li@localhost"


def test_the_present_password_cannot_be_guessed_on_the_page_that_changes_it(
    client: Client, li: User
) -> None:
    sign_in(client)
    new = {"password1": "eight-loud-geese", "password2": "eight-loud-geese"}
    for _ in range(10):  # of a browser that the account knows
        cache.clear()  # as Redis does when it starts again
        client.post("/account/password/change/", {"oldpassword": "no", **new})
    answer = client.post("/account/password/change/", {"oldpassword": PASSWORD, **new})

    assert "At most 10 wrong passwords" in answer.text
    li.refresh_from_db()
    assert li.check_password(PASSWORD)


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
