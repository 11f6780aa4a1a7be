"""Amounts, dockets, citations and quotations of every memo stand in its data to the letter.

The data are the record, the law library and the library of decisions. What cannot be traced fails;
the few terms that a memo defines itself are listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

import pytest
from django.utils import translation

from assessments import wording
from assessments.engine.codes import BASES, Conclusion
from assessments.exhibits.snapshot import Snapshot
from assessments.memo.levels import OpinionLevel
from assessments.memo.sections.voice import level_name
from cases import library as files
from cases.law.loading import load_law
from cases.law.mentions import chinese_number
from cases.record import to_plain
from tests.support.memo_documents import LANGUAGES, Composed, blocks_of, d

SETTLED = ("A", "B", "H")
DOCKET = re.compile(r"[（(]20\d\d[）)][^\s，、；;。,]{2,20}?号")
FA = re.compile(r"(?:法发|法释|国权)〔\d{4}〕\d+号|Fa (?:Fa|Shi) \[\d{4}\] No\. \d+")
AMOUNT = re.compile(
    r"(?:RMB|CNY|USD|EUR|¥|\$|€)\s?\d[\d,. ]*"
    r"|(?:\d[\d,.]* to )?\d[\d,.]*\s?(?:yuan|euros?|dollars?|元|万元|欧元|美元)"
    r"|[一二三四五六七八九十百千万]+元"
)
NUMERAL = "[一二三四五六七八九十百零]+"
CITATION_EN = re.compile(r"\bart\. \d+[a-z]?(?P<clause>\(\d+\))?")
CITATION_ZH = re.compile(rf"第{NUMERAL}条(?P<clause>第{NUMERAL}[款项])?")
# Terms that a memo defines, and the names of its own levels.
OWN_TERMS = {
    "On what is stated", "On the evidence", "on the evidence", "should", "more likely than not",
    "will",
    "涉案成果", "创作记录", "按委托人陈述", "按本人陈述", "按现有证据", "应当可以认定",
    "可能性较大", "委托人", "结论的范围", "人类贡献占比",
}  # fmt: skip


@lru_cache(maxsize=1)
def library_text() -> str:
    """All of the law and of the decisions, but dockets without a good source."""
    law = "\n".join(
        instrument.model_dump_json(by_alias=True) for instrument in load_law().instruments
    )
    decisions = "\n".join(decision.model_dump_json(by_alias=True) for decision in files.load_all())
    return _plain(law + decisions)


@lru_cache(maxsize=1)
def settled_dockets() -> set[str]:
    return {
        _plain(docket.number)
        for decision in files.load_all()
        for docket in decision.dockets
        if docket.mark in SETTLED
    }


def strings(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def record_text(made: Snapshot) -> str:
    matter = [text for text in vars(made.matter).values() if text]
    return _plain("\n".join([*strings(to_plain(made.record)), *strings(matter)]))


def _plain(text: str) -> str:
    """One form for brackets, blanks and quotation marks that only typography tells apart."""
    text = text.replace("\\n", " ").replace('\\"', '"')
    text = text.replace("（", "(").replace("）", ")").replace("“", '"').replace("”", '"')
    return " ".join(text.split())


@lru_cache(maxsize=1)
def levels() -> set[str]:
    """The names of the conclusions, which a range names in quotation marks."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= {wording.conclusion_label(word) for word in get_args(Conclusion)}
            found |= {level_name(level, b) for level in get_args(OpinionLevel) for b in BASES}
    return found


def quoted(text: str) -> Iterator[str]:
    """The outermost quotations of a text."""
    depth, start = 0, 0
    for n, sign in enumerate(text):
        if sign == "“":
            depth += 1
            start = n + 1 if depth == 1 else start
        elif sign == "”" and depth:
            depth -= 1
            if not depth:
                yield text[start:n]


def is_found(text: str, *places: str) -> bool:
    """Whether a text stands in the data; one that is cut, as far as it goes."""
    wanted = _plain(text).removesuffix("…").removesuffix(" …").strip(" .。")
    return any(wanted in place for place in places)


@pytest.fixture(scope="module")
def printed(composed: list[Composed]) -> list[tuple[Composed, str]]:
    return [(memo, text) for memo in composed for text in memo.texts()]


def missing(printed: list[tuple[Composed, str]], pattern: re.Pattern[str]) -> tuple[int, list[str]]:
    """How many finds of a pattern there are, and those that stand in no data."""
    found, lost = 0, []
    for memo, text in printed:
        for match in pattern.finditer(text):
            found += 1
            if not is_found(match[0], library_text(), record_text(memo.made)):
                lost.append(f"{match[0]!r} in {text[:120]!r}")
    return found, sorted(set(lost))


def test_every_amount_is_found_in_a_source(printed: list[tuple[Composed, str]]) -> None:
    found, lost = missing(printed, AMOUNT)
    assert found > 20
    assert lost == []


