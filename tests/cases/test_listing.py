"""Search and filters over rows; the same tests hold on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from cases.decisions.models import Decision
from cases.decisions.models_search import SearchEntry
from cases.decisions.published import published_documents
from cases.decisions.queries import published_decisions
from cases.decisions.services import decision_withdraw
from cases.pages.listing import SearchQuery, decisions_matching, search_decisions
from tests.support.library import decision_data, decision_make, decision_store

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CHAIR = {
    "name": {"en": "Feng v Dong", "zh": "丰某诉东某案"},
    "short_name": {"en": "Feng v Dong", "zh": "“幻之翼”案"},
    "summary": {"en": "A chair like a butterfly.", "zh": "蝴蝶形状的椅子图片。"},
    "content": {"en": "A chair", "zh": "儿童椅图片"},
    "court": {"en": "Another Court", "zh": "另一法院"},
    "date": {"value": "2025-03-19", "mark": "A"},
    "outcome": "not_protected",
    "dockets": [{"number": "(2024)苏0582民初9015号", "mark": "D"}],
}


@pytest.fixture
def two() -> None:
    decision_make()
    decision_make("feng-v-dong-2025", **CHAIR)


def found_slugs(text: str = "", **chosen: str) -> list[str]:
    listing = search_decisions(
        SearchQuery(text=text, filters={name: frozenset([value]) for name, value in chosen.items()})
    )
    return [result.value.slug for result in listing.results(listing.keys)]


def counts(name: str, **chosen: str) -> dict[str, int]:
    question = SearchQuery(filters={key: frozenset([value]) for key, value in chosen.items()})
    facets = {facet.name: facet for facet in search_decisions(question).facets}
    return {option.value: option.count for option in facets[name].options}


def test_without_a_question_all_published_come_newest_first(two: None) -> None:
    assert found_slugs() == ["feng-v-dong-2025", "chen-v-zhou-2024"]


@pytest.mark.parametrize(
    "text",
    ["蝴蝶", "蝶形状", "butterfly", "BUTTERFL", "儿童椅", "幻之翼", "Feng", "丰某 椅子", "Another"],
)
def test_a_decision_is_found_in_both_languages_whatever_the_reader_reads(
    two: None, text: str
) -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert found_slugs(text) == ["feng-v-dong-2025"]


@pytest.mark.parametrize(
    "text",
    [
        "（2024）苏0582民初9015号",
        "(2024)苏0582民初9015号",
        "[2024]苏0582民初9015号",
        "〔2024〕苏0582民初9015号",
        "２０２４苏０５８２民初９０１５",
        "( 2024 ) 苏0582 民初 9015 号",
        "9015",
    ],
)
def test_a_docket_number_is_found_in_every_bracket_form(two: None, text: str) -> None:
    assert found_slugs(text) == ["feng-v-dong-2025"]


def test_a_prompt_of_the_record_is_found(two: None) -> None:
    assert "chen-v-zhou-2024" in found_slugs("jelly lantern")


def test_all_words_must_stand_in_the_decision(two: None) -> None:
    assert found_slugs("butterfly 纠纷") == []


@pytest.mark.parametrize("text", ["？！", '"', "* AND", "蝴*", "NEAR(a b)", "a:b", "';--", "\x00"])
def test_odd_characters_are_no_question_and_no_fault(two: None, text: str) -> None:
    assert isinstance(found_slugs(text), list)


def test_punctuation_alone_finds_nothing(two: None) -> None:
    assert found_slugs("？！…") == []


def test_a_hit_in_the_name_comes_before_a_hit_in_the_facts(two: None) -> None:
    fact = {"says": {"en": "Cited beside Feng.", "zh": "与丰某案并列。"}, "mark": "A"}
    older = decision_data("old-v-new-2026", facts=[fact], date={"value": "2026-01-01", "mark": "A"})
    decision_store(data=older, reason="test")

    assert found_slugs("Feng") == ["feng-v-dong-2025", "old-v-new-2026"]


def test_drafts_and_withdrawn_decisions_are_not_found(two: None) -> None:
    decision_make("draft-2026", status="draft")
    decision_withdraw(
        decision=Decision.objects.get(slug="feng-v-dong-2025"), reason_en="No.", reason_zh="否。"
    )

    assert found_slugs() == ["chen-v-zhou-2024"]
    assert found_slugs("butterfly") == []


def test_curators_find_drafts_too(two: None) -> None:
    draft = decision_make("draft-2026", status="draft")

    assert draft.pk in decisions_matching("lantern")


def test_what_is_changed_is_found_by_its_new_words_only(two: None) -> None:
    row = Decision.objects.get(slug="feng-v-dong-2025")
    changed = decision_data("feng-v-dong-2025", **CHAIR)
    changed["summary"] = {"en": "A stool.", "zh": "凳子。"}

    decision_store(data=changed, decision=row, reason="test")

    assert found_slugs("stool") == ["feng-v-dong-2025"]
    assert found_slugs("butterfly") == []


def test_a_deleted_decision_leaves_the_index(two: None) -> None:
    Decision.objects.get(slug="feng-v-dong-2025").delete()

    assert found_slugs("butterfly") == []
    assert SearchEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("court", "Another Court"),
        ("year", "2025"),
        ("outcome", "not_protected"),
    ],
)
def test_each_filter_leaves_what_it_says(two: None, name: str, value: str) -> None:
    assert found_slugs(**{name: value}) == ["feng-v-dong-2025"]


def test_filters_and_words_combine(two: None) -> None:
    assert found_slugs("某", outcome="protected", kind="image") == ["chen-v-zhou-2024"]
    assert found_slugs("butterfly", outcome="protected") == []


def test_a_filter_counts_what_the_other_filters_leave(two: None) -> None:
    decision_make("wu-v-xu-2024", content_kind="text")

    assert counts("kind", outcome="protected") == {"text": 1, "image": 1}
    assert counts("outcome", outcome="protected") == {"protected": 2, "not_protected": 1}


def test_a_chosen_value_that_nothing_has_stays_visible(two: None) -> None:
    assert counts("year", year="1999")["1999"] == 0
    assert found_slugs(year="1999") == []


def test_a_stored_decision_that_cannot_be_read_is_left_out_and_logged(
    two: None, caplog: pytest.LogCaptureFixture
) -> None:
    Decision.objects.filter(slug="feng-v-dong-2025").update(document='{"schema":"decision/0"}')

    assert found_slugs() == ["chen-v-zhou-2024"]
    assert [value.slug for value in published_decisions()] == ["chen-v-zhou-2024"]
    assert "cannot be read" in caplog.text


def test_courts_are_named_in_the_readers_language(two: None) -> None:
    with translation.override("zh-hans"):
        facets = {facet.name: facet for facet in search_decisions(SearchQuery()).facets}

    assert {option.label for option in facets["court"].options} == {"示例互联网法院", "另一法院"}


def test_the_passage_that_was_found_is_shown_in_the_readers_language_if_it_can(two: None) -> None:
    def excerpt(text: str) -> tuple[str, str]:
        listing = search_decisions(SearchQuery(text=text))
        shown = listing.results(listing.keys)[0].excerpt
        return shown.language, shown.text

    assert excerpt("butterfly") == ("en", "A chair like a butterfly.")
    assert excerpt("蝴蝶") == ("zh", "蝴蝶形状的椅子图片。")


def test_a_long_passage_is_cut_around_the_hit() -> None:
    words = "before " * 100 + "needle " + "after " * 100
    decision_make(facts=[{"says": {"en": words, "zh": "甲" * 500}, "mark": "A"}])

    listing = search_decisions(SearchQuery(text="needle"))
    text: Any = listing.results(listing.keys)[0].excerpt.text

    assert "needle" in text
    assert len(text) < 300
    assert text.startswith("…before") and text.endswith("after…")


def test_the_published_texts_are_read_as_the_rows_have_them(two: None) -> None:
    decision_make("a-draft-2025", status="draft")
    rows = Decision.objects.filter(status="published").order_by("slug")
    assert len(rows) == 2
    assert published_documents() == [row.document for row in rows]
