"""Who made a layer: what steps and exhibits say of another, and what need not be asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.owners import (
    AUTHOR,
    EXAMINED,
    SUNO,
    WRITE,
    asked,
    claim,
    layer_of,
    result,
    status,
)
from tests.support.records import PROMPTS

SHOWN: dict[str, Any] = {
    "evidence": [{**EXAMINED[1], "id": "e1", "what": "drafts"}, EXAMINED[1]],
    "created_from": "2025-01-01",
}


@pytest.mark.parametrize("intent", ["my father wrote the second chapter", "第二章是我父亲写的"])
def test_an_act_of_which_its_words_name_another_hand_makes_nobody_its_author(intent: str) -> None:
    assert result(AUTHOR).ownership.owner == "Party 1"
    found = result(AUTHOR, steps=[{**WRITE, "intent": intent}])
    assert [c.code for c in found.contradictions] == ["contradiction.others_hand"]
    bases = layer_of(found, "human_text").bases
    assert [c.claimed for c in bases if c.basis == "author"] in ([], ["open"])
    assert found.ownership.owner == ""


def test_an_exhibit_that_speaks_for_another_maker_shows_no_party() -> None:
    author = {**AUTHOR, "evidence": ["e2"]}
    assert claim(result(author, **SHOWN), "author").proved == "met"
    against = {**EXAMINED[1], "shows": "drawn by another illustrator"}
    pieces = [SHOWN["evidence"][0], against]
    assert claim(result(author, **{**SHOWN, "evidence": pieces}), "author").proved == "open"


def test_a_sole_author_of_whom_the_making_is_stated_is_not_asked_what_he_made() -> None:
    run = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a cat"}
    own = {"id": "i1", "what": "photo", "made_by": "own", "in_output": "dominant"}
    tool = {"id": "t1", "name": "A tool", "does": "text_to_image"}
    found = result(AUTHOR, kind="image", tools=[tool], steps=[run], inputs=[own])
    assert status(claim(found, "author", "own_input"), "created") == "met"
    assert "author_without_creation" not in asked(found)


@pytest.mark.parametrize(("intent", "is_asked"), [("I wrote the lyrics myself", False), ("", True)])
def test_lyrics_are_asked_about_only_where_their_maker_does_not_name_himself(
    intent: str, is_asked: bool
) -> None:
    sung = {
        "id": "s1", "by": "p1", "action": "generate", "tool": "t1", "intent": intent or None,
        "parameters": {"lyrics": "On the quay the lamps go out\nand nobody counts the boats"},
    }  # fmt: skip
    found = result(AUTHOR, kind="audio", tools=[SUNO], steps=[sung])
    assert ("who_wrote_lyrics" in asked(found)) == is_asked


@pytest.mark.parametrize(
    ("typed_by", "added", "is_met"),
    [("p2", ".", False), ("p2", ", one fox", True), ("p1", ".", True)],
)
def test_whoever_only_runs_the_words_of_a_helper_again_is_not_said_to_have_made_the_picture(
    typed_by: str, added: str, is_met: bool
) -> None:
    tool = {"id": "t1", "name": "A tool", "does": "text_to_image"}
    first = {"id": "s1", "by": typed_by, "action": "generate", "tool": "t1", "prompt": PROMPTS[1],
             "parameters": {"steps": 30, "cfg_scale": 7}, "effect": "visible"}  # fmt: skip
    second = {"id": "s2", "parent": "s1", "by": "p1", "action": "adjust", "tool": "t1",
              "prompt": PROMPTS[1] + added, "effect": "as_intended",
              "changed": ["parameters"], "parameters": {"steps": 40, "cfg_scale": 9}}  # fmt: skip
    helper = {"id": "p2", "name": "Party 2", "kind": "person", "role": "helper"}
    found = result(AUTHOR, helper, kind="image", tools=[tool], steps=[first, second])
    author = claim(found, "author", "prompted_output")
    assert (status(author, "created") == "met") is is_met


def test_a_helper_who_acted_is_asked_about_once_where_nobody_is_named_as_maker() -> None:
    host = {"id": "p1", "name": "Party 1", "kind": "person", "role": "host", "signs_work": True}
    helper = {"id": "p2", "name": "Party 2", "kind": "person", "role": "helper"}
    run = {"id": "s1", "by": "p2", "action": "generate"}
    found = result(host, helper, kind="image", tools=[], steps=[run])
    codes = [question.code for question in found.ownership.open_questions]
    assert codes.count("question.helper_acted") == 1
