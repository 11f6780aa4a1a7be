"""Every code that the reasoning can give has a sentence, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given

from assessments import wording
from assessments.engine import CaseBase, assess, load_rules
from assessments.wording import names
from assessments.wording.ladder import PHRASES
from assessments.wording.levels import LEVELS
from cases.record import CreationRecord
from tests.assessments.engine.records import records

RULES = load_rules()


def codes_of_the_rules() -> set[str]:
    codes = {gate.code for gate in RULES.gates} | {f"ground.{g.id}" for g in RULES.grounds}
    for rule in RULES.dimensions:
        codes |= {criterion.code for criterion in rule.criteria}
        codes |= {f"{rule.id}.{gap}" for gap in ("absent", "unproved", "partly_proved")}
    codes |= {entry.do for entry in (*RULES.improvements.secure, *RULES.improvements.tell)}
    codes |= {entry.do.replace("tell.", "unknown.") for entry in RULES.improvements.tell}
    return codes | {f"ownership.{basis.basis}" for basis in RULES.ownership.order}


@pytest.mark.parametrize("code", sorted(codes_of_the_rules()))
def test_a_code_of_the_rules_has_a_sentence(code: str) -> None:
    assert wording.sentence(code)


@given(records())
def test_every_part_of_any_result_can_be_said(of: CreationRecord) -> None:
    result = assess(of, CaseBase.build([], RULES), RULES)
    said = [wording.conclusion(result[b]["conclusion"], b) for b in ("claimed", "proved")]
    for basis in ("claimed", "proved"):
        for element in result[basis]["elements"].values():
            said += [wording.reason(reason) for reason in element["reasons"]]
        said += [wording.reason(finding) for finding in result[basis]["findings"].values()]
    said += [wording.layer(layer) for layer in result["layers"]]
    said += [wording.duty(duty) for duty in result["duties"]]
    said += [wording.improvement(entry) for entry in result["improvements"]]
    said += [wording.unknown(entry) for entry in result["unknowns"]]
    said.append(wording.ownership(result["ownership"]))
    said += [wording.question(q) for q in result["ownership"]["open_questions"]]
    assert all(said)


def every_text() -> list[tuple[str, Any]]:
    texts: list[tuple[str, Any]] = list(wording.SENTENCES.items())
    texts += [(f"{b}.{w}", text) for b, words in PHRASES.items() for w, text in words.items()]
    texts += [(f"{d}.{n}", text) for d, levels in LEVELS.items() for n, text in levels.items()]
    for table in vars(names).values():
        if isinstance(table, dict) and "__name__" not in table:
            texts += list(table.items())
    return texts


@pytest.mark.parametrize(("code", "text"), every_text(), ids=lambda value: str(value)[:40])
def test_a_text_is_translated(code: str, text: Any) -> None:
    with translation.override("en"):
        english = str(text)
    with translation.override("zh-hans"):
        chinese = str(text)
    assert chinese != english
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese), code


@pytest.mark.parametrize("dimension", RULES.dimension_ids)
def test_every_level_of_a_dimension_is_described(dimension: str) -> None:
    assert sorted(LEVELS[dimension]) == [0, 1, 2, 3, 4]


def test_the_ladder_has_a_phrase_for_every_word_in_both_answers() -> None:
    words = {*RULES.conclusion, "not_protected"}
    assert all(set(phrases) == words for phrases in PHRASES.values())
    assert set(names.CONCLUSIONS) == words
