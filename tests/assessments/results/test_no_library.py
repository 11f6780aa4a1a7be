"""Without a published decision no answer is given, and whoever runs the site is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from aigc_copyright.doctor.data import check_library
from assessments.works.drafts import Draft
from cases.decisions.checks import check_published
from cases.models import Decision
from cases.record import dump_json
from tests.support.accounts import confirmed_user
from tests.support.pages import text_of
from tests.support.records import record

pytestmark = pytest.mark.django_db
EMPTY = "This site has no decisions at the moment"


@pytest.fixture(autouse=True)
def may_be_without_library() -> None:
    """Here it may not."""


def test_an_empty_library_gives_no_answer(client: Client) -> None:
    client.post("/assessments/start/", {"text": dump_json(record()), "open": "1"})
    draft = f"/interview/{Draft.objects.get().pk}/"
    for page in ("result/", "secure/", "owner/answer/", "stronger/"):
        response = client.get(draft + page)
        assert (response.status_code, EMPTY in text_of(response)) == (503, True), page
    assert client.get(f"{draft}review/").status_code == 200
    response = client.get("/calibration/")
    assert "No decision is published yet" in text_of(response)


def test_nothing_is_stored_without_a_library(client: Client) -> None:
    client.force_login(confirmed_user("owner"))
    response = client.post("/assessments/start/", {"text": dump_json(record())})
    assert (response.status_code, EMPTY in text_of(response)) == (503, True)


def test_whoever_runs_the_site_is_told_that_the_library_is_empty(client: Client) -> None:
    def found() -> tuple[Any, str, int]:
        warnings = check_published(databases=["default"])
        return client.get("/readyz").json()["library"], check_library().level, len(warnings)

    assert found() == ("empty", "FAIL", 1)
    call_command("load_library", verbosity=0)
    assert found() == ("ok", "OK", 0)
    Decision.objects.update(status="withdrawn")
    assert found() == ("empty", "FAIL", 1)
