"""A form that is refused answers 422, whoever's view shows it again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.support.accounts import confirmed_user
from tests.support.pages import STRONG, assess_record, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
LONG = "x" * 5000
STRANGERS = {
    "/account/login/": {"login": "li", "password": "wrong"},
    "/account/signup/": {"email": "no address", "password1": "x", "role": "creator"},
    "/account/password/reset/": {"email": "no address"},
    "/assessments/start/": {"text": "no record"},
    "/begin/": {},
    "/interview/": {"human": "perhaps"},
}
OF_AN_ACCOUNT = {
    "/account/password/change/": {"oldpassword": "wrong", "password1": "a", "password2": "b"},
    "/account/language/": {"language": "de"},
    "/account/delete/": {"password": "wrong"},
    "/dossiers/import/": {},
}
OF_AN_ASSESSMENT = {
    "memos/": {"language": "en", "form": "opinion", "client": LONG},
    "share/": {"email": "no address"},
    "questions/": {"text": ""},
    "exhibits/1/": {"original": "perhaps"},
}
OF_STAFF = {
    "/admin/auth/user/add/": {"username": ""},
    "/admin/auth/group/add/": {"name": ""},
    "/admin/cases/decision/add/": {"slug": ""},
}


def statuses(client: Client, sent: dict[str, dict[str, str]], before: str = "") -> dict[str, int]:
    return {
        address: client.post(before + address, given).status_code for address, given in sent.items()
    }


def refused(sent: dict[str, dict[str, str]]) -> dict[str, int]:
    return dict.fromkeys(sent, 422)


def test_forms_of_strangers(client: Client) -> None:
    assert statuses(client, STRANGERS) == refused(STRANGERS)


def test_forms_of_an_account() -> None:
    client = signed_in(confirmed_user("li"))
    client.post("/account/reauthenticate/", {"password": "seven-quiet-horses"})
    assert statuses(client, OF_AN_ACCOUNT) == refused(OF_AN_ACCOUNT)


def test_forms_of_an_assessment() -> None:
    li = confirmed_user("li")
    page = assess_record(li, STRONG).get_absolute_url()
    assert statuses(signed_in(li), OF_AN_ASSESSMENT, page) == refused(OF_AN_ASSESSMENT)


def test_forms_of_staff() -> None:
    staff = User.objects.create_superuser("staff", "s@law.cn", "secret")
    assert statuses(signed_in(staff), OF_STAFF) == refused(OF_STAFF)


def test_a_form_that_is_shown_first_answers_200(client: Client) -> None:
    assert client.get("/account/login/").status_code == 200
    assert client.post("/account/login/", {"login": "li", "password": "x"}).status_code == 422
