"""Supposing an answer in a browser: at once with scripts, by a button without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from assessments.results.services import assessment_run, work_create
from cases.record import load
from tests.browser.visitors import PATIENCE_SECONDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECORD = Path(settings.BASE_DIR) / "tests" / "resources" / "records" / "strong-image.yaml"


@pytest.fixture
def assessment(transactional_db: None, django_user_model: Any) -> Any:
    owner = django_user_model.objects.create_user("creator", password="secret")
    return assessment_run(work=work_create(owner=owner, record=load(RECORD)))


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def page(request: Any, browser: Any, live_server: Any, assessment: Any) -> Iterator[Page]:
    client = Client()
    client.force_login(assessment.work.owner)
    session = str(client.cookies["sessionid"].value)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_an_answer_is_supposed_and_taken_back(page: Page, assessment: Any, request: Any) -> None:
    address = f"/assessments/{assessment.pk}/what-if/"
    page.goto(address)
    before = page.inner_text("#what-if-said")
    page.click("summary:has-text('The work')")
    page.select_option("#if-work-claim", "style")
    if "no-scripts" in request.node.name:
        page.click("button:has-text('See the result')")
    page.wait_for_url("**?work.claim=style")
    page.wait_for_selector(".supposed")
    assert "Not protected" in page.inner_text("#what-if-said")
    assert page.input_value("#if-work-claim") == "style"
    with page.expect_navigation():
        page.click(".supposed a")
    assert page.url.endswith(address)
    assert page.inner_text("#what-if-said") == before


def test_a_link_to_a_rule_leads_to_its_article(page: Page, assessment: Any) -> None:
    page.goto(f"/assessments/{assessment.pk}/")
    page.click("#in-full > summary")
    page.click("#ownership a[href^='/law/']")
    page.wait_for_selector(".wording", state="visible")
