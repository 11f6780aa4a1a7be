"""That another decision reversed one is said wherever it is cited, on the pages of both."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from cases.decisions.models import Decision
from cases.decisions.queries import standings_of
from tests.support.library import decision_make

pytestmark = pytest.mark.django_db

FIRST, SECOND = "chen-v-zhou-2024", "zhou-v-chen-2025"
BY = {"en": "the Example High Court", "zh": "示例高级人民法院"}
NOTICE = "Reversed on 1 June 2025 by the Example High Court"
NOTICE_OF_SECOND = "Reversed on 1 June 2025 by Zhou v Chen"


def page(client: Client, path: str, language: str = "en") -> str:
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def section(html: str, name: str) -> str:
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def treatment(slug: str, **fields: Any) -> dict[str, Any]:
    return {"relation": "reversed", "by": BY, "slug": slug, "mark": "A"} | fields


def second(**fields: Any) -> Decision:
    names = {"name": {"en": "Zhou v Chen", "zh": "周某诉陈某案"}}
    names["short_name"] = names["name"]
    date = {"value": "2025-06-01", "mark": "A"}
    return decision_make(SECOND, date=date, **names, **fields)


@pytest.fixture(params=["stated by the first", "stated by the second"])
def notice(request: pytest.FixtureRequest) -> str:
    """Two decisions, of which the later one reversed the earlier, and what is said of it."""
    if request.param == "stated by the first":
        second()
        decision_make(treatment=[treatment(SECOND)])
        return NOTICE
    decision_make()
    second(treatment=[treatment(FIRST)])
    return NOTICE_OF_SECOND


def test_both_pages_show_the_relation_and_link_each_other(client: Client, notice: str) -> None:
    of_first, of_second = (page(client, f"/cases/{slug}/") for slug in (FIRST, SECOND))

    assert f"<strong>{notice}</strong>" in of_first
    assert "No work is decided by it from that day on" in of_first
    assert f'<strong>Reversed</strong>: <a href="/cases/{SECOND}/">' in section(
        of_first, "treatment"
    )
    assert "No work is decided by it" not in of_second
    assert f'<strong>Reverses</strong>: <a href="/cases/{FIRST}/">' in section(
        of_second, "treatment"
    )


def test_list_timeline_and_citations_say_it(client: Client, notice: str) -> None:
    assert page(client, "/cases/").count(notice) == 1
    assert page(client, "/cases/timeline/").count(notice) == 1
    assert page(client, "/").count(notice) == 1
    cited = section(page(client, f"/cases/{FIRST}/"), "cite")
    assert f"6 May 2024 ({notice[0].lower()}{notice[1:]})" in cited
    by = BY["zh"] if notice == NOTICE else "周某诉陈某案"
    assert f"2024年5月6日（2025年6月1日被{by}改判）" in cited
    assert f"<strong>2025年6月1日被{by}改判</strong>" in page(client, f"/cases/{FIRST}/", "zh-hans")


def test_a_draft_reverses_nothing_yet(client: Client) -> None:
    decision_make()
    second(status="draft", treatment=[treatment(FIRST)])

    assert "Reversed" not in page(client, f"/cases/{FIRST}/")
    assert standings_of([FIRST])[FIRST].end is None


def test_a_day_that_is_not_known_and_a_weak_source_are_said(client: Client) -> None:
    received = {"relation": "vacated", "by": BY, "mark": "C"}
    decision_make(treatment=[received])

    html = page(client, f"/cases/{FIRST}/")

    assert "Vacated by the Example High Court, day not known [One source]" in html
    assert "No work is decided by it, and the calibration leaves it out." in html


def test_a_month_is_no_day(client: Client) -> None:
    day = {"on": "2025-06-01", "precision": "month"}
    decision_make(treatment=[{"relation": "reversed", "by": BY, "mark": "A"} | day])

    html = page(client, f"/cases/{FIRST}/")

    assert "Reversed in June 2025 by the Example High Court" in html
    assert "the Example High Court · June 2025" in section(html, "treatment")


@pytest.mark.parametrize(
    ("state", "word"), [("appeal_pending", "Appeal pending"), ("not_effective", "Not effective")]
)
def test_a_decision_that_has_not_taken_effect_says_what_that_means(
    client: Client, state: str, word: str
) -> None:
    decision_make(finality={"state": state, "mark": "A"})

    html = page(client, f"/cases/{FIRST}/")

    assert f"<strong>{word}</strong><p>As long as it has not taken effect, no work" in html


def test_the_number_of_queries_does_not_grow_with_the_relations(
    client: Client, django_assert_num_queries: Any
) -> None:
    second()
    decision_make(treatment=[treatment(SECOND)])
    for n in range(5):
        decision_make(f"other-{n}", treatment=[treatment(FIRST, relation="cited")])

    with django_assert_num_queries(1):
        assert standings_of([FIRST, SECOND])[FIRST].end is not None
