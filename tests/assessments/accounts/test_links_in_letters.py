"""A letter leads to this site, whatever host and port the request that caused it had named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from assessments.accounts.adapters import COUNTED_LETTERS
from tests.support.accounts import PASSWORD, code_in, confirmed_user, sign_in, sign_up
from tests.support.confirmed_users import letters_send
from tests.support.mail_server import Mailbox

pytestmark = pytest.mark.django_db
STRANGE = "testserver:4444"


def links(mailbox: Mailbox) -> list[str]:
    texts = (letter.get_content() for letter in mailbox.letters())
    return [link for text in texts for link in re.findall(r"https?://\S+", text)]


def test_letters_to_people_who_are_not_signed_in(mailbox: Mailbox) -> None:
    confirmed_user("li")
    for email in ("li@localhost", "na@localhost"):
        Client(SERVER_PORT="4444").post(
            "/account/password/reset/", {"email": email}, HTTP_HOST=STRANGE
        )
        sign_up(Client(SERVER_PORT="4444", HTTP_HOST=STRANGE), email=email)

    subjects = {
        re.sub(r"^\S+ is", "code is", str(letter["Subject"])) for letter in mailbox.letters()
    }
    assert len(subjects) == 4, subjects  # reset, unknown, exists, code
    assert {link.split("/account")[0] for link in links(mailbox)} == {settings.SITE_ROOT}


def test_letters_to_an_account(mailbox: Mailbox) -> None:
    confirmed_user("li")
    client = Client(SERVER_PORT="4444", HTTP_HOST=STRANGE)
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"action_add": "", "email": "office@localhost"})
    client.post("/account/confirm-email/", {"code": code_in(mailbox)})
    client.post("/account/email/", {"action_primary": "", "email": "office@localhost"})
    client.post("/account/email/", {"action_remove": "", "email": "li@localhost"})
    new = {"password1": "eight-loud-geese", "password2": "eight-loud-geese"}
    client.post("/account/password/change/", {"oldpassword": PASSWORD, **new})

    assert letters_send() == ["ready"] * 3
    assert len(mailbox.letters()) == 4  # code, main address, address removed, password
    assert set(links(mailbox)) == {settings.SITE_ROOT}


def test_every_address_in_a_letter_is_one_that_is_rooted() -> None:
    """What is printed as an address has a name that the adapter roots; nothing else is one."""
    letters = Path(settings.BASE_DIR, "templates").glob("*/email/*.txt")
    names = {name for path in letters for name in re.findall(r"{{ *(\w+)", path.read_text())}
    addresses = {name for name in names if "url" in name or "link" in name or "uri" in name}
    assert addresses == {name for name in names if name.endswith("_url")}
    assert {"password_reset_url", "signup_url"} <= addresses


def test_every_letter_that_is_no_news_of_an_account_is_counted() -> None:
    folder = Path(settings.BASE_DIR, "templates", "account", "email")
    asked_for = {
        f"account/email/{path.name.removesuffix('_message.txt')}"
        for path in folder.glob("*_message.txt")
        if "base_notification" not in path.read_text() and not path.name.startswith("base_")
    }
    assert asked_for == COUNTED_LETTERS
