"""Every code that the reasoning can give has a sentence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

from django.utils import translation
from hypothesis import given

from assessments import wording
from assessments.engine import BASES, CaseBase, assess, load_rules
from assessments.engine.codes import Conclusion
from assessments.wording import names
from assessments.wording.ladder import NAMES, PHRASES
from assessments.wording.levels import LEVELS
from cases.record import CreationRecord
from tests.support.records import records

RULES = load_rules()
CATALOGUE = Path(__file__).parents[3] / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
HAN = re.compile(r"[\u4e00-\u9fff]")


def rule_steps() -> set[str]:
    """What the rules advise to do, by code."""
    secured = {entry.do for entry in RULES.improvements.secure}
    return secured | {entry.do for entry in RULES.improvements.tell}


def codes_of_the_rules() -> set[str]:
    codes = {gate.code for gate in RULES.gates} | {f"ground.{g.id}" for g in RULES.grounds}
    for rule in RULES.dimensions:
        codes |= {criterion.code for criterion in rule.criteria}
        codes |= {f"{rule.id}.{gap}" for gap in ("absent", "unproved", "partly_proved")}
    codes |= rule_steps()
    codes |= {entry.do.replace("tell.", "unknown.") for entry in RULES.improvements.tell}
    return codes | {f"ownership.{basis}" for basis in RULES.ownership.order}


def test_every_code_of_the_rules_has_a_sentence() -> None:
    codes = sorted(codes_of_the_rules())
    assert codes
    assert [code for code in codes if not wording.sentence(code)] == []


@given(records())
def test_every_part_of_any_result_can_be_said(of: CreationRecord) -> None:
    result = assess(of, CaseBase.build([], RULES), RULES)
    codes = [result.ownership.because]
    for basis in BASES:
        answer = result.answer(basis)
        assert wording.conclusion(answer.conclusion, basis)
        for element in answer.elements.values():
            codes += [reason.code for reason in element.reasons]
        codes += [level.because for level in answer.findings.values()]
    codes += [layer.because for layer in result.layers]
    codes += [duty.because for duty in result.duties]
    codes += [improvement.do for improvement in result.improvements]
    codes += [unknown.code for unknown in result.unknowns]
    codes += [question.code for question in result.ownership.open_questions]
    assert all(map(wording.sentence, codes))


def every_text() -> list[tuple[str, Any]]:
    texts: list[tuple[str, Any]] = list(wording.SENTENCES.items())
    for answers in PHRASES.values():
        texts += [(f"{b}.{w}", text) for b, words in answers.items() for w, text in words.items()]
    texts += [item for words in NAMES.values() for item in words.items()]
    texts += [(f"{d}.{n}", text) for d, levels in LEVELS.items() for n, text in levels.items()]
    for table in vars(names).values():
        if isinstance(table, dict) and "__name__" not in table:
            texts += list(table.items())
    return texts


def test_every_text_is_translated() -> None:
    texts = every_text()
    with translation.override("en"):
        english = [str(text) for _, text in texts]
    with translation.override("zh-hans"):
        chinese = [str(text) for _, text in texts]
    untranslated = [
        code
        for (code, _), before, after in zip(texts, english, chinese, strict=True)
        if after == before or not HAN.search(after)
    ]
    assert texts
    assert untranslated == []


def test_every_level_of_every_dimension_is_described() -> None:
    described = {dimension: sorted(LEVELS[dimension]) for dimension in RULES.dimension_ids}
    assert described == dict.fromkeys(RULES.dimension_ids, [0, 1, 2, 3, 4])


def test_the_ladder_names_every_word_in_both_registers_and_says_it_in_both_answers() -> None:
    words = set(get_args(Conclusion))
    assert set(NAMES) == set(PHRASES) == set(wording.REGISTERS)
    assert [names for names in NAMES.values() if set(names) != words] == []
    said = [phrases for answers in PHRASES.values() for phrases in answers.values()]
    assert [phrases for phrases in said if set(phrases) != words] == []
    assert [set(answers) for answers in PHRASES.values()] == [set(BASES), set(BASES)]


def test_a_step_whose_promise_needs_an_examination_asks_for_a_lawyer() -> None:
    needing = {rule.do for rule in RULES.improvements.secure if rule.examined}
    assert needing
    silent = []
    for language, word in (("en", "lawyer"), ("zh-hans", "律师")):
        with translation.override(language):
            for register in wording.REGISTERS:
                words = wording.register(register)
                silent += [code for code in needing if word not in words.sentence(code)]
    assert silent == []


def test_no_text_asks_for_more_of_an_instruction_than_that_one_was_typed() -> None:
    for code in ("tell.detail", "unknown.detail"):
        for register in wording.REGISTERS:
            assert "if anything" in wording.register(register).sentence(code)


def test_the_catalogue_has_one_word_for_each_answer_and_none_that_was_replaced() -> None:
    texts = CATALOGUE.read_text()
    replaced = ("依主张", "按主张", "依证据", "按证明", "评分规则", "本意见认为", "分界为50")
    assert [word for word in replaced if word in texts] == []
