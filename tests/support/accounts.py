"""People with confirmed addresses, and what they type."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

from tests.support.mail_server import Mailbox

PASSWORD = "seven-quiet-horses"


def confirmed_user(name: str, *, email: str = "", **columns: Any) -> User:
    """Someone who signed up and confirmed an address."""
    address = email or f"{name}@localhost"
    user = User.objects.create_user(name, address, PASSWORD, **columns)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def sign_up(client: Client, **changed: str) -> Any:
    """The answer to the form, followed to the page that it leads to."""
    typed = {"email": "li@localhost", "password1": PASSWORD, "role": "creator", **changed}
    return client.post("/account/signup/", typed, follow=True)


def sign_in(client: Client, name: str = "li", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/account/login/", {"login": name, "password": password, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def stable_page(answer: Any) -> str:
    """A page without what differs each time it is made."""
    page = answer.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def code_in(mailbox: Mailbox) -> str:
    """The code that stands alone on a line of the newest letter."""
    found = re.search(r"^ {4}(\S+)\s*$", mailbox.last_text(), re.MULTILINE)
    assert found is not None, mailbox.last_text()
    return found[1]