def test_numbers_of_documents(printed: list[tuple[Composed, str]]) -> None:
    found, lost = missing(printed, FA)
    assert found > 20
    assert lost == []


def test_every_docket_number_is_found_in_a_source(printed: list[tuple[Composed, str]]) -> None:
    """Those of opinions and pages in brief have a good source besides."""
    found = 0
    for memo, text in printed:
        for match in DOCKET.finditer(text):
            number = _plain(match[0])
            if not re.search(r"号$", number):
                continue
            found += 1
            assert number in library_text() or number in record_text(memo.made), text
            if memo.form != "papers":
                assert any(number in docket for docket in settled_dockets()), text
    assert found > 50


@lru_cache(maxsize=1)
def citations_in_data() -> dict[str, int]:
    """The citations of the law library, each with the number of paragraphs of its wording."""
    found = {}
    for one in load_law().articles.values():
        texts = one.versions[-1].texts if one.versions else ()
        for cite in (one.cite.en, one.cite.zh):
            found[cite] = len([line for text in texts for line in text.splitlines()])
        for item in one.renumbered:  # as the annex of the law writes them
            found |= {item.in_text: 0, f"现为{item.now.zh}": 0}
            found |= {f"is now {match[0]}": 0 for match in CITATION_EN.finditer(item.now.en)}
    return found


def is_cited(text: str, match: re.Match[str]) -> bool:
    """Whether a citation is one of the library, or a paragraph that such an article has."""
    known, before = citations_in_data(), text[: match.end()]
    if any(before.endswith(cite) for cite in known):
        return True
    if match["clause"]:
        article = before[: -len(match["clause"])]
        number = re.search(r"\d+", match["clause"])
        value = int(number[0]) if number else chinese_number(match["clause"][1:-1])
        if any(article.endswith(cite) and value <= lines for cite, lines in known.items()):
            return True
    return is_found(text[max(0, match.start() - 3) : match.end()], library_text())


def written_out(text: str) -> str:
    """Repeat the name of an instrument before each article that stands behind it."""

    def each(match: re.Match[str]) -> str:
        name, articles = match.groups()
        if articles.startswith("第"):
            return "；".join(name + article for article in articles.split("、"))
        return "; ".join(f"{name} art. {article}" for article in articles.split(", "))

    text = re.sub(r"(.{1,60}?) arts\. (\d[^\s,;)]*(?:, \d[^\s,;)]*)+)", each, text)
    return re.sub(
        r"(《[^》]+》(?:（[^）]*）)?)(第[^、；，。）]+条(?:、第[^、；，。）]+条)+)", each, text
    )


def test_citations_of_articles(printed: list[tuple[Composed, str]]) -> None:
    found, lost = 0, set()
    for memo, text in printed:
        text = written_out(text)
        for match in (CITATION_EN if memo.language == "en" else CITATION_ZH).finditer(text):
            found += 1
            if not is_cited(text, match) and not is_found(match[0], record_text(memo.made)):
                lost.add(f"{match[0]!r} in {text[:140]!r}")
    assert found > 1000
    assert lost == set()


def test_a_reference_to_an_authority_bears_the_name_of_that_authority(
    composed: list[Composed],
) -> None:
    law, checked = load_law(), 0
    for memo in composed:
        for section in memo.parts:
            for block in blocks_of(section.blocks):
                for inline in d.inlines_of(block):
                    if isinstance(inline, d.AuthorityReference) and inline.key in law.articles:
                        checked += 1
                        cite = law.articles[inline.key].cite
                        name = cite.en if memo.language == "en" else cite.zh
                        behind = re.sub(r".* art\. |.*》(?:（[^）]*）)?(?=第)", "", name)
                        first = name.replace(" art. ", " arts. ")
                        assert inline.text in (name, first, behind)
    assert checked > 1000


def test_every_quotation_is_found_in_a_source(printed: list[tuple[Composed, str]]) -> None:
    found, lost = 0, set()
    for memo, text in printed:
        of_record = record_text(memo.made)
        for said in quoted(text):
            found += 1
            if said in OWN_TERMS | levels() or is_found(said, library_text(), of_record):
                continue
            lost.add(f"{said!r} in {text[:140]!r}")
    assert found > 500
    assert lost == set()


@pytest.mark.parametrize(
    ("pattern", "text"), [(AMOUNT, "damages of 7,777 yuan"), (FA, "法发〔2031〕99号")]
)
def test_a_figure_that_is_invented_is_lost(
    composed: list[Composed], pattern: re.Pattern[str], text: str
) -> None:
    assert len(missing([(composed[0], text)], pattern)[1]) == 1


@pytest.mark.parametrize(
    "text", ["Copyright Law art. 900", "《著作权法》第九百条", "《著作权法》第二条第九十九款"]
)
def test_a_citation_that_is_invented_is_lost(text: str) -> None:
    pattern = CITATION_EN if text.startswith("C") else CITATION_ZH
    match = pattern.search(text)
    assert match and not is_cited(text, match)
