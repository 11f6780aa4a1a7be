"""The plain and the formal reading say every code, and differ in their sentences only."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from assessments import wording
from assessments.engine import load_rules
from assessments.wording import names, plain
from assessments.wording.how import HOW
from tests.assessments.test_wording import codes_of_the_rules

RULES = load_rules()


def test_no_code_is_without_plain_words() -> None:
    assert sorted(set(wording.SENTENCES) - set(plain.SENTENCES)) == []
    assert sorted(set(plain.SENTENCES) - set(wording.SENTENCES)) == []


def test_every_element_and_every_part_has_a_plain_name() -> None:
    assert set(plain.ELEMENTS) == {rule.id for rule in RULES.elements}
    said_of = {code.split(".")[1] for code in wording.SENTENCES if code.startswith("layer.")}
    assert set(plain.LAYERS) == said_of
    assert set(plain.LAYER_STATUS) == set(names.LAYER_STATUS)
    assert set(plain.RELATIONS) == set(names.RELATIONS)


def test_every_next_step_says_how_it_is_done() -> None:
    steps = {entry.do for entry in (*RULES.improvements.secure, *RULES.improvements.tell)}
    assert set(HOW) == steps
    assert all(wording.how(code) for code in steps)


def test_a_code_without_plain_words_is_read_in_the_formal_ones() -> None:
    reading = wording.Register(name="plain", formal={"new.code": "Formal words."})
    assert reading.sentence("new.code") == "Formal words."


@pytest.mark.parametrize("code", sorted(codes_of_the_rules()))
def test_the_two_readings_speak_differently_of_a_code_of_the_rules(code: str) -> None:
    assert wording.register("plain").sentence(code) != wording.register("formal").sentence(code)


def plain_texts() -> list[tuple[str, Any]]:
    tables = (plain.SENTENCES, plain.ELEMENTS, plain.LAYERS, plain.INPUTS, plain.LAYER_STATUS)
    tables += (plain.RELATIONS,)
    texts = [item for table in tables for item in table.items()]
    return texts + [(code, text) for code, how in HOW.items() for text in how]


@pytest.mark.parametrize(("code", "text"), plain_texts(), ids=lambda value: str(value)[:40])
def test_a_plain_text_is_translated(code: str, text: Any) -> None:
    with translation.override("zh-hans"):
        chinese = str(text)
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese), code


@pytest.mark.parametrize(("code", "text"), plain_texts(), ids=lambda value: str(value)[:40])
def test_plain_words_are_short(code: str, text: Any) -> None:
    """A sentence that needs more than thirty words explains less than it says."""
    sentences = [part for part in str(text).replace("?", ".").split(".") if part.strip()]
    assert max(len(sentence.split()) for sentence in sentences) <= 30, code
