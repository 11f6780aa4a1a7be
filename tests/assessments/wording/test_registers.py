"""Both registers have words for every code, and differ in their sentences only."""

from __future__ import annotations

import re
from typing import Any

from django.utils import translation

from assessments import wording
from assessments.engine import load_rules
from assessments.wording import ladder, names, plain
from assessments.wording.how import HOW
from tests.assessments.wording.test_wording import codes_of_the_rules, rule_steps

RULES = load_rules()
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_no_code_is_without_plain_words() -> None:
    assert sorted(set(wording.SENTENCES) - set(plain.SENTENCES)) == []
    assert sorted(set(plain.SENTENCES) - set(wording.SENTENCES)) == []


def test_every_element_and_every_part_has_a_plain_name() -> None:
    assert set(plain.ELEMENTS) == {rule.id for rule in RULES.elements}
    said_of = {code.split(".")[1] for code in wording.SENTENCES if code.startswith("layer.")}
    assert set(plain.LAYERS) == set(names.LAYERS) == {*said_of, "lyrics"}
    assert set(plain.RELATIONS) == set(names.RELATIONS)


def test_every_next_step_says_how_it_is_done() -> None:
    assert rule_steps() <= set(HOW)  # earlier results name steps that the rules have no more
    assert all(wording.how(code) for code in rule_steps())


def test_a_code_without_plain_words_is_read_in_the_formal_ones() -> None:
    register = wording.Register(name="plain", formal={"new.code": "Formal words."})
    assert register.sentence("new.code") == "Formal words."


def test_the_two_registers_speak_differently_of_every_code_of_the_rules() -> None:
    plain_words, formal_words = wording.register("plain"), wording.register("formal")
    codes = sorted(codes_of_the_rules())
    alike = [code for code in codes if plain_words.sentence(code) == formal_words.sentence(code)]
    assert codes
    assert alike == []


def plain_texts() -> list[tuple[str, Any]]:
    tables: list[dict[str, Any]] = [plain.SENTENCES, plain.ELEMENTS, plain.LAYERS, plain.INPUTS]
    tables += [plain.RELATIONS, ladder.NAMES[wording.PLAIN]]
    texts = [item for table in tables for item in table.items()]
    return texts + [(code, text) for code, how in HOW.items() for text in how]


def test_every_plain_text_is_translated() -> None:
    with translation.override("zh-hans"):
        chinese = [(code, str(text)) for code, text in plain_texts()]
    assert [code for code, text in chinese if not HAN.search(text)] == []


def test_plain_words_are_short() -> None:
    """A sentence that needs more than thirty words explains less than it says."""
    words = {
        (code, str(text)): [len(part.split()) for part in re.split(r"[.?]", str(text))]
        for code, text in plain_texts()
    }
    assert words
    assert [text for text, counts in words.items() if not 0 < max(counts) <= 30] == []


def test_a_duty_of_somebody_else_is_not_said_to_be_a_clients_in_the_plain_register() -> None:
    with translation.override("en"):
        assert wording.register("plain").duty_status("not_applicable") == "Not yours"
        assert wording.register("formal").duty_status("not_applicable") == "Not the maker's"
        assert wording.register("plain").duty_status("met") == wording.duty_status("met")
