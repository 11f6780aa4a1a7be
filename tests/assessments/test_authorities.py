"""Statutes, rules and guidance as data: named once, dated, marked, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import yaml

from assessments.engine.rules import RULES_FOLDER
from cases.library import load_all

ENTRIES: list[dict[str, Any]] = yaml.safe_load(
    (RULES_FOLDER / "authorities.yaml").read_text(encoding="utf-8")
)
VERIFIED = dt.date(2026, 11, 22)
KINDS = {"statute", "regulation", "interpretation", "standard", "guidance", "judicial_opinion"}
REQUIRED = {
    "id",
    "kind",
    "jurisdiction",
    "instrument",
    "article",
    "cite",
    "says",
    "in_force",
    "until",
    "mark",
}
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def entry(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


def test_ids_are_unique_and_none_is_the_slug_of_a_decision():
    ids = [entry["id"] for entry in ENTRIES]
    slugs = {judged.slug for decision in load_all() for judged in decision.judged}

    assert len(ids) == len(set(ids))
    assert not slugs & set(ids)


def test_an_entry_has_the_fields_of_its_shape_and_no_other(entry: dict[str, Any]):
    assert REQUIRED <= entry.keys() <= REQUIRED | {"url"}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])
    assert entry["kind"] in KINDS
    assert entry["mark"] in set("ABCU" if entry["jurisdiction"] == "CN" else "HML")


def test_an_entry_speaks_both_languages(entry: dict[str, Any]):
    for field in ("instrument", "cite", "says"):
        assert entry[field].keys() == {"en", "zh"}
        assert entry[field]["en"]
        assert HAN.search(entry[field]["zh"])


def test_dates_in_force_are_days_that_have_come_and_end_after_they_began(entry: dict[str, Any]):
    began, ended = entry["in_force"], entry["until"]

    assert began is None or (type(began) is dt.date and began <= VERIFIED)
    assert ended is None or (type(ended) is dt.date and ended <= VERIFIED)
    assert began is None or ended is None or began <= ended


def test_the_article_is_named_in_the_citation(entry: dict[str, Any]):
    if entry["article"] is not None:
        assert entry["article"].split(",")[0].split("(")[0] in entry["cite"]["en"]


@pytest.mark.parametrize("article", ["3", "5", "9", "10", "11", "12", "13", "14", "15", "54"])
def test_the_copyright_law_is_in_force_since_its_amendment(article: str):
    (law,) = [entry for entry in ENTRIES if entry["id"] == f"prc-copyright-law-{article}"]

    assert law["in_force"] == dt.date(2021, 6, 1)
