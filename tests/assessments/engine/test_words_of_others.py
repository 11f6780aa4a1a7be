"""Words that a machine or another typed first, a program named as a person, and parts by lot."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import Case, CaseBase, Result, assess
from assessments.engine.judging import RANK
from tests.support.records import PROMPTS, RULES, record

WORDS = (
    "a hunched old man in a grey wool coat on the left bench of a rainy platform at night, a "
    "yellow dog resting its head on his knee, low angle, an orange lamp beam from the upper right"
)
AUTHOR = {"id": "p1", "name": "Author", "kind": "person", "role": "author"}
AGENT = {"id": "p2", "name": "Helper", "kind": "machine", "role": "helper"}


def read(**fields: Any) -> Result:
    return assess(record(**fields), CaseBase.build([], RULES), RULES)


def repeated(kind: str, second: str, by: str = "p2") -> str:
    """How much the second run of a chain instructs, as claimed."""
    first = {"id": "s1", "action": "generate", "tool": "t1", "prompt": WORDS, "by": by}
    again = {
        "id": "s2", "action": "adjust", "tool": "t1", "prompt": second, "parent": "s1", "by": "p1",
        "parameters": {"steps": 31},
    }  # fmt: skip
    made = record(parties=[AUTHOR, {**AGENT, "kind": kind}], steps=[first, again])
    return Case(made, CaseBase.build([], RULES), RULES).acts("claimed")["s2"].detail


@pytest.mark.parametrize("kind", ["machine", "person"])
@pytest.mark.parametrize("second", [WORDS, f"{WORDS}."])
def test_whoever_repeats_the_words_of_another_adds_nothing(kind: str, second: str) -> None:
    assert repeated(kind, second) == "none"
    assert repeated(kind, second, by="p1") == "rich"


@pytest.mark.parametrize(
    ("name", "contribution"),
    [("DeepSeek", None), ("AI写作助手", None), ("Ming Li", "自动写作"),
     ("Ming Li", "wrote everything automatically")],
)  # fmt: skip
def test_a_program_that_is_called_a_person_is_no_author(
    name: str, contribution: str | None
) -> None:
    party = {**AUTHOR, "name": name, "contribution": contribution}
    written = {"id": "s1", "action": "write", "by": "p1", "extent": "substantial",
               "intent": "wrote a novel", "evidence": ["e1"]}  # fmt: skip
    drafts = {"id": "e1", "what": "drafts", "made": "contemporaneous",
              "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"}}  # fmt: skip
    made = {"kind": "text", "tools": [], "steps": [written], "evidence": [drafts]}
    found = read(parties=[party], **made)
    assert "contradiction.asked_machine" in {c.code for c in found.contradictions}
    assert not found.ownership.owner
    assert RANK[found.proved.conclusion] <= RANK["arguable"]
    assert read(parties=[AUTHOR], **made).ownership.owner == "Author"


def arranged(intent: str, criteria: str, kept: int = 100) -> Result:
    run = {"id": "s1", "action": "generate", "tool": "t1", "prompt": PROMPTS[0], "outputs": 400}
    step = {
        "id": "s2", "action": "arrange", "intent": intent, "criteria": criteria, "outputs": 400,
        "kept": kept, "extent": "substantial", "adds": ["order", "structure"],
    }  # fmt: skip
    return read(claim="arrangement", kind="mixed", steps=[run, step])


@pytest.mark.parametrize(
    ("intent", "criteria"),
    [("随机抽取一百幅", "抽签"), ("picked a hundred at random and shuffled them", "random"),
     ("drew lots for a hundred", "by lot")],
)  # fmt: skip
def test_parts_that_were_drawn_by_lot_were_chosen_by_nobody(intent: str, criteria: str) -> None:
    assert RANK[arranged(intent, criteria).claimed.conclusion] <= RANK["unlikely"]


def test_where_all_parts_were_kept_none_was_chosen() -> None:
    words = "put all pictures into one folder", "sad dogs in the rain"
    assert RANK[arranged(*words, kept=400).claimed.conclusion] <= RANK["unlikely"]
    assert RANK[arranged(*words).claimed.conclusion] == RANK["arguable"]
