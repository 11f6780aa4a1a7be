"""The second factor: a code of an app or a recovery code, everywhere where one signs in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from assessments.audit.models import AuditEntry
from tests.support.accounts import PASSWORD, confirmed_user, is_in, sign_in
from tests.support.confirmed_users import letters_send
from tests.support.mail_server import Mailbox

pytestmark = pytest.mark.django_db


def totp(secret: str, later: int = 0) -> str:
    """What an app shows for a secret (RFC 6238) so many time steps from now."""
    key = base64.b32decode(secret)
    moment = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(key, moment, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def turn_on(client: Client) -> tuple[str, list[str]]:
    """The secret and the recovery codes."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml")
    client.post("/account/2fa/totp/activate/", {"code": totp(secret)})
    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    return secret, re.findall(r"<code>(\d+)</code>", codes)


@pytest.fixture
def li() -> User:
    return confirmed_user("li", is_staff=True, is_superuser=True)


@pytest.fixture
def user_with_second_factor(li: User, mailbox: Mailbox) -> tuple[str, list[str]]:
    client = Client()
    sign_in(client)
    return turn_on(client)


def test_the_password_alone_no_longer_lets_in(
    client: Client, user_with_second_factor: object
) -> None:
    assert sign_in(client)["Location"] == "/account/2fa/authenticate/"
    assert not is_in(client)


def test_the_code_of_the_app_does(
    client: Client, user_with_second_factor: tuple[str, list[str]]
) -> None:
    sign_in(client, next="/method/")
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not is_in(client)
    code = totp(user_with_second_factor[0], later=1)
    answer = client.post("/account/2fa/authenticate/", {"code": code})
    assert is_in(client)
    assert answer["Location"] == "/method/"


@pytest.mark.both_databases
def test_a_code_of_the_app_is_accepted_once_even_if_the_cache_forgets(
    client: Client,
    user_with_second_factor: tuple[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret, start = user_with_second_factor[0], time.time()

    def enters(code: str, seconds: int) -> bool:
        monkeypatch.setattr(time, "time", lambda: start + seconds)
        cache.clear()  # as after the 30 s for which allauth remembers a code
        sign_in(browser := Client())
        browser.post("/account/2fa/authenticate/", {"code": code})
        return is_in(browser)

    enrolled, code = totp(secret), totp(secret, later=1)
    assert not enters(enrolled, 0)  # it turned the second factor on
    assert enters(code, 30)
    assert [enters(code, 31), enters(code, 59), enters(enrolled, 30)] == [False] * 3
    assert enters(totp(secret, later=1), 60)  # the next one is accepted


def test_a_recovery_code_does_once(
    client: Client, user_with_second_factor: tuple[str, list[str]]
) -> None:
    code = user_with_second_factor[1][0]
    assert len(user_with_second_factor[1]) == 10
    sign_in(client)
    client.post("/account/2fa/authenticate/", {"code": code})
    assert is_in(client)

    again = Client()
    sign_in(again)
    again.post("/account/2fa/authenticate/", {"code": code})
    assert not is_in(again)


def test_the_admin_has_no_door_of_its_own(client: Client, user_with_second_factor: object) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/?next=%2Fadmin%2F")

    client.post("/admin/login/", {"username": "li", "password": PASSWORD})
    assert not is_in(client)


def test_the_secret_does_not_lie_open_in_the_database(
    user_with_second_factor: tuple[str, list[str]],
) -> None:
    kept = str(Authenticator.objects.get(type="totp").data)
    assert user_with_second_factor[0] not in kept


def test_turning_it_on_needs_the_password_again(client: Client, li: User) -> None:
    sign_in(client)
    answer = client.get("/account/2fa/totp/activate/")
    assert answer["Location"].startswith("/account/reauthenticate/")


@pytest.mark.django_db(transaction=True)
def test_turning_it_on_is_told_by_mail(client: Client, li: User, mailbox: Mailbox) -> None:
    sign_in(client)
    turn_on(client)
    assert letters_send() == ["ready"]
    assert "second factor" in mailbox.letters()[0]["Subject"]
    acts = AuditEntry.objects.filter(subject=f"account:{li.pk}").values_list("act", flat=True)
    assert "second-factor.added" in acts


@pytest.mark.both_databases
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_too_many_wrong_codes_close_the_door_even_if_the_cache_forgets(
    client: Client, user_with_second_factor: tuple[str, list[str]], is_signed_in: bool
) -> None:
    address = "/account/2fa/reauthenticate/" if is_signed_in else "/account/2fa/authenticate/"
    codes = user_with_second_factor[1]
    sign_in(client)
    if is_signed_in:
        client.post("/account/2fa/authenticate/", {"code": codes[0]})
    for _ in range(5):
        cache.clear()  # as Redis does when it starts again
        assert "This code is wrong" in client.post(address, {"code": "000000"}).text
    answer = client.post(address, {"code": codes[1]})
    assert "At most 5 wrong codes for one account" in answer.text


def test_right_codes_are_not_counted(
    client: Client, user_with_second_factor: tuple[str, list[str]]
) -> None:
    for code in user_with_second_factor[1][:7]:
        again = Client()
        sign_in(again)
        again.post("/account/2fa/authenticate/", {"code": code})
        assert is_in(again)
