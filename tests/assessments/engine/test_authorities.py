"""Statutes, rules and guidance as data: named once, dated, marked, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
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
ARTICLES = ["3", "5", "9", "10", "11", "12", "13", "14", "15", "54"]
HAN = re.compile(r"[\u4e00-\u9fff]")


def offenders(holds: Callable[[dict[str, Any]], object]) -> list[str]:
    """The ids of the entries of which something does not hold."""
    assert ENTRIES
    return [entry["id"] for entry in ENTRIES if not holds(entry)]


def test_ids_are_unique_and_none_is_the_slug_of_a_decision():
    ids = [entry["id"] for entry in ENTRIES]
    slugs = {judged.slug for decision in load_all() for judged in decision.judged}

    assert len(ids) == len(set(ids))
    assert not slugs & set(ids)


def test_an_entry_has_the_fields_of_its_shape_and_no_other():
    assert offenders(lambda entry: REQUIRED <= entry.keys() <= REQUIRED | {"url"}) == []
    assert offenders(lambda entry: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])) == []
    assert offenders(lambda entry: entry["kind"] in KINDS) == []
    marks = {"CN": set("ABCU")}
    assert offenders(lambda e: e["mark"] in marks.get(e["jurisdiction"], set("HML"))) == []


@pytest.mark.parametrize("field", ["instrument", "cite", "says"])
def test_an_entry_speaks_both_languages(field: str):
    assert offenders(lambda entry: entry[field].keys() == {"en", "zh"}) == []
    assert offenders(lambda entry: entry[field]["en"]) == []
    assert offenders(lambda entry: HAN.search(entry[field]["zh"])) == []


@pytest.mark.parametrize("field", ["in_force", "until"])
def test_dates_in_force_are_days_that_have_come(field: str):
    def is_past_day(value: object) -> bool:
        return value is None or (type(value) is dt.date and value <= VERIFIED)

    assert offenders(lambda entry: is_past_day(entry[field])) == []


def test_what_was_in_force_ended_after_it_began():
    assert (
        offenders(lambda e: not (e["in_force"] and e["until"] and e["in_force"] > e["until"])) == []
    )


def test_the_article_is_named_in_the_citation():
    def is_named(entry: dict[str, Any]) -> bool:
        article = entry["article"]
        return article is None or article.split(",")[0].split("(")[0] in entry["cite"]["en"]

    assert offenders(is_named) == []


def test_the_copyright_law_is_in_force_since_its_amendment():
    prefix = "prc-copyright-law-"
    in_force = {
        entry["id"].removeprefix(prefix): entry["in_force"]
        for entry in ENTRIES
        if entry["id"].startswith(prefix)
    }

    assert {article: in_force[article] for article in ARTICLES} == dict.fromkeys(
        ARTICLES, dt.date(2021, 6, 1)
    )
