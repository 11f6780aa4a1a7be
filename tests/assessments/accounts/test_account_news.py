"""News of an account reach its owner, also where the mail server is away as they come about."""

from __future__ import annotations

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from assessments.accounts.adapters import AccountAdapter
from assessments.accounts.models_notifications import ACCOUNT_NEWS, Notification
from tests.assessments.accounts.test_second_factor import turn_on
from tests.support.accounts import PASSWORD, confirmed_user, sign_in
from tests.support.confirmed_users import letters_send
from tests.support.mail_server import Mailbox, free_port

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = "eight-loud-geese"
OFF = "/account/2fa/totp/deactivate/"


@pytest.fixture
def enrolled(client: Client) -> User:
    """Somebody who is signed in with a second factor, of which they heard."""
    user = confirmed_user("li")
    sign_in(client)
    turn_on(client)
    Notification.objects.all().delete()
    return user


def test_a_letter_that_could_not_go_is_sent_once_the_mail_server_is_back(
    client: Client, enrolled: User, mailbox: Mailbox, settings
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    page = client.post(OFF, follow=True)
    assert "could not send" not in page.text
    client.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert letters_send() == ["deferred", "deferred"]
    assert mailbox.letters() == []

    settings.EMAIL_PORT = there
    assert letters_send() == ["ready", "ready"]
    subjects = [str(letter["Subject"]) for letter in mailbox.letters()]
    assert ["second factor" in subject for subject in subjects] == [True, False]
    assert "password" in subjects[1]


def test_the_letter_says_who_acted_and_its_row_does_not_any_more(
    client: Client, enrolled: User, mailbox: Mailbox
) -> None:
    client.post(OFF, HTTP_USER_AGENT="A strange browser")
    [row] = Notification.objects.filter(kind=ACCOUNT_NEWS, user=enrolled)
    assert "A strange browser" in row.facts["text"]
    letters_send()
    assert "A strange browser" in mailbox.last_text()
    row.refresh_from_db()
    assert (row.state, "A strange browser" in str(row.facts)) == ("ready", False)


def test_news_are_in_the_language_of_the_account(
    client: Client, enrolled: User, mailbox: Mailbox
) -> None:
    client.post("/account/language/", {"language": "zh-hans"})
    client.post(OFF)
    letters_send()
    assert "密码" in mailbox.last_text()


def test_no_letter_but_the_one_that_somebody_waits_for_is_sent_in_a_request(
    client: Client, enrolled: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        DefaultAccountAdapter, "send_mail", lambda _self, template, *_: sent.append(template)
    )
    monkeypatch.setattr(AccountAdapter, "_is_counted", lambda *_: True)
    client.post(OFF)
    client.post("/account/email/", {"action_add": "", "email": "office@localhost"})
    cache.clear()
    Client().post("/account/password/reset/", {"email": "li@localhost"})
    assert sent == ["account/email/email_confirmation", "account/email/password_reset_key"]
