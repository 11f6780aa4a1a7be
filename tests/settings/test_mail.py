"""Where letters go: to a mail server of our own while trying out, to a given one in production."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aigc_copyright.checks import check_mail_server
from aigc_copyright.env import BadEnvironment
from tests.settings.test_settings import SECRET, Load, load

__all__ = ["load"]  # the fixture


def test_while_trying_out_letters_stay_on_this_machine(load: Load, tmp_path: Path) -> None:
    settings = load(MAILBOX_PORT="4025")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("127.0.0.1", 4025)
    assert settings["MAILBOX_DIR"] == tmp_path / "mailbox"


@pytest.mark.parametrize(
    ("security", "port", "starttls", "tls"),
    [("", 587, True, False), ("tls", 465, False, True), ("none", 25, False, False)],
)
def test_a_given_server_is_used(
    load: Load, security: str, port: int, starttls: bool, tls: bool
) -> None:
    settings = load(
        EMAIL_HOST="mail", EMAIL_SECURITY=security, EMAIL_HOST_USER="u", EMAIL_HOST_PASSWORD="p"
    )
    assert settings["MAILBOX_DIR"] is None
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail", port)
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (starttls, tls)
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("u", "p")


def test_a_port_of_its_own_is_used(load: Load) -> None:
    assert load(EMAIL_HOST="mail", EMAIL_PORT="2525")["EMAIL_PORT"] == 2525


def test_an_unknown_security_is_refused(load: Load) -> None:
    with pytest.raises(BadEnvironment):
        load(EMAIL_HOST="mail", EMAIL_SECURITY="ssl")


def test_the_sender_follows_the_site_unless_it_is_given(load: Load) -> None:
    assert load(SITE_ROOT="https://law.example")["DEFAULT_FROM_EMAIL"] == "noreply@law.example"
    assert load(DEFAULT_FROM_EMAIL="a@b.example")["DEFAULT_FROM_EMAIL"] == "a@b.example"


def test_visitors_are_told_apart_behind_the_proxy_of_production_only(load: Load) -> None:
    assert load()["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0
    assert load(**SECRET)["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert load(TRUSTED_PROXIES="2")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2


@pytest.mark.parametrize(
    ("debug", "given", "wrong"), [(False, False, True), (False, True, False), (True, False, False)]
)
def test_production_without_a_mail_server_is_refused(
    settings: Any, debug: bool, given: bool, wrong: bool
) -> None:
    settings.DEBUG, settings.MAIL_SERVER_GIVEN = debug, given
    assert [error.id for error in check_mail_server()] == (["mail.E001"] if wrong else [])
