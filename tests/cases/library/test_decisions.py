"""The files of the library: all valid, complete in both languages, each as firm as it claims."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from cases.library.checking import WEAK_MARKS
from cases.library.schema import DecisionDate, Fact
from cases.record import doubts, dump_json, dump_yaml, load_text
from tests.support.real_library import real_decisions

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
DECISIONS = {decision.slug: decision for decision in real_decisions()}
PUBLISHED = [slug for slug, decision in DECISIONS.items() if decision.status == "published"]
JUDGED = {judged.slug: judged for decision in DECISIONS.values() for judged in decision.judged}

# The rows of the library that links and commands name for good: status and outcome.
CHINESE = {
    "feilin-v-baidu-2019": ("published", "partly"),
    "tencent-v-yingxun-2019": ("published", "protected"),
    "li-v-liu-2023": ("published", "protected"),
    "changshu-half-heart-2024": ("published", "protected"),
    "zhangjiagang-butterfly-chair-2025": ("published", "not_protected"),
    "bic-cat-pendant-2025": ("published", "not_protected"),
    "huangpu-prompts-2025": ("published", "not_protected"),
    "chengdu-lantern-2025": ("draft", "undecided"),
    "sichuan-ftz-video-2025": ("draft", "undecided"),
    "ai-drama-piracy-2026": ("draft", "protected"),
    "guangzhou-ultraman-2024": ("published", "undecided"),
    "hangzhou-ultraman-2024": ("published", "undecided"),
    "jinshan-medusa-2025": ("published", "undecided"),
    "tongzhou-image-to-image-2025": ("published", "undecided"),
    "hangzhou-ai-hallucination-2025": ("published", "undecided"),
    "wuhan-east-lake-2025": ("published", "protected"),
    "yingtan-frosts-descent-2025": ("published", "not_protected"),
    "qinhuangdao-model-image-2025": ("published", "protected"),
    "jiangan-short-drama-2026": ("draft", "protected"),
    "changsha-joy-of-life-2024": ("published", "undecided"),
}
JUDGED_OUTCOMES = {
    "feilin-v-baidu-2019": "not_protected",
    "feilin-v-baidu-2019-text": "protected",
    "tencent-v-yingxun-2019": "protected",
    "li-v-liu-2023": "protected",
    "changshu-half-heart-2024": "protected",
    "zhangjiagang-butterfly-chair-2025": "not_protected",
    "bic-cat-pendant-2025": "not_protected",
    "huangpu-prompts-2025": "not_protected",
    "wuhan-east-lake-2025": "protected",
    "yingtan-frosts-descent-2025": "not_protected",
    "qinhuangdao-model-image-2025": "protected",
}
PROOF_OF_NOTHING = {"reconstruction", "statement"}


def bilingual(value: Any, place: str = "") -> Iterator[tuple[str, str, str]]:
    if isinstance(value, dict) and set(value) == {"en", "zh"}:
        yield place, value["en"], value["zh"]
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from bilingual(inner, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from bilingual(inner, f"{place}[{n}]")


def test_everything_is_said_in_both_languages() -> None:
    by_slug = {slug: list(bilingual(d.model_dump(), slug)) for slug, d in DECISIONS.items()}
    texts = [text for texts in by_slug.values() for text in texts]

    assert [slug for slug in by_slug if not by_slug[slug]] == []
    assert [place for place, en, zh in texts if not HAN.search(zh) and zh != en] == []
    assert [place for place, en, _ in texts if not LATIN.search(en)] == []
    assert [place for place, _, zh in texts if re.search(r"[\u4e00-\u9fff][,;:?!]", zh)] == []


def test_the_chinese_decisions_stand_with_their_status_and_outcome() -> None:
    decisions = {slug: DECISIONS[slug] for slug in CHINESE}

    assert {slug: (d.status, d.outcome) for slug, d in decisions.items()} == CHINESE
    assert {decision.jurisdiction for decision in decisions.values()} == {"CN"}


def test_each_judged_record_carries_the_outcome_of_the_court() -> None:
    assert {slug: JUDGED[slug].outcome for slug in JUDGED_OUTCOMES} == JUDGED_OUTCOMES
    assert [slug for slug in JUDGED_OUTCOMES if not JUDGED[slug].turned_on] == []


def test_what_is_published_rests_on_more_than_a_tracker() -> None:
    def is_firm(statements: Iterable[Fact]) -> bool:
        return any(statement.mark not in WEAK_MARKS for statement in statements)

    assert PUBLISHED
    assert [slug for slug in PUBLISHED if not is_firm(DECISIONS[slug].facts)] == []
    assert [slug for slug in PUBLISHED if not is_firm(DECISIONS[slug].holdings)] == []
    assert [slug for slug in PUBLISHED if not DECISIONS[slug].sources] == []


def test_figures_of_the_seed_article_stay_marked_as_such() -> None:
    figures = {
        (slug, amount.value)
        for slug, decision in DECISIONS.items()
        for amount in decision.amounts
        if amount.mark == "seed"
    }

    assert figures == {
        ("tencent-v-yingxun-2019", "10000"),
        ("tencent-v-yingxun-2019", "9000"),
        ("tencent-v-yingxun-2019", "275"),
        ("guangzhou-ultraman-2024", "300"),
        ("guangzhou-ultraman-2024", "1405.7"),
        ("guangzhou-ultraman-2024", "2900"),
    }


def test_a_judged_record_raises_no_doubt_and_survives_export() -> None:
    records = {slug: judged.record for slug, judged in JUDGED.items()}

    assert records
    assert [slug for slug, record in records.items() if doubts(record)] == []
    assert {slug: load_text(dump_yaml(r), "yaml") for slug, r in records.items()} == records
    assert {slug: load_text(dump_json(r), "json") for slug, r in records.items()} == records


@pytest.mark.parametrize("slug", ["bic-cat-pendant-2025"])
def test_what_the_court_found_unproved_has_nothing_that_carries_it(slug: str) -> None:
    kinds = {evidence.what for evidence in JUDGED[slug].record.evidence}

    assert kinds == PROOF_OF_NOTHING


@pytest.mark.parametrize("slug", ["li-v-liu-2023", "changshu-half-heart-2024"])
def test_what_the_court_found_proved_rests_on_original_records(slug: str) -> None:
    record = JUDGED[slug].record
    carrying = {
        evidence.id
        for evidence in record.evidence
        if evidence.what not in PROOF_OF_NOTHING and evidence.made == "contemporaneous"
    }

    assert [step.id for step in record.steps if not carrying & set(step.evidence)] == []


def test_only_the_first_prompt_of_the_chair_is_carried_by_an_original() -> None:
    record = JUDGED["zhangjiagang-butterfly-chair-2025"].record
    kinds = {evidence.id: evidence.what for evidence in record.evidence}

    carried = [s.id for s in record.steps if {kinds[e] for e in s.evidence} - PROOF_OF_NOTHING]

    assert carried == ["s1"]


@pytest.mark.parametrize(
    ("precision", "last"),
    [
        ("day", dt.date(2024, 2, 1)),
        ("month", dt.date(2024, 2, 29)),
        ("year", dt.date(2024, 12, 31)),
    ],
)
def test_a_date_known_to_the_month_counts_from_its_end(precision: Any, last: dt.date) -> None:
    date = DecisionDate(value=dt.date(2024, 2, 1), precision=precision, mark="A")

    assert date.decided_by == last
