"""The list of decisions as a page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from cases.pages.forms import MAX_QUESTION_CHARS
from tests.support.library import decision_make

pytestmark = pytest.mark.django_db

URL = "/cases/"


def page(client: Client, query: str = "", language: str = "en") -> str:
    response = client.get(URL + query, headers={"accept-language": language})
    assert response.status_code == 200
    return str(response.content, "utf-8")


def names(html: str) -> list[str]:
    links = re.findall(r'<h2><a href="/cases/([^/"]+)/">', html)
    return [unescape(link) for link in links]


@pytest.fixture
def two() -> None:
    decision_make()
    decision_make("feng-v-dong-2025", outcome="not_protected", content_kind="text")


def test_it_lists_what_is_published(client: Client, two: None) -> None:
    decision_make("secret-2026", status="draft")

    html = page(client)

    assert set(names(html)) == {"chen-v-zhou-2024", "feng-v-dong-2025"}
    assert "secret-2026" not in html
    assert "2 decisions" in html


def test_it_speaks_the_readers_language_with_the_other_beneath(client: Client, two: None) -> None:
    html = page(client, language="zh-hans")

    assert "陈某诉周某案</a></h2>" in html
    assert '<p class="other-name" lang="en">Chen v Zhou</p>' in html


def test_hits_are_marked_and_escaped(client: Client) -> None:
    decision_make(
        summary={"en": "The <b>lantern</b> & more is a work.", "zh": "该灯笼图片构成作品。"}
    )

    html = page(client, "?q=lantern")

    assert "The &lt;b&gt;<mark>lantern</mark>&lt;/b&gt; &amp; more is a work." in html


def test_markup_inside_a_hit_is_escaped_too(client: Client) -> None:
    decision_make(summary={"en": "A lantern<i>lit up</i>.", "zh": "该灯笼图片构成作品。"})

    assert "A <mark>lantern&lt;i&gt;lit</mark> up&lt;/i&gt;." in page(client, "?q=lantern-i-lit")


def test_what_was_typed_and_chosen_stays(client: Client, two: None) -> None:
    html = page(client, '?q="Chen&outcome=protected&kind=image')

    assert 'value="&quot;Chen"' in html
    assert '<input type="hidden" name="outcome" value="protected">' in html
    assert '<input type="hidden" name="kind" value="image">' in html
    assert names(html) == ["chen-v-zhou-2024"]


def test_a_filter_is_a_link_that_keeps_the_question_and_the_other_filters(
    client: Client, two: None
) -> None:
    html = page(client, "?q=lantern&outcome=protected&page=2")

    assert 'href="?q=lantern&amp;outcome=protected&amp;kind=image"' in html
    # Choosing it again takes it back.
    assert 'href="?q=lantern" rel="nofollow" aria-current="true"' in html


def test_a_filter_shows_its_count(client: Client, two: None) -> None:
    html = page(client)

    assert re.search(r'<span class="name">Not protected</span> <span class="count">1</span>', html)


def test_nothing_found_says_what_to_do(client: Client, two: None) -> None:
    html = page(client, "?q=unicorn")

    assert "No decision was found" in html
    assert f'href="{reverse("cases:list")}"' in html


def test_an_empty_library_says_so(client: Client) -> None:
    assert "The library is empty" in page(client)


def test_a_question_that_is_too_long_is_refused_with_a_reason(client: Client, two: None) -> None:
    html = page(client, f"?q={'x' * (MAX_QUESTION_CHARS + 1)}")

    assert f"at most {MAX_QUESTION_CHARS} characters" in html
    assert 'aria-invalid="true"' in html


def test_twenty_stand_on_a_page(client: Client) -> None:
    for n in range(21):
        decision_make(f"case-{n}-2024")

    assert len(names(page(client))) == 20
    assert len(names(page(client, "?page=2"))) == 1
    assert len(names(page(client, "?page=99"))) == 1
    assert len(names(page(client, "?page=nonsense"))) == 20


def test_the_number_of_queries_is_small_and_does_not_grow(
    client: Client, two: None, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(4):
        page(client, "?q=lantern&outcome=protected")
    for n in range(30):
        decision_make(f"case-{n}-2024")
    with django_assert_max_num_queries(4):
        page(client, "?q=lantern&outcome=protected")


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post(URL).status_code == 405
