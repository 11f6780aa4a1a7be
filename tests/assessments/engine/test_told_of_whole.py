"""What title, summary and notes tell of the work: heard by others, official, translated."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from tests.support.records import record

RULES = load_rules()
EXAMINED = {"name": "Zhou Wenhua", "on": "2026-11-01"}
PIECE = {"id": "e1", "what": "drafts", "made": "contemporaneous", "examined_by": EXAMINED}
WRITE = {
    "id": "s1", "action": "write", "by": "p1", "extent": "substantial", "adds": ["wording"],
    "evidence": ["e1"],
}  # fmt: skip


def read(**fields: Any) -> Result:
    base = {"kind": "text", "tools": [], "steps": [WRITE], "evidence": [PIECE]}
    return assess(record(**{**base, **fields}), CaseBase.build([], RULES), RULES)


def gates(found: Result, element: Any) -> list[str]:
    reasons = found.claimed.elements[element].reasons
    return [r.code.removeprefix("gate.") for r in reasons if r.code.startswith("gate.")]


@pytest.mark.parametrize(
    ("summary", "gate", "word"),
    [
        ("即兴演讲，未录音，听众均可听到", "perceived_unrecorded", "likely"),
        ("a lecture before a class, nobody recorded it", "perceived_unrecorded", "likely"),
        ("即兴演讲", "perhaps_perceived", "arguable"),
        (None, "perhaps_perceived", "arguable"),
        ("构思只在我脑子里", "not_fixed", "not_protected"),
        ("The story is still in my head", "not_fixed", "not_protected"),
        ("for an audience, but never told; nobody has heard it", "not_fixed", "not_protected"),
    ],
)  # fmt: skip
def test_an_oral_work_needs_no_recording(summary: str | None, gate: str, word: str) -> None:
    found = read(fixed=False, summary=summary)
    assert (gates(found, "form"), found.claimed.conclusion) == ([gate], word)


def test_what_a_decider_held_not_to_be_fixed_stays_refused() -> None:
    found = read(fixed=False, appraiser="decider", summary="heard by an audience")
    assert gates(found, "form") == ["not_fixed"]


OFFICIAL = [
    "某市人民政府关于加强消防工作的决定",
    "国务院办公厅关于进一步加强食品安全工作的意见",
    "某市中级人民法院民事判决书全文",
    "Decision of the city government on fire safety",
    "The full text of a judgment of the supreme court",
]
NOT_OFFICIAL = [
    "评某市人民政府关于加强消防工作的决定",
    "长篇小说，讲述法院判决书背后的故事",
    "A novel about the decision of the court",
    "不是某市人民政府关于消防工作的决定",
    "我关于春天的决定",
    "情书：一个书法家的故事",
]


@pytest.mark.parametrize("summary", OFFICIAL)
def test_an_official_text_under_another_label_is_asked_about(summary: str) -> None:
    for told in ({"summary": summary}, {"title": summary}, {"notes": summary}):
        found = read(**told)
        assert gates(found, "field") == ["official_perhaps"]
        assert (found.claimed.conclusion, found.proved.conclusion) == ("arguable", "arguable")


@pytest.mark.parametrize("summary", NOT_OFFICIAL)
def test_a_work_about_an_official_text_is_none(summary: str) -> None:
    found = read(summary=summary)
    assert (gates(found, "field"), found.claimed.conclusion) == ([], "protected")


FACTS = [
    "某市今日气温与降雨",
    "3月5日股价",
    "Today's weather and rainfall",
    "Weekly exchange rates",
]
NO_FACTS = [
    "天气预报",
    "今日天气晴",
    "今日气温骤降的那个人",
    "一个关于股价的故事",
    "Today's weather",
    "The weather reporter's daughter",
]


@pytest.mark.parametrize("title", FACTS)
def test_a_text_of_facts_alone_is_asked_about(title: str) -> None:
    found = read(title=title)
    assert gates(found, "field") == ["facts_perhaps"]
    assert (found.claimed.conclusion, found.proved.conclusion) == ("arguable", "arguable")


@pytest.mark.parametrize("title", NO_FACTS)
def test_a_work_on_facts_is_none(title: str) -> None:
    assert gates(read(title=title), "field") == []


@pytest.mark.parametrize(
    "summary", ["my own unofficial translation of a German statute", "德国民法典的非官方译文"]
)
def test_a_translation_that_is_not_official_is_not_refused(summary: str) -> None:
    found = read(subject_matter="official", summary=summary)
    assert (gates(found, "field"), found.claimed.conclusion) == (
        ["unofficial_translation"],
        "likely",
    )
    assert read(subject_matter="official", summary="a statute").claimed.conclusion == (
        "not_protected"
    )


# Made by hand from nothing

PAINT = {**WRITE, "action": "edit", "adds": ["figure", "colour"]}
SIGNED = {"on": "2024-01-01", "signature": True}


def test_a_painting_entered_as_an_edit_of_nothing_is_made_by_hand() -> None:
    named = [{"id": "p1", "name": "Author", "kind": "person", "role": "author", "signs_work": True}]
    of = {"kind": "image", "parties": named, "published": SIGNED}
    written = read(**of, steps=[{**WRITE, "adds": ["figure", "colour"]}])
    edited = read(**of, steps=[PAINT])
    assert edited.claimed.conclusion == written.claimed.conclusion == "protected"
    assert edited.proved.conclusion == written.proved.conclusion == "protected"


def test_silence_on_the_effect_of_all_that_there_is_is_no_better_than_any_word() -> None:
    words = [{}, {"effect": "none"}, {"effect": "random"}, {"effect": "visible"}]
    found = [read(kind="image", steps=[{**PAINT, **word}]).claimed.conclusion for word in words]
    assert found == ["protected"] * 4


def test_an_edit_of_something_still_says_what_it_did() -> None:
    tool = {"id": "t1", "name": "A tool", "does": "text_to_image"}
    photo = {"id": "i1", "what": "photo", "made_by": "third_party"}
    run = {"id": "s0", "action": "generate", "tool": "t1", "prompt": "a cat"}
    first = {**PAINT, "id": "s0"}
    second = {**PAINT, "parent": "s0"}
    for more in (
        {"tools": [tool], "steps": [run, PAINT]},
        {"tools": [tool]},
        {"inputs": [photo]},
    ):
        found = read(kind="image", **{"steps": [PAINT], **more})
        assert found.claimed.findings["editing"].level < 4
    found = read(kind="image", steps=[first, second])
    assert found.claimed.conclusion == "protected"


# Inputs that are called own

OWN = {"id": "i1", "what": "photo", "made_by": "own", "licence": "own", "in_output": "dominant"}
TOOL = {"id": "t1", "name": "A tool", "does": "image_to_image"}
RUN = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "oil painting"}


def with_note(note: str) -> Result:
    given = {**OWN, "note": note, "evidence": ["e1"]}
    return read(kind="image", tools=[TOOL], steps=[RUN], inputs=[given])


@pytest.mark.parametrize(
    "note",
    [
        "同事小王的手稿",
        "a colleague's manuscript",
        "my redrawing of Mickey Mouse",
        "我画的皮卡丘",
        "my photograph of a painting by Qi Baishi filling the whole frame",
        "我翻拍的齐白石国画，占满画面",
        "fan art of a film",
    ],
)
def test_own_material_that_its_note_says_is_anothers_needs_consent(note: str) -> None:
    found = with_note(note)
    codes = [c.code for c in found.contradictions]
    assert codes == ["contradiction.others_input"]
    assert found.claimed.conclusion == "not_protected" or found.ownership.owner == ""
    assert "third_party_input" in [d.what for d in found.duties]


@pytest.mark.parametrize("note", ["停车场摄像头的画面截图", "a screenshot of the lobby camera"])
def test_what_a_camera_took_by_itself_is_nobodys(note: str) -> None:
    assert [c.code for c in with_note(note).contradictions] == ["contradiction.nobodys_input"]


@pytest.mark.parametrize(
    "note",
    [
        "my photograph of the harbour",
        "我拍的海报墙前的行人",
        "拍摄我自己的油画",
        "photograph of a mural by me",
        "为同事画的草图",
        "我给朋友拍的照片",
        "my drawing of a mouse",
    ],
)
def test_own_material_of_things_and_own_works_stays_own(note: str) -> None:
    found = with_note(note)
    assert found.contradictions == ()
    assert found.claimed.conclusion == "protected"
