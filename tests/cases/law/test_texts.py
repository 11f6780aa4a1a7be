"""Statutes, rules and guidance as data: named once, dated, marked, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from cases.law import Article, Version, load_law
from cases.library import load_all

LAW = load_law()
TODAY = dt.date(2026, 11, 29)
HAN = re.compile(r"[\u4e00-\u9fff]")
OF_THE_COLLECTION = (
    "https://github.com/LawRefBook/Laws/blob/2f4c5c23716267af9dbebbbbd6cbbf732b101981/"
)
# The articles that the law chapter of a memo is made of, each with its whole official wording.
WHOLE = {
    "prc-copyright-law": "3 5 9 10 11 12 13 14 15 17 18 19 20 22 23 24 51 52 53 54 56 57 59",
    "prc-implementing-regulations": "2 3 4 6 11",
    "spc-copyright-interpretation-2020": "7 12 13 14 15",
    "civil-evidence-provisions-2019": "14 15 90 93 94 95",
    "civil-procedure-interpretation-2022": "108 116",
    "prc-civil-procedure-law": "66 78",
    "prc-civil-code": "1018 1019 1165 1195 1196 1197",
    "prc-software-regulations": "13",
    "prc-electronic-signature-law": "13 14",
    "online-litigation-rules-2021": "16 17 18 19",
    "ip-evidence-provisions-2020": "2 25 31",
    "internet-courts-provisions": "11",
}


def offenders(holds: Callable[[Article], object]) -> list[str]:
    """The ids of the articles of which something does not hold."""
    assert len(LAW.articles) > 200
    return [article.id for article in LAW.articles.values() if not holds(article)]


def held_texts(article: Article) -> Iterator[str]:
    for version in article.versions:
        yield from version.texts


def test_no_id_is_the_slug_of_a_decision() -> None:
    slugs = {judged.slug for decision in load_all() for judged in decision.judged}

    assert not slugs & set(LAW.articles)


def test_an_article_and_its_instrument_are_named_in_both_languages() -> None:
    def is_named(article: Article) -> bool:
        instrument = LAW.instrument_of[article.id]
        texts = (article.cite, article.says, instrument.name, instrument.short)
        return all(HAN.search(text.zh) or text.zh.startswith("GB") for text in texts)

    assert offenders(is_named) == []


def test_official_wording_is_chinese_and_no_paraphrase_repeats_it() -> None:
    assert offenders(lambda article: all(HAN.search(text) for text in held_texts(article))) == []
    assert offenders(lambda article: article.says.zh not in held_texts(article)) == []


def test_wording_is_only_of_chinese_law_and_says_where_and_when_it_was_read() -> None:
    def is_sourced(article: Article) -> bool:
        instrument = LAW.instrument_of[article.id]
        return all(
            instrument.jurisdiction == "CN"
            and (version.source or instrument.source)
            and (version.checked_on or instrument.checked_on or TODAY) <= TODAY
            for version in article.versions
            if version.texts
        )

    assert offenders(is_sourced) == []


def test_the_articles_of_the_law_chapter_have_their_whole_wording() -> None:
    ids = [f"{slug}-{number}" for slug, numbers in WHOLE.items() for number in numbers.split()]

    assert [id for id in ids if LAW.articles[id].versions[-1].wording is None] == []


def test_a_wording_keeps_the_form_of_the_official_text() -> None:
    """Paragraphs end as Chinese sentences or enumerations do; nothing was cut off."""
    cut = [
        (article.id, line)
        for article in LAW.articles.values()
        for version in article.versions
        for line in (version.wording or "").split("\n")
        if version.wording and not line.endswith(("。", "；", "：", ";"))
    ]
    assert cut == []


def test_the_file_of_a_source_is_named_at_the_commit_that_was_read() -> None:
    addresses = {
        (version.source or instrument.source).address
        for instrument in LAW.instruments
        for article in instrument.articles
        for version in article.versions
        if version.texts
    }
    files = [address for address in addresses if address.startswith("https://github.com")]

    assert len(files) == 15
    assert all(address.startswith(OF_THE_COLLECTION) and " " not in address for address in files)
    assert len(addresses) == 18


def test_days_have_come_and_known_amendments_end_what_they_replaced() -> None:
    def has_come(version: Version) -> bool:
        return all(day is None or day <= TODAY for day in (version.in_force, version.until))

    assert offenders(lambda article: all(map(has_come, article.versions))) == []
    for instrument in LAW.instruments:
        if instrument.amended is not None:
            last = instrument.amended.effective - dt.timedelta(days=1)
            assert {article.versions[-1].until for article in instrument.articles} == {last}


def test_the_copyright_law_is_in_force_since_its_amendment() -> None:
    copyright_law = LAW.by_slug["prc-copyright-law"]

    assert copyright_law.since == dt.date(1991, 6, 1)
    assert {article.versions[0].in_force for article in copyright_law.articles} == {
        dt.date(2021, 6, 1)
    }


def test_a_reference_by_an_old_number_names_the_article_of_today() -> None:
    """Interpretation art. 12 says art. 17 of the Law, now 19; Regulations art. 11 art. 16 (18)."""
    commission = LAW.articles["spc-copyright-interpretation-2020-12"].renumbered
    employees = LAW.articles["prc-implementing-regulations-11"].renumbered

    assert [(item.in_text, item.id) for item in commission] == [
        ("著作权法第十七条", "prc-copyright-law-19")
    ]
    assert {item.id for item in employees} == {"prc-copyright-law-18"}
    old = re.compile(r"(?:著作权法|民事诉讼法)第[一二三四五六七八九十百]+条")
    for slug in ("spc-copyright-interpretation-2020", "ip-evidence-provisions-2020"):
        for article in LAW.by_slug[slug].articles:
            known = " ".join(item.in_text for item in article.renumbered)
            for text in held_texts(article):
                moved = set(old.findall(text)) - {"著作权法第十条", "著作权法第十一条"}
                assert all(reference in known for reference in moved), article.id


def paraphrase(id: str) -> str:
    return f"{LAW.articles[id].says.en} {LAW.articles[id].says.zh}"


def test_paraphrases_keep_the_conditions_that_the_wording_has() -> None:
    """Each was once left out; the wording beside it has it."""
    conditions = {
        "prc-copyright-law-12": ("subsist", "存在相应权利"),
        "prc-copyright-law-18": ("periodicals, news agencies", "示意图"),
        "prc-copyright-law-53": ("public interest", "同时损害公共利益"),
        "prc-implementing-regulations-4-8": ("calligraphy", "书法"),
        "online-litigation-rules-2021-16": ("may find", "可以认定"),
        "online-litigation-rules-2021-17": ("reasonable grounds", "合理理由"),
        "ip-evidence-provisions-2020-25": ("without good reason", "无正当理由"),
        "internet-courts-provisions-11": ("internet courts only", "仅适用于互联网法院"),
        "spc-ai-opinion-2026-7": ("enlarged", "扩大的损害"),
        "spc-copyright-interpretation-2026-6": ("registration certificates", "登记证书"),
        "spc-copyright-interpretation-2026-17": ("does not cover", "不适用"),
    }
    missing = [
        (id, words)
        for id, words in conditions.items()
        if not all(word in paraphrase(id) for word in words)
    ]
    assert missing == []
    assert "presumed" not in paraphrase("online-litigation-rules-2021-16")
    assert "推定" not in paraphrase("online-litigation-rules-2021-16")


def test_what_one_secondary_source_says_bears_its_mark_and_no_wording() -> None:
    weak = ["1", "6", "16", "17", "23"]
    ids = [f"spc-copyright-interpretation-2026-{number}" for number in weak]
    ids += [f"spc-ai-opinion-2026-{number}" for number in ("3", "7", "12", "17-19", "19")]

    assert {LAW.articles[id].mark for id in ids} == {"C"}
    assert [id for id in ids if list(held_texts(LAW.articles[id]))] == []
