"""The list of exhibits: what was filled in, by whom, and nothing where nobody did."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from assessments.exhibits.particulars import Answer, FilledIn, LegalClass, Particulars
from assessments.memo.compose import compose_memo
from tests.assessments.memo.test_compose import section_of
from tests.support.stored_memos import stored_file

BY_LAWYER = FilledIn(by="Zhao", capacity="lawyer", on=dt.date(2026, 11, 3))
BY_MAKER = FilledIn(by="Lin", capacity="maker", on=dt.date(2026, 11, 2))
COLUMNS = {
    "en": ("Source, and how obtained", "Original, and where held", "Pages"),
    "zh-hans": ("来源及取得方式", "原件状态及存放处", "页码"),
}


def filled(**values: str) -> Particulars:
    answers: dict[str, Any] = {
        name: Answer(value=value, filled=BY_LAWYER) for name, value in values.items()
    }
    own = Answer(value="Scanned by Lin", filled=BY_MAKER)
    chosen = LegalClass(classes=("physical",), reason="The sheet itself.", filled=BY_LAWYER)
    return Particulars(legal_class=chosen, source=own, **answers)


def listed(made, language="en") -> str:
    return section_of(compose_memo(made).html, "annex-evidence")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_where_nobody_filled_anything_in_nothing_is_invented(snapshot, language):
    printed = listed(snapshot(language))
    said = {"en": "Filled in for no exhibit: ", "zh-hans": "各项证据均未填写："}[language]
    separator = {"en": ", ", "zh-hans": "、"}[language]
    assert said + separator.join(COLUMNS[language]) in printed
    assert all(printed.count(column) == 1 for column in COLUMNS[language]), "no column of it"
    invented = (
        "the Client",
        "to be checked",
        "electronic original",
        "委托人",
        "待核对",
        "电子原件",
    )
    assert [word for word in invented if word in printed] == []


def test_a_held_file_says_only_that_it_was_received(snapshot_with_files):
    printed = listed(snapshot_with_files(stored_file(2)))
    assert "lantern-2.png Original file" in printed and "received here on" in printed
    assert "Filled in for no exhibit: Source" in printed


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_was_filled_in_is_printed_with_who_did(snapshot, language):
    made = snapshot(language)
    known = filled(
        original="copy",
        held_by="Safe of the studio",
        pages="1-3",
        obtained="Handed over on 1 November",
        authenticity="affirmed",
        legality="affirmed",
        relevance="reserved",
        remark="Shows one step only.",
    )
    printed = listed(replace(made, particulars={"e3": known}))
    expected = {
        "en": (
            "Scanned by Lin Handed over on 1 November",
            "copy Safe of the studio 1-3",
            "physical evidence The sheet itself.",
            "E-03 no objection no objection doubtful Shows one step only.",
            "Filled in by Lin (owner of the work here), 2 November 2026 : E-03 (Source).",
            "Filled in by Zhao (an account that calls itself a lawyer's), 3 November 2026 : E-03",
        ),
        "zh-hans": (
            "Scanned by Lin Handed over on 1 November",
            "复印件 Safe of the studio 1-3",
            "物证 The sheet itself.",
            "2026年11月2日 ： E-03 （来源）。",
        ),
    }[language]
    plain = printed.replace(": :", ":")
    assert [text for text in expected if text.replace(" ", "") not in plain.replace(" ", "")] == []
    assert "Filled in for no exhibit" not in printed
    opinions = {"en": "Opinion on authenticity", "zh-hans": "对真实性、合法性、关联性的意见"}[
        language
    ]
    assert printed.count(opinions) == 1
    assert printed.split(opinions)[1].count("E-01") == 0, "only exhibits with an opinion"
