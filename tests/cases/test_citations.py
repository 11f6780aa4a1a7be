"""How a decision is cited in either language."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from cases.decisions.documents import value_of_data
from cases.pages.citations import citation_en, citation_zh
from tests.support.library import decision_data


def both_citations(**overrides: Any) -> tuple[str, str]:
    value = value_of_data(decision_data(**overrides))
    return citation_en(value), citation_zh(value)


def test_the_brackets_follow_the_language() -> None:
    assert both_citations() == (
        "Chen v Zhou, Example Internet Court, (2024)京0491民初123号, 6 May 2024",
        "陈某诉周某案，示例互联网法院（2024）京0491民初123号，2024年5月6日",
    )


def test_a_citation_is_the_same_whatever_the_reader_reads() -> None:
    with translation.override("zh-hans"):
        assert "6 May 2024" in both_citations()[0]


def test_a_foreign_number_stays_as_it_stands() -> None:
    english, chinese = both_citations(dockets=[{"number": "No. 1:22-cv-01564 (BAH)", "mark": "H"}])

    assert "No. 1:22-cv-01564 (BAH)," in english
    assert "示例互联网法院 No. 1:22-cv-01564 (BAH)，" in chinese


def test_the_number_is_cited_with_its_own_court() -> None:
    court = {"en": "Higher Court", "zh": "上级法院"}
    english, chinese = both_citations(
        dockets=[{"number": "(2025)京73民终1号", "mark": "A", "court": court}]
    )

    assert "Higher Court, (2025)京73民终1号" in english
    assert "上级法院（2025）京73民终1号" in chinese


@pytest.mark.parametrize("mark", ["C", "D", "U", "L", "M", "seed", "disputed"])
def test_what_is_not_settled_is_not_cited_as_if_it_were(mark: str) -> None:
    english, chinese = both_citations(
        dockets=[{"number": "（2024）京0491民初123号", "mark": mark}],
        date={"value": "2024-05-06", "mark": mark},
    )

    assert "(number not confirmed)" in english and "(date not confirmed)" in english
    assert "（案号未经证实）" in chinese and "（日期未经证实）" in chinese


@pytest.mark.parametrize(
    ("precision", "english", "chinese"),
    [("month", "November 2024", "2024年11月"), ("year", "2024", "2024年")],
)
def test_a_date_is_cited_as_precisely_as_it_is_known(
    precision: str, english: str, chinese: str
) -> None:
    said = both_citations(date={"value": "2024-11-01", "precision": precision, "mark": "A"})

    assert said[0].endswith(f", {english}")
    assert said[1].endswith(f"，{chinese}")


def test_without_number_and_date_there_is_still_a_citation() -> None:
    data = decision_data()
    del data["dockets"], data["date"]
    value = value_of_data(data)

    assert citation_en(value) == "Chen v Zhou, Example Internet Court"
    assert citation_zh(value) == "陈某诉周某案，示例互联网法院"
