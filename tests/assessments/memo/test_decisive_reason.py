"""The reason that decides an element says something of this work."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from assessments import wording
from assessments.engine import CaseBase, assess
from assessments.engine.result import ElementAnswer
from assessments.engine.result_reasons import DimensionReason, Facts
from assessments.memo.compose import compose_memo
from assessments.memo.opening import decisive_reason
from cases.record import load
from tests.assessments.memo.test_compose import section_of
from tests.support.records import RULES, record

BASELINES = Path(__file__).parents[3] / "benchmarks" / "baselines" / "memo"

RUN = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a lantern"}


def test_what_evidence_does_not_show_is_named():
    found = DimensionReason(
        code="evidence.attached_only",
        bears="against",
        facts=Facts(),
        authority=(),
        dimension="refinement",
        level=0,
        of=4,
    )
    element = ElementAnswer.model_construct(status="not_met", score=25, reasons=(found,))
    with translation.override("en"):
        text = decisive_reason(element)
        assert text == f"Refinement: {wording.sentence('evidence.attached_only')}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_table_of_elements_says_of_which_part_it_speaks(snapshot, language):
    """Of the prompted output on the evidence, of the text by hand on what is stated."""
    made = snapshot(language, load(BASELINES / "rewritten-text.yaml"))
    result = made.result
    assert result.proved.layer != result.claimed.layer
    section = section_of(compose_memo(made).html, "answers")
    names = {
        "en": ("the prompted output", "text or code"),
        "zh-hans": ("由提示词生成的部分", "文字"),
    }[language]
    heads = section.split({"en": "Element", "zh-hans": "要件"}[language])
    assert len(heads) == 3, "a table for each"
    assert all(name in head[-80:] for name, head in zip(names, heads, strict=False))


def test_a_work_of_one_part_needs_no_such_word(snapshot):
    made = snapshot("en", load(BASELINES / "one-line-prompt.yaml"))
    assert "of this part" not in section_of(compose_memo(made).html, "answers")


@pytest.mark.parametrize(
    ("fields", "element", "code"),
    [
        ({"distinctiveness": "copied"}, "originality", "gate.copied"),
        ({"subject_matter": "data"}, "field", "gate.generic_data"),
        ({}, "intellectual_achievement", "instruction.topic"),  # what it lacks
        ({}, "field", "field.open"),
    ],
)
def test_a_gate_or_the_fact_that_is_lacking_decides(fields, element, code):
    result = assess(
        record(steps=[RUN], appraiser="decider", **fields), CaseBase.build([], RULES), RULES
    )
    assert decisive_reason(result.claimed.elements[element]) == wording.sentence(code)
