"""A voice and a performance are no expression of a work, nor is a screen of another's game."""

from __future__ import annotations

import pytest

from assessments.engine import CaseBase, assess, load_rules
from tests.support.records import record

RULES = load_rules()


@pytest.mark.parametrize(
    ("intent", "performed"),
    [
        ("sang the lead vocal over it and recorded two harmonies", True),
        ("read the text aloud", True),
        ("演唱了主唱并录了和声", True),
        ("朗读全文", True),
        ("composed a melody at the piano and sang it", False),
        ("improvised a solo and played it on the guitar", False),
        ("自己作曲并演唱", False),
        ("wrote the bass line and the bridge", False),
    ],
)
def test_to_perform_what_there_is_creates_no_work(intent: str, performed: bool) -> None:
    beat = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "lofi beat"}
    act = {"id": "s2", "action": "edit", "by": "p1", "parent": "s1", "extent": "substantial",
           "adds": ["sound"], "effect": "visible", "intent": intent}  # fmt: skip
    tool = {"id": "t1", "name": "A tool", "does": "audio", "output_terms": "user"}
    of = record(kind="audio", tools=[tool], steps=[beat, act])
    found = assess(of, CaseBase.build([], RULES), RULES).claimed
    assert (found.findings["editing"].because == "editing.performed") is performed
    assert (found.conclusion == "protected") is not performed


@pytest.mark.parametrize(
    ("note", "own"),
    [
        ("screenshot that I took in the game", False),
        ("在游戏里截的图", False),
        ("ten minutes of my voice to train the clone", False),
        ("用来克隆的声音样本", False),
        ("photograph that I took at the harbour", True),
        ("my lecture, spoken freely", True),
        ("我在港口拍的照片", True),
    ],
)
def test_screens_of_games_and_samples_of_a_voice_are_no_own_expression(
    note: str, own: bool
) -> None:
    item = {"id": "i1", "what": "photo", "made_by": "own", "in_output": "dominant", "note": note}
    of = record(tools=[], steps=[], inputs=[item])
    found = assess(of, CaseBase.build([], RULES), RULES).claimed
    assert (found.conclusion == "protected") is own


@pytest.mark.parametrize(
    ("intent", "is_asked"),
    [
        ("Composed it. Hummed the tune into my phone, then wrote it down", False),
        ("作曲。先哼唱录在手机里，再写成谱", False),
        ("Composed it. My drummer played the drum part", False),
        ("作曲。鼓组由鼓手阿强演奏", False),
        ("Sang the demo myself", True),
        ("自己演唱小样", True),
    ],
)
def test_to_sing_what_one_writes_lowers_no_claim(intent: str, is_asked: bool) -> None:
    act = {"id": "s1", "action": "write", "by": "p1", "extent": "substantial",
           "adds": ["sound"], "effect": "visible", "intent": intent}  # fmt: skip
    of = record(kind="audio", tools=[], steps=[act])
    result = assess(of, CaseBase.build([], RULES), RULES)
    assert result.claimed.conclusion == "protected"
    found = {c.code for c in result.contradictions}
    assert ("contradiction.asked_step" in found) is is_asked


@pytest.mark.parametrize("intent", ["Covered another singer's song", "翻唱别人的歌"])
def test_a_cover_creates_no_work_in_either_language(intent: str) -> None:
    act = {"id": "s1", "action": "edit", "by": "p1", "extent": "substantial",
           "adds": ["sound"], "effect": "visible", "intent": intent}  # fmt: skip
    of = record(kind="audio", tools=[], steps=[act])
    assert assess(of, CaseBase.build([], RULES), RULES).claimed.conclusion == "unlikely"
