"""The page of a decision says what was held on each dimension, and from where that is read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.support.library import decision_data, decision_make, held
from tests.support.real_library import real_library

pytestmark = pytest.mark.django_db
URL = "/cases/chen-v-zhou-2024/"


def panel(client: Client, language: str = "en") -> str:
    html = str(client.get(URL, headers={"accept-language": language}).content, "utf-8")
    return re.sub(r"\s+", " ", html.split('id="held"')[1].split("</section>")[0])


def with_held(**changes: Any) -> list[dict[str, Any]]:
    judged = decision_data()["judged"]
    judged[0]["held"] = {**judged[0]["held"], **changes}
    return judged


def test_each_dimension_stands_with_its_level_in_words_or_as_not_reached(client: Client) -> None:
    decision_make()

    english, chinese = panel(client), panel(client, "zh-hans")

    assert english.count('<th scope="row">') == 9
    assert "scene or structure settled in detail" in english
    assert english.count("Not reached") == 8
    assert "The scene was fixed first." in english
    assert "其先行构思画面。" in chinese
    assert chinese.count("未涉及") == 8
    assert "Not reached" not in chinese


def test_the_passage_links_to_the_source_and_a_quotation_says_its_language(client: Client) -> None:
    quoted = held(2) | {"quote": {"text": "提示词的修改", "language": "zh"}}
    noted = held(2) | {"passage": {"where": {"en": "Research note, no. 6", "zh": "研究笔记第6号"}}}
    decision_make(judged=with_held(control=quoted, editing=noted))

    html = panel(client)

    assert '<a href="https://court.example/123" rel="noreferrer">Part 2</a>' in html
    assert '<q class="second" lang="zh">提示词的修改</q>' in html
    assert '<span class="second">Passage: source of this level not public</span>' in html


def test_what_the_outcome_turned_on_is_said_by_layer_and_marked_in_the_table(
    client: Client,
) -> None:
    decision_make()

    html = re.sub(r"\s+", " ", str(client.get(URL).content, "utf-8"))

    assert "The outcome turned on, for “The prompted output”:" in html
    assert panel(client).count("the outcome turned on it") == 1


def test_a_refusal_for_want_of_proof_says_what_it_does_not_say(client: Client) -> None:
    judged = decision_data(outcome="not_protected")["judged"]
    judged[0]["refused_for"] = "proof"
    decision_make(outcome="not_protected", judged=judged)

    assert "Refused for want of proof" in str(client.get(URL).content, "utf-8")


def test_a_decision_whose_levels_are_not_stated_has_no_table(client: Client) -> None:
    decision_make(outcome="undecided")

    assert 'id="held"' not in str(client.get(URL).content, "utf-8")


def test_no_passage_of_the_library_shows_a_note_that_is_not_public() -> None:
    for decision in real_library().decisions:
        for judged in decision.judged:
            for held_level in judged.held.values():
                passage = held_level.passage
                shown = passage.where.en if passage.is_public else ""
                assert "research note" not in shown.lower(), decision.slug
