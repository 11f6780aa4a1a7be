"""Ready-made material counts as such by the maker's own words; silence about it earns nothing."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from assessments.engine.judging import RANK
from tests.support.records import RULES, record

EDIT = {"id": "s1", "action": "edit", "by": "p1", "extent": "substantial", "adds": ["figure"]}


def read(**fields: Any) -> Result:
    edit = {**EDIT, "effect": "as_intended", **fields}
    return assess(record(tools=[], steps=[edit]), CaseBase.build([], RULES), RULES)


@pytest.mark.parametrize(
    "intent",
    [
        "placed a sticker from the Canva library",
        "Added two stickers and a frame",
        "pasted stock photos of a skyline behind it",
        "the clouds are from a clip art library",
        "在画面右侧贴了三张平台贴纸",
        "插入素材库里的小猫图案",
        "套用海报模板",
    ],
)
def test_words_that_tell_of_stock_count_like_the_field(intent: str) -> None:
    told = read(intent=intent)
    assert told.claimed.conclusion == read(stock=True).claimed.conclusion == "arguable"
    assert "contradiction.stock" not in {c.code for c in told.contradictions}


@pytest.mark.parametrize(
    "intent",
    [
        "drew a fox and three lanterns by hand",
        "did not use any stickers, every leaf is drawn",
        "added my own stickers, drawn in ink",
        "designed a sticker sheet of twelve foxes",
        "没有使用贴纸，全部手绘",
        "添加自己手绘的贴纸图案",
        "设计一套狐狸贴纸",
    ],
)
def test_own_or_denied_material_is_not_stock(intent: str) -> None:
    assert RANK[read(intent=intent).claimed.conclusion] > RANK["arguable"]


def test_a_field_that_denies_what_the_words_say_is_a_contradiction() -> None:
    told = read(intent="placed a sticker from the Canva library", stock=False)
    assert told.claimed.conclusion == "arguable"
    assert [c.code for c in told.contradictions] == ["contradiction.stock"]


def test_a_record_of_a_decision_keeps_what_its_decider_found() -> None:
    steps = [{**EDIT, "effect": "as_intended", "intent": "placed a sticker from the Canva library"}]
    decided = record(tools=[], steps=steps, appraiser="decider")
    result = assess(decided, CaseBase.build([], RULES), RULES)
    assert RANK[result.claimed.conclusion] > RANK["arguable"]
