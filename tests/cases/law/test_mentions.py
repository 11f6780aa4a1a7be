"""Prose that names an article leads to it, in both languages, and to nothing else."""

from __future__ import annotations

import pytest

from cases.law import load_law
from cases.law.mentions import chinese_number, find_mentions

NAMED = [
    ("fault liability under article 1165 of the Civil Code.", "prc-civil-code-1165"),
    ("适用《民法典》第一千一百六十五条过错责任。", "prc-civil-code-1165"),
    ("fine art (Implementing Regulations, art. 4(8)).", "prc-implementing-regulations-4-8"),
    ("属美术作品（《著作权法实施条例》第四条第八项）。", "prc-implementing-regulations-4-8"),
    ("Copyright Law art. 3 decides", "prc-copyright-law-3"),
    ("《著作权法》第十一条第三款", "prc-copyright-law-11"),
    ("依《互联网信息服务深度合成管理规定》第十七条第一款", "deep-synthesis-provisions-17-1"),
    ("《关于民事诉讼证据的若干规定》第九十四条", "civil-evidence-provisions-2019-94"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "id"), NAMED)
def test_an_article_is_found_by_its_name(text: str, id: str) -> None:
    (mention,) = find_mentions(text)

    assert mention.id == id
    assert (
        text[mention.start : mention.end].strip("，。（ ").startswith(("art", "《", "Imp", "Cop"))
    )


@pytest.mark.parametrize(
    "text",
    [
        "the Civil Code",  # no article
        "Copyright Law art. 999",  # not in the library
        "the Evidence Law art. 3",  # no instrument of this name
        "第三条",  # whose article is not said
        "the rules of the Copyright Law art. 4",  # an article of the rules
    ],
)
def test_nothing_else_is_taken_for_an_article(text: str) -> None:
    assert find_mentions(text) == ()


def test_the_law_of_elsewhere_is_not_taken_for_chinese_law() -> None:
    assert find_mentions("Copyright Law art. 3", "TW") == ()
    assert find_mentions("Copyright Law art. 3", "XX") == ()


def test_every_citation_of_chinese_law_is_found_in_both_languages() -> None:
    law = load_law()
    missed = [
        text
        for article in law.articles.values()
        if law.instrument_of[article.id].jurisdiction == "CN"
        if article.article and article.article.isdigit()
        for text in (article.cite.en, article.cite.zh)
        if [mention.id for mention in find_mentions(text)] != [article.id]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零八", 108), ("一千零一十八", 1018)],
)
def test_chinese_numerals_have_their_value(text: str, value: int) -> None:
    assert chinese_number(text) == value
