"""The decisions in the order of time."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.library import decision_data, decision_make, decision_store

pytestmark = pytest.mark.django_db

URL = "/cases/timeline/"


def page(client: Client, language: str = "en") -> str:
    response = client.get(URL, headers={"accept-language": language})
    assert response.status_code == 200
    return str(response.content, "utf-8")


def test_it_goes_from_the_oldest_year_to_the_newest_and_ends_with_the_undated(
    client: Client,
) -> None:
    decision_make("late-2025", date={"value": "2025-02-01", "mark": "A"})
    decision_make("early-2019", date={"value": "2019-02-01", "mark": "A"})
    undated = decision_data("undated-2025")
    del undated["date"]
    decision_store(data=undated, reason="test")

    html = page(client)

    assert re.findall(r'<h2 id="[^"]+">([^<]+)</h2>', html) == ["2019", "2025", "Date not known"]
    slugs = re.findall(r'<h3><a href="/cases/([^/]+)/">', html)
    assert slugs == ["early-2019", "late-2025", "undated-2025"]


def test_it_names_outcome_and_both_languages(client: Client) -> None:
    decision_make()

    html = page(client, "zh-hans")

    assert "“灯笼”案</a></h3>" in html
    assert 'lang="en">Chen v Zhou</p>' in html
    assert "outcome-protected" in html


def test_a_date_is_told_as_precisely_as_it_is_known(client: Client) -> None:
    decision_make(date={"value": "2024-11-01", "precision": "month", "mark": "C"})

    html = page(client)

    assert '<span class="when">November 2024' in html
    assert "One source" in html


def test_drafts_are_not_shown(client: Client) -> None:
    decision_make(status="draft")

    assert "The library is empty" in page(client)


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_max_num_queries) -> None:
    for n in range(30):
        decision_make(f"case-{n}-2024")

    with django_assert_max_num_queries(2):
        page(client)
