"""What a record says in its own words outweighs its labels; what it denies in them does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.engine.judging import RANK
from tests.support.records import PERSON, record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
EXAMINED = {"name": "Zhou Wenhua", "on": "2026-11-01"}
PIECE = {"id": "e1", "what": "layered_file", "made": "contemporaneous", "examined_by": EXAMINED}
HISTORY = {**PIECE, "what": "account_history"}
WRITE = {
    "id": "s1",
    "action": "write",
    "by": "p1",
    "extent": "substantial",
    "adds": ["figure"],
    "evidence": ["e1"],
}
RICH = (
    "A young woman in a blue raincoat crouches at the left edge of a flooded alley, her right hand "
    "reaching toward a paper boat that drifts away; low viewpoint from the water, one red lantern "
    "behind her reflected in the ripples, cold dusk light from the right"
)


def read(piece: dict[str, Any] = PIECE, **fields: Any) -> Result:
    return assess(record(evidence=[piece], **fields), NONE_DECIDED, RULES)


def codes(result: Result) -> set[str]:
    return {
        contradiction.code.removeprefix("contradiction.") for contradiction in result.contradictions
    }


def by_hand(words: str, kind: str = "image", **fields: Any) -> Result:
    return read(kind=kind, tools=[], steps=[{**WRITE, "intent": words, **fields}])


COPIED = [
    "traced the Mona Lisa by hand line for line, an exact copy",
    "I traced a poster from the cinema",
    "drawn by tracing over a photograph",
    "a one-to-one reproduction of a Hokusai print",
    "copied from another artist's Instagram",
    "redrew it line by line from a manga page",
    "a faithful copy of Vermeer's Girl with a Pearl Earring",
    "plagiarised from a blog",
    "把网上的画描了一遍",
    "照着网上的照片描摹的",
    "对着画册描的",
    "抄袭自一本小说",
    "完全照搬了原文",
    "从百度文库复制粘贴的",
    "非常仔细地照抄了原文",
    "把《兰亭序》原样复制下来",
]
NOT_COPIED = [
    "not traced, drawn freely",
    "no tracing was used",
    "I did not trace or copy",
    "drawn without copying any model",
    "copied my own earlier sketch onto canvas",
    "copied the layer and moved it to the left",
    "her finger traced the rim of the cup",
    "oil painting of my garden",
    "没有临摹，全是自己画的",
    "并非照抄",
    "不是照搬，是自己构思的",
    "根据自己的草图重新画",
    "照着自己拍的照片画的",
    "细腻描摹人物内心",
    "描绘了家乡的老街",
]


@pytest.mark.parametrize("words", COPIED)
def test_who_says_that_an_act_copied_is_not_its_author(words: str) -> None:
    result = by_hand(words)
    assert "copied" in codes(result)
    assert result.claimed.conclusion == result.proved.conclusion == "not_protected"


@pytest.mark.parametrize("words", NOT_COPIED)
def test_who_denies_copying_or_copied_their_own_is_believed(words: str) -> None:
    result = by_hand(words)
    assert codes(result) == set()
    assert result.claimed.conclusion == "protected"


@pytest.mark.parametrize(
    "words", ["临摹齐白石的虾", "in imitation of Monet", "painted after a photograph", "仿作"]
)
def test_what_follows_another_work_is_at_most_arguable(words: str) -> None:
    result = by_hand(words)
    assert codes(result) == {"copied_perhaps"}
    assert (result.claimed.conclusion, result.proved.conclusion) == ("arguable", "arguable")


def test_a_text_written_out_is_a_copy_and_calligraphy_of_it_is_not() -> None:
    assert by_hand("抄写《静夜思》", kind="text").claimed.conclusion == "not_protected"
    assert by_hand("抄写《静夜思》", adds=["figure"]).claimed.conclusion == "protected"


def test_one_copied_part_beside_others_takes_nothing_from_them() -> None:
    own = {**WRITE, "id": "s2", "intent": "the figures in front, from imagination"}
    result = read(tools=[], steps=[{**WRITE, "intent": "traced from a photograph"}, own])
    assert {layer.layer: layer.claimed for layer in result.layers}
    assert result.claimed.conclusion == "protected"
    assert result.claimed.scope == "part"


@pytest.mark.parametrize(
    ("words", "code", "at_most"),
    [
        ("auto-levels and resized to 4K with one click upscaler", "technical", "unlikely"),
        ("一键高清修复", "technical", "unlikely"),
        ("placed a sticker from the Canva library", "stock", "arguable"),
        ("用素材库里的贴纸", "stock", "arguable"),
    ],
)
def test_an_edit_adds_no_more_than_its_own_words_say(words: str, code: str, at_most: Any) -> None:
    result = by_hand(words, action="edit", adds=["composition"], effect="as_intended", stock=False)
    assert codes(result) == {code}
    assert RANK[result.claimed.conclusion] <= RANK[at_most]
    other = by_hand(
        "resized, and painted a dragon", action="edit", adds=["figure"], effect="visible"
    )
    assert other.claimed.conclusion == "protected"


TAKEN = [
    "pasted a prompt found on civitai, written by another user",
    "prompt written by ChatGPT, pasted unchanged",
    "the prompt is from prompthero",
    "I used a prompt that a friend sent me",
    "asked Claude for a prompt and pasted it",
    "someone else's prompt",
    "bought a prompt on PromptBase",
    "my colleague wrote the prompt",
    "提示词是网上找的",
    "提示词由ChatGPT生成",
    "抄了别人的提示词",
    "朋友给我的提示词",
    "叫Kimi写的提示词",
    "咒语是从论坛上扒来的",
    "用DeepSeek优化过的提示词",
]
OWN_PROMPT = [
    "prompt written by me",
    "I wrote the prompt without help from ChatGPT",
    "I did not use anyone else's prompt",
    "the prompt was not copied from anywhere",
    "used my own prompt from last year",
    "refined the prompt to get a warmer light",
    "提示词是自己想的，没有抄任何人",
    "提示词不是AI写的",
    "在提示词里描写朋友的背影",
]


def chain(words: str, second: str, **fields: Any) -> Result:
    first = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "evidence": ["e1"]}
    steps = [
        {**first, "prompt": RICH, "intent": words, "effect": "visible"},
        {**first, "id": "s2", "parent": "s1", "prompt": second, "effect": "as_intended", **fields},
    ]
    return read(HISTORY, steps=steps)


def instruction(result: Result) -> int:
    return result.claimed.findings["instruction"].level


@pytest.mark.parametrize("words", TAKEN)
def test_words_of_others_are_no_instruction_and_what_was_changed_is(words: str) -> None:
    result = chain(words, f"{RICH}, an owl")
    assert "prompt_of_others" in codes(result)
    assert instruction(result) < 3
    assert result.claimed.findings["refinement"].level == 3
    assert RANK[result.claimed.conclusion] <= RANK["arguable"]


@pytest.mark.parametrize("words", OWN_PROMPT)
def test_a_prompt_of_ones_own_keeps_its_level(words: str) -> None:
    assert instruction(chain(words, f"{RICH}, an owl")) == 4


def test_a_prompt_that_a_language_model_was_asked_for_is_not_the_persons() -> None:
    tools = [
        {"id": "t1", "name": "A tool", "does": "text_to_image"},
        {"id": "t2", "name": "A chat", "does": "language_model"},
    ]
    asked = {"id": "s0", "action": "generate", "tool": "t2", "prompt": "写一段详细的提示词"}
    drawn = {"id": "s1", "action": "generate", "tool": "t1", "parent": "s0", "prompt": RICH}
    result = read(HISTORY, tools=tools, steps=[asked, drawn])
    assert "prompt_of_others" in codes(result)
    assert instruction(result) < 3


NOT_OWN = {
    "machine_input": [
        "a picture I generated in Midjourney with the word cat",
        "created by Stable Diffusion",
        "output of DALL-E",
        "AI-generated picture",
        "用Midjourney生成的图",
        "由 DeepSeek 写成的初稿",
        "AI画的",
    ],
    "others_input": [
        "my sister drew it",
        "a photo I found on the internet",
        "picture from Google",
        "traced from a poster",
        "网上下载的图",
        "朋友画的草图",
        "临摹名画",
    ],
    "nobodys_input": [
        "still of an automatic CCTV camera; nobody pressed a shutter",
        "taken by a security camera",
        "dashcam recording",
        "监控摄像头自动截图",
        "没有人按快门",
    ],
    "trifling_input": [
        "one straight line; nothing else",
        "a stick figure drawn in 5 seconds",
        "two circles",
        "blank page",
        "火柴人",
        "一条横线而已",
        "随手画了两个圈",
    ],
}
OWN = [
    "a pencil drawing I made on the train",
    "my pencil sketch, made for Midjourney",
    "line drawing of a horse",
    "a drawing of two circles that overlap, with a dozen figures",
    "drone photograph that I framed and took",
    "not AI-generated",
    "我的草图，给AI生成用",
    "我自己拍的照片，没有用AI",
    "我画的，画的是朋友",
    "照片里有一条线通向远方的灯塔",
]


def with_input(note: str) -> Result:
    own = {"id": "i1", "what": "sketch", "made_by": "own", "in_output": "dominant"}
    step = {"id": "s1", "action": "generate", "tool": "t1", "prompt": "a knight"}
    return read(inputs=[{**own, "note": note, "evidence": ["e1"]}], steps=[step])


@pytest.mark.parametrize(("code", "note"), [(c, n) for c, ns in NOT_OWN.items() for n in ns])
def test_an_input_is_not_own_where_its_note_says_whose_it_is(code: str, note: str) -> None:
    result = with_input(note)
    assert code in codes(result)
    assert RANK[result.claimed.conclusion] <= RANK["unlikely"]
    assert RANK[result.proved.conclusion] <= RANK["unlikely"]


@pytest.mark.parametrize("note", OWN)
def test_an_own_input_stays_own(note: str) -> None:
    result = with_input(note)
    assert codes(result) == set()
    assert result.claimed.conclusion == "protected"


@pytest.mark.parametrize(
    "notes",
    [
        "The sketch was drawn by my sister.",
        "My reference picture came from Pinterest. The sketch is taken from the internet.",
        "草图是网上下载的",
        "底图由Midjourney生成",
    ],
)
def test_notes_on_the_only_own_input_are_asked_about(notes: str) -> None:
    own = {"id": "i1", "what": "sketch", "made_by": "own", "in_output": "dominant"}
    step = {"id": "s1", "action": "generate", "tool": "t1", "prompt": "a knight"}
    inputs = [{**own, "evidence": ["e1"]}]
    result = read(inputs=inputs, steps=[step], notes=notes)
    assert "whole_input_perhaps" in codes(result)
    assert (result.claimed.conclusion, result.proved.conclusion) == ("arguable", "arguable")
    other = "The sketch was drawn on a train. The AI generated picture follows it."
    assert read(inputs=inputs, steps=[step], notes=other).claimed.conclusion == "protected"


def test_an_arrangement_taken_from_another_is_technical() -> None:
    act = {"id": "s1", "action": "arrange", "kept": 5, "extent": "substantial", "adds": ["order"]}
    act["criteria"] = "the light, from morning to night"
    made = {**act, "evidence": ["e1"], "by": "p1"}
    assert read(tools=[], steps=[made]).claimed.conclusion == "protected"
    for words in ("the order is copied from another book", "完全照搬别人的目录"):
        taken = read(tools=[], steps=[{**made, "intent": words}])
        assert RANK[taken.claimed.conclusion] <= RANK["unlikely"]


def test_a_decider_admits_nothing() -> None:
    step = {**WRITE, "intent": "traced from a photograph"}
    result = read(tools=[], steps=[step], appraiser="decider")
    assert (codes(result), result.claimed.conclusion) == (set(), "protected")


@pytest.mark.parametrize(
    ("on", "at", "code"),
    [
        ("9998-01-01", None, "examined_in_future"),
        ("9999-12-31", None, "examined_in_future"),
        ("2026-01-01", "2026-06-01", "examined_before"),
    ],
)
def test_an_examination_on_an_impossible_day_is_none(on: str, at: str | None, code: str) -> None:
    piece = {**PIECE, "examined_by": {"name": "Zhou Wenhua", "on": on}}
    step = {**WRITE, "at": at} if at else WRITE
    result = read(piece, tools=[], steps=[step], parties=[PERSON])
    assert codes(result) == {code}
    assert RANK[result.proved.conclusion] <= RANK["unlikely"]


def test_an_examination_before_the_work_was_begun_shows_none_of_it() -> None:
    begun = dt.date(2026, 11, 2)
    late = read(tools=[], steps=[WRITE], created_from=begun.isoformat())
    assert codes(late) == {"examined_before"}
    assert RANK[late.proved.conclusion] <= RANK["unlikely"]
    assert read(tools=[], steps=[WRITE], created_from="2026-10-01").proved.conclusion == "protected"


@pytest.mark.parametrize(
    "words",
    [
        ", please try again",
        ". The file should be saved on my desktop",
        "。我昨天吃了火锅",
        "，再来一张吧",
    ],
)
def test_words_that_ask_for_nothing_refine_nothing(words: str) -> None:
    result = chain("", f"{RICH}{words}", changed=["prompt"])
    assert result.claimed.findings["refinement"].level == 0
    assert codes(result) == {"changed_prompt"}


def test_a_swapped_synonym_is_a_change_by_the_makers_word_alone() -> None:
    other = RICH.replace("drifts", "floats")
    assert chain("", other).claimed.findings["refinement"].level == 0
    stated = chain("", other, changed=["prompt"])
    assert stated.claimed.findings["refinement"].level == 3
    assert stated.proved.findings["refinement"].level == 0


def test_a_change_that_is_taken_back_is_none() -> None:
    back = {"id": "s3", "action": "adjust", "tool": "t1", "parent": "s2", "prompt": RICH}
    first = {"id": "s1", "action": "generate", "tool": "t1", "prompt": RICH, "evidence": ["e1"]}
    second = {**first, "id": "s2", "parent": "s1", "prompt": f"{RICH}, an owl"}
    steps = [first, {**second, "effect": "as_intended"}]
    assert read(HISTORY, steps=steps).claimed.findings["refinement"].level == 3
    result = read(HISTORY, steps=[*steps, {**back, "effect": "visible", "evidence": ["e1"]}])
    assert result.claimed.findings["refinement"].level == 0
    assert codes(result) == {"changed_back"}


def test_words_of_which_much_was_not_read_contradict_nobody() -> None:
    prompt = "a cat and a zorgblat, qwertzian vumpf, a hat"
    assert (
        codes(read(steps=[{"id": "s1", "action": "generate", "prompt": prompt, "detail": "rich"}]))
        == set()
    )
