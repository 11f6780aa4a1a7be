"""What scripts add to pages that work without them; under the policy that the server sends."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.browser.visitors import PATIENCE_SECONDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url, color_scheme="light")
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    yield context.new_page()
    context.close()


def test_the_appearance_changes_at_once_and_is_remembered(page):
    page.goto("/")
    light = page.evaluate(BACKGROUND)
    page.click(".menu summary")
    with page.expect_response("**/appearance/"):
        page.click("button[value=dark]")
    page.wait_for_selector("html[data-scheme=dark]")
    dark = page.evaluate(BACKGROUND)
    assert dark != light
    page.goto("/cases/")
    assert page.evaluate(BACKGROUND) == dark


def test_the_appearance_changes_without_scripts_too(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, color_scheme="light", java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    page = context.new_page()
    page.goto("/")
    page.click(".menu summary")
    with page.expect_navigation():
        page.click("button[value=dark]")
    assert page.get_attribute("html", "data-scheme") == "dark"
    context.close()


def test_escape_closes_a_menu_and_gives_the_focus_back(page):
    page.goto("/")
    page.focus(".menu summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.menu').open")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.menu').open")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_link_of_the_error_summary_leads_into_its_field(page):
    page.goto("/account/login/")
    with page.expect_navigation():
        page.click("main button[type=submit]")
    page.click('.error-summary a[href="#id_login"]')
    page.wait_for_selector("#id_login:focus")


def test_text_can_be_copied_by_a_button(page, live_server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/style-guide/")
    page.click("[data-copy] button")
    page.wait_for_function("document.querySelector('[data-copy] .said').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.input_value("[data-copy] input")


def test_the_server_sends_the_policy_that_these_pages_were_seen_under(live_server):
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert re.search(r"default-src 'self'(;|$)", policy)
