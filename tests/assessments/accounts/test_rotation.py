"""SECRET_KEY is replaced: second factors go on, and are encrypted again by one command."""

from __future__ import annotations

import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from assessments.accounts.cipher import has_present_key
from assessments.accounts.rotation import count_old_secrets, secrets_rotate
from tests.assessments.accounts.test_second_factor import totp, turn_on
from tests.support.accounts import confirmed_user, is_in, sign_in
from tests.support.mail_server import Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
OLD, NEW = "o" * 50, "n" * 50


@pytest.fixture
def old_factor(settings: Any, mailbox: Mailbox) -> tuple[str, list[str]]:
    """The app's secret and the recovery codes of an account that set them up by the old key."""
    settings.SECRET_KEY = OLD
    confirmed_user("li", is_staff=True, is_superuser=True)
    client = Client()
    sign_in(client)
    return turn_on(client)


def lets_in(code: str) -> bool:
    cache.clear()
    client = Client()
    sign_in(client)
    client.post("/account/2fa/authenticate/", {"code": code})
    return is_in(client)


def test_a_second_factor_of_the_old_key_works_by_the_new_one(
    old_factor: tuple[str, list[str]], settings: Any
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert lets_in(totp(old_factor[0], later=1))
    assert lets_in(old_factor[1][0])


def test_after_the_command_the_old_key_is_not_needed(
    old_factor: tuple[str, list[str]], settings: Any
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert count_old_secrets() == 2
    out = io.StringIO()
    call_command("rotate_secrets", stdout=out)
    assert "2 second factors were encrypted again" in out.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    assert count_old_secrets() == 0
    assert lets_in(totp(old_factor[0], later=1))
    assert lets_in(old_factor[1][0])
    assert secrets_rotate().renewed == 0


def test_a_key_that_is_gone_too_early_is_named_and_nothing_is_lost(
    old_factor: tuple[str, list[str]], settings: Any
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
    before = list(Authenticator.objects.values())
    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        call_command("rotate_secrets", stdout=io.StringIO())
    assert list(Authenticator.objects.values()) == before
    settings.SECRET_KEY_FALLBACKS = [OLD]
    assert lets_in(totp(old_factor[0], later=1))


def test_a_session_of_the_old_key_goes_on(settings: Any, mailbox: Mailbox) -> None:
    settings.SECRET_KEY = OLD
    confirmed_user("li")
    client = Client()
    sign_in(client)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert is_in(client)


def test_what_is_new_has_the_new_key(old_factor: tuple[str, list[str]], settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    factor = Authenticator.objects.get(type="totp")
    assert not has_present_key(factor.data["secret"])
    secrets_rotate()
    factor.refresh_from_db()
    assert has_present_key(factor.data["secret"])
