"""The pages of the law: wording and paraphrase side by side, days, sources, what rests on it."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cases.law import load_law
from cases.pages.law_addresses import law_address
from tests.support.library import decision_make

pytestmark = pytest.mark.django_db

LAW = load_law()
LANGUAGES = ["en", "zh-hans"]


def page(client: Client, path: str, language: str = "en", status: int = 200) -> str:
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == status, path
    return unescape(re.sub(r"\s+", " ", str(response.content, "utf-8")))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    day = dt.date(2026, 11, 29)
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)
    return day


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_every_instrument_with_the_way_to_it(client: Client, language: str) -> None:
    html = page(client, "/law/", language)
    spoken = "zh" if language == "zh-hans" else "en"

    named = [(getattr(one.name, spoken), f'href="/law/{one.slug}/"') for one in LAW.instruments]
    assert [pair for pair in named if not all(text in html for text in pair)] == []


def test_statutes_come_first_and_the_law_of_elsewhere_last(client: Client) -> None:
    html = page(client, "/law/")
    slugs = ("prc-copyright-law", "labelling-measures", "spc-ai-opinion-2026", "uk-cdpa-1988")
    order = [html.index(f'href="/law/{slug}/"') for slug in slugs]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ("neutral platform", "civil-evidence-provisions-2019-94", "prc-copyright-law-3"),
        ("中立第三方平台", "civil-evidence-provisions-2019-94", "prc-copyright-law-3"),
        ("1165", "prc-civil-code-1165", "prc-civil-code-1164"),
        ("2019 电子数据", "civil-evidence-provisions-2019-14", "prc-civil-procedure-law-66"),
    ],
)
def test_words_in_either_language_find_articles(
    client: Client, asked: str, found: str, not_found: str
) -> None:
    html = page(client, f"/law/?q={asked}")

    assert f'href="{law_address(found)}"' in html
    assert f'href="{law_address(not_found)}"' not in html
    assert "<mark>" in html


def test_a_hit_in_the_wording_alone_is_shown_where_it_stands(client: Client) -> None:
    html = page(client, "/law/?q=拓印")

    assert 'href="/law/prc-copyright-law/10/"' in html
    assert '<p lang="zh-Hans">（五）复制权，即以印刷、复印、<mark>拓印</mark>' in html


@pytest.mark.parametrize("asked", ["nothing of the kind", "，。", "x" * 201])
def test_a_search_without_a_hit_says_so(client: Client, asked: str) -> None:
    html = page(client, f"/law/?q={asked}")

    assert "No article was found" in html or 'id="q-error"' in html


@pytest.mark.both_databases
@pytest.mark.parametrize("language", LANGUAGES)
def test_instruments_and_articles_have_a_page_in_both_languages(
    client: Client, language: str
) -> None:
    spoken = "zh" if language == "zh-hans" else "en"
    wrong = []
    for slug in list(LAW.by_slug)[::5]:
        page(client, f"/law/{slug}/", language)
    for id, article in list(LAW.articles.items())[::20]:
        html = page(client, law_address(id), language)
        expected = [getattr(article.says, spoken), article.cite.en, article.cite.zh]
        for text in article.versions[-1].texts:
            expected += text.split("\n") if not article.renumbered else []
        wrong += [(id, text) for text in expected if text not in html]
    assert wrong == []


def test_the_wording_is_marked_as_chinese_with_its_source_and_day(client: Client) -> None:
    html = page(client, "/law/prc-copyright-law/12/")

    assert 'class="wording" lang="zh-Hans" cite="https://github.com/LawRefBook/Laws/blob/' in html
    assert "<p>作者等著作权人可以向国家著作权主管部门认定的登记机构办理作品登记。</p>" in html
    assert "state of April 2025" in html
    assert "checked on 29 November 2026" in html
    assert "the corresponding rights subsist in the work" in html


def test_where_no_wording_is_held_the_page_says_so(client: Client) -> None:
    html = page(client, "/law/prc-copyright-law/2/")

    assert "The official wording is not in this library." in html
    assert 'class="wording"' not in html
    assert "checked on" not in html


def test_parts_of_an_article_are_named_as_parts(client: Client) -> None:
    html = page(client, "/law/labelling-measures/10/")

    assert "art. 10(2)" in html
    assert "The parts of the official wording on this page." in html
    assert "Read in quotations, not on the official page itself" in html


def test_a_present_number_stands_in_brackets_and_is_named_as_no_part_of_the_text(
    client: Client,
) -> None:
    html = page(client, "/law/spc-copyright-interpretation-2020/12/")

    assert (
        '按照著作权法第十七条<span class="now">〔现<a href="/law/prc-copyright-law/19/">'
        "第十九条</a>〕</span>规定委托作品著作权属于受托人的情形" in html
    )
    assert "they are no part of the text" in html


def test_the_time_before_the_text_that_is_held_is_told_and_not_filled(client: Client) -> None:
    html = page(client, "/law/prc-copyright-law/3/")
    table = html.split('id="validity"')[1].split("</table>")[0]

    assert "An earlier text applied; its wording is not in this library." in table
    assert "1 June 1991" in table
    assert "31 May 2021" in table


def test_a_text_that_was_amended_is_not_shown_as_the_one_in_force(
    client: Client, today: dt.date
) -> None:
    replaced = page(client, "/law/spc-copyright-interpretation-2020/7/")
    changed = page(client, "/law/spc-copyright-interpretation-2020/12/")
    current = page(client, "/law/prc-copyright-law/3/")

    warning = "This text is no longer the one in force"
    assert [warning in html for html in (replaced, changed, current)] == [True, True, False]
    assert 'href="/law/spc-copyright-interpretation-2026/6/"' in replaced
    assert "the number that the article bears in it, are not in this library" in changed
    successor = page(client, "/law/spc-copyright-interpretation-2026/6/")
    assert "It took the place of:" in successor


def test_a_text_of_the_future_is_not_in_force_yet(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date(2025, 8, 31))

    assert "This text is not in force" in page(client, "/law/labelling-measures/10/")


def test_a_weak_source_is_told_in_words(client: Client) -> None:
    html = page(client, "/law/spc-ai-opinion-2026/12/")

    assert 'class="contested-mark"' in html
    assert "rests on one secondary source" in html


def test_an_entry_on_a_whole_instrument_stands_on_its_page(client: Client) -> None:
    html = page(client, "/law/spc-ai-opinion-2026/")

    assert law_address("spc-ai-opinion-2026") == "/law/spc-ai-opinion-2026/"
    assert "It leaves open, on purpose, whether AI output is a work" in html
    assert 'href="/law/spc-ai-opinion-2026/19/"' in html


@pytest.mark.parametrize(
    "path", ["/law/none/", "/law/prc-copyright-law/99/", "/law/prc/copyright-law-3/"]
)
def test_an_unknown_address_is_not_found(client: Client, path: str) -> None:
    page(client, path, status=404)


@pytest.mark.both_databases
def test_decisions_that_name_an_article_and_the_article_lead_to_each_other(client: Client) -> None:
    says = {
        "en": "Fault decides (article 1165 of the Civil Code).",
        "zh": "适用《民法典》第一千一百六十五条。",
    }
    decision_make(holdings=[{"says": says, "mark": "A"}])
    decision_make("draft-2024", status="draft", holdings=[{"says": says, "mark": "A"}])
    decision_make("other-2024")

    decision = page(client, "/cases/chen-v-zhou-2024/")
    article = page(client, "/law/prc-civil-code/1165/")

    assert '<a href="/law/prc-civil-code/1165/">article 1165 of the Civil Code</a>' in decision
    named = article.split('id="decisions"')[1].split("</section>")[0]
    assert re.findall(r'href="/cases/([^/]+)/"', named) == ["chen-v-zhou-2024"]
    assert 'id="decisions"' not in page(client, "/law/prc-civil-code/1164/")


@pytest.mark.both_databases
def test_a_clause_counts_for_its_article(client: Client) -> None:
    says = {
        "en": "A work of fine art (Implementing Regulations, art. 4(8)).",
        "zh": "属美术作品（《著作权法实施条例》第四条第八项）。",
    }
    decision_make(holdings=[{"says": says, "mark": "A"}])

    for number in ("4", "4-8"):
        html = page(client, f"/law/prc-implementing-regulations/{number}/")
        assert 'href="/cases/chen-v-zhou-2024/"' in html, number


def test_foreign_decisions_are_not_taken_to_name_chinese_law(client: Client) -> None:
    says = {"en": "Copyright Law art. 3", "zh": "《著作权法》第三条"}
    decision_make(jurisdiction="JP", holdings=[{"says": says, "mark": "H"}])

    assert 'href="/law/prc-copyright-law/3/"' not in page(client, "/cases/chen-v-zhou-2024/")
    assert 'id="decisions"' not in page(client, "/law/prc-copyright-law/3/")


def test_what_a_decision_says_is_escaped_beside_its_links(client: Client) -> None:
    says = {"en": "<b>Civil Code art. 1165</b>", "zh": "<b>《民法典》第一千一百六十五条</b>"}
    decision_make(holdings=[{"says": says, "mark": "A"}])
    html = client.get("/cases/chen-v-zhou-2024/").content.decode()

    assert '&lt;b&gt;<a href="/law/prc-civil-code/1165/">Civil Code art. 1165</a>&lt;/b&gt;' in html


def test_the_address_and_the_citations_can_be_copied(client: Client) -> None:
    html = page(client, "/law/prc-copyright-law/3/")

    assert f'value="{settings.SITE_ROOT}/law/prc-copyright-law/3/"' in html
    assert 'value="《著作权法》第三条"' in html
