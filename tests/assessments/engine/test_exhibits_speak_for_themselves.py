"""What an exhibit is described as, and who is named as its examiner, can only take from it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.engine.held_files import HeldFile, HeldFiles
from tests.support.records import record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
RICH = (
    "A young woman in a blue raincoat crouches at the left edge of a flooded alley, her right hand "
    "reaching toward a paper boat that drifts away; low viewpoint from the water, one red lantern "
    "behind her reflected in the ripples, cold dusk light from the right"
)
RUN = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": RICH,
       "evidence": ["e1"]}  # fmt: skip
OTHER = RICH.replace("red lantern", "broken umbrella")
CHANGED = {**RUN, "id": "s2", "parent": "s1", "action": "adjust", "effect": "as_intended",
           "prompt": OTHER, "changed": ["prompt"]}  # fmt: skip


def read(shows: str | None, examiner: str = "Wang Lei", **fields: Any) -> Result:
    piece = {"id": "e1", "what": "account_history", "made": "contemporaneous", "shows": shows,
             "examined_by": {"name": examiner, "on": "2026-11-01"}}  # fmt: skip
    made = record(steps=[RUN, CHANGED], evidence=[piece], **fields)
    return assess(made, NONE_DECIDED, RULES)


@pytest.mark.parametrize(
    "shows",
    ["prompts and pictures of each round", "各次提示词和生成结果", "my account, all runs"],
)
def test_an_examined_history_shows_the_runs(shows: str) -> None:
    assert read(shows).proved.conclusion == "likely"


@pytest.mark.parametrize("shows", [None, " "])
def test_an_exhibit_of_which_nothing_is_said_leaves_open_what_it_shows(shows: str | None) -> None:
    found = read(shows)
    assert found.proved.conclusion == "arguable"
    assert [c.field for c in found.contradictions if c.is_question] == ["evidence[0].shows"]
    assert {c.code for c in found.contradictions} == {"contradiction.asked_undescribed"}
    by_lawyer = read(shows, appraiser="lawyer")
    assert (by_lawyer.proved.conclusion, by_lawyer.contradictions) == ("likely", ())


def test_a_file_that_is_held_needs_no_description() -> None:
    piece = {"id": "e1", "what": "account_history", "made": "contemporaneous", "shows": None}
    file = HeldFile(prompts=(RICH, OTHER), anchored=True, made="contemporaneous")
    made = record(steps=[RUN, CHANGED], evidence=[piece])
    found = assess(made, NONE_DECIDED, RULES, files=HeldFiles(files={"e1": file}))
    assert found.contradictions == ()


def test_what_an_exhibit_linked_to_nothing_shows_is_not_asked() -> None:
    piece = {"id": "e1", "what": "account_history", "made": "contemporaneous", "shows": None}
    steps = [{**step, "evidence": []} for step in (RUN, CHANGED)]
    assert assess(record(steps=steps, evidence=[piece]), NONE_DECIDED, RULES).contradictions == ()


@pytest.mark.parametrize(
    "shows",
    [
        "only the login page; no prompts",
        "nothing can be seen in it",
        "the prompts are not visible",
        "screenshot is blank",
        "a different picture",
        "belongs to another project",
        "shows the bill for the subscription",
        "proof that I paid for Midjourney",
        "history was deleted before the examination",
        "shows the final picture only",
        "the prompts differ from those claimed",
        "截图里看不到提示词",
        "只有登录页面",
        "与本案作品不是同一张图",
        "付款记录",
        "记录已被平台删除",
        "只显示最终图片",
        "与所称提示词不一致",
    ],
)
def test_an_exhibit_that_denies_what_it_is_to_show_shows_nothing(shows: str) -> None:
    result = read(shows)
    assert result.proved.findings["instruction"].level == 0
    assert "contradiction.exhibit_against" in {c.code for c in result.contradictions}


@pytest.mark.parametrize("shows", ["the account belongs to Zhang San", "账号注册人为张三"])
def test_whose_the_account_is_asks_who_made_it_and_not_whether_it_was_made(shows: str) -> None:
    result = read(shows)
    assert result.proved.findings["instruction"].level == 4
    assert result.proved.conclusion == "arguable"
    assert {c.code for c in result.contradictions} == {"contradiction.asked_exhibit"}
    assert {b.proved for x in result.ownership.layers for b in x.bases} == {"open"}


@pytest.mark.parametrize("shows", ["only step 1", "only the first prompt", "只能看到第一条提示词"])
def test_an_exhibit_of_one_step_shows_no_other(shows: str) -> None:
    findings = read(shows).proved.findings
    assert (findings["instruction"].level, findings["refinement"].level) == (4, 0)


@pytest.mark.parametrize(
    "name", ["TBD", "待定", "?", "-", "my cousin", "张三（当事人配偶）", "王律师（待查）", "陈 雨"]
)
def test_nobody_and_those_close_to_a_party_examine_nothing(name: str) -> None:
    party = {"id": "p1", "name": "陈雨", "kind": "person", "role": "author"}
    result = read(None, name, parties=[party])
    assert result.proved.findings["refinement"].level <= 1
    assert "contradiction.examined_by_party" in {c.code for c in result.contradictions}


@pytest.mark.parametrize("what", ["account_history", "notarised"])
def test_letters_that_anybody_can_write_carry_no_more_under_another_name(what: str) -> None:
    piece = {"id": "e1", "what": what, "made": "contemporaneous"}
    made = record(steps=[RUN], evidence=[piece])
    levels = []
    for anchored in (False, True):
        file = HeldFile(text=RICH, form="letters", made="contemporaneous", anchored=anchored)
        result = assess(made, NONE_DECIDED, RULES, files=HeldFiles(files={"e1": file}))
        levels.append(result.proved.findings["instruction"].level)
    assert levels == [3, 4]
