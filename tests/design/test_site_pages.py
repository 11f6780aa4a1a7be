"""Home, style guide, appearance and errors, in both languages."""

from __future__ import annotations

import logging
import re

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from assessments.site import views as site_views

LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
PAGES = ["/", "/style-guide/", "/account/login/", "/account/signup/", "/account/password/reset/"]


@pytest.fixture
def visitor(client):
    def in_language(language):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return in_language


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_opens_in_its_language(visitor, path, language):
    response = visitor(language).get(path)
    assert response.status_code == 200
    html = response.content.decode()
    assert f'<html lang="{LANGUAGES[language]}"' in html
    assert html.count("<h1") == 1
    assert '<a class="skip" href="#main">' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_chinese_page_has_no_english_heading_left(visitor, path):
    html = visitor("zh-hans").get(path).content.decode()
    html = re.sub(r'<(\w+) lang="en">.*?</\1>', "", html, flags=re.DOTALL)
    headings = re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", html, flags=re.DOTALL)
    assert headings
    assert [h for h in headings if not re.search(r"[\u4e00-\u9fff]", h)] == []


@pytest.mark.django_db
def test_language_is_switched_by_a_plain_form(client):
    html = client.get("/").content.decode()
    assert 'name="language" value="zh-hans" lang="zh-Hans"' in html
    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/"})
    assert '<html lang="zh-Hans"' in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "media"),
    [
        ("auto", "screen and (prefers-color-scheme: dark)"),
        ("light", "not all"),
        ("dark", "screen"),
    ],
)
def test_appearance_is_remembered_without_scripts(client, wanted, media):
    client.post("/appearance/", {"scheme": "dark", "next": "/"})
    response = client.post("/appearance/", {"scheme": wanted, "next": "/style-guide/"})
    assert response.url == "/style-guide/"
    html = client.get("/").content.decode()
    assert f'id="dark-scheme" media="{media}"' in html
    assert f'value="{wanted}" aria-pressed="true"' in html


@pytest.mark.parametrize("scheme", ["", "sepia", '"><script>'])
def test_unknown_appearance_changes_nothing(client, scheme):
    response = client.post("/appearance/", {"scheme": scheme})
    assert "scheme" not in response.cookies


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_appearance_leads_nobody_away(client, target):
    assert client.post("/appearance/", {"scheme": "dark", "next": target}).url == "/"


@pytest.mark.django_db
def test_pages_are_strict_about_scripts(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (site_views.bad_request, 400),
        (site_views.forbidden, 403),
        (site_views.csrf_refused, 403),
        (site_views.not_found, 404),
        (site_views.server_error, 500),
    ],
)
def test_error_page_gives_the_reference_that_the_log_has(view, status, caplog):
    # Without a database: the page must come even when that is what failed.
    with caplog.at_level(logging.WARNING, logger="assessments.site.views"):
        response = view(RequestFactory().get("/some/where/"))
    assert response.status_code == status
    reference = re.search(r'<b class="mono">([0-9A-F]{8})</b>', response.content.decode())
    assert reference is not None
    assert f"Reference {reference.group(1)}" in caplog.text
    assert "/some/where/" not in caplog.text  # it may be a secret link


def test_a_stale_form_is_refused_in_words(db):
    response = Client(enforce_csrf_checks=True).post("/appearance/", {"scheme": "dark"})
    assert response.status_code == 403
    assert "open too long" in response.content.decode()


def test_an_unknown_address_gets_our_page(client, settings):
    settings.DEBUG = False
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "does not exist" in response.content.decode()
