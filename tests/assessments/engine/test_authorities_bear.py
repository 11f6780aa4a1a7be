"""An authority stands under a sentence only where its own text or holding speaks of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import pytest

from assessments import wording
from assessments.engine import assess, load_authorities
from assessments.engine.placement import PlacedPrecedent
from assessments.engine.result_reasons import DimensionReason
from assessments.engine.rules import Criterion
from assessments.precedents.citations import CitationLinks
from tests.support.real_library import real_library
from tests.support.records import PERSON, PROMPTS, RULES, TOOL, record

BASE = real_library().base
PLACED: Mapping[str, PlacedPrecedent] = {p.slug: p for p in BASE.placed}
# Words of an article that are of the act which a criterion names.
OF_ACTS = {
    "prc-copyright-law-15": ("选择或者编排", "selection."),
    "prc-implementing-regulations-3": ("直接产生", "editing."),
}
TODAY = dt.date(2026, 11, 30)
RICH = {
    **{"action": "generate", "tool": "t1", "by": "p1", "id": "s1"},
    "prompt": PROMPTS[1],
    "criteria": "the warmest light",
    "effect": "visible",
}
AGAIN = {
    **RICH,
    "id": "s2",
    "action": "adjust",
    "parent": "s1",
    "prompt": f"{PROMPTS[1]}, no moon",
    "changed": ["prompt"],
    "effect": "as_intended",
}
FEW = {"action": "generate", "tool": "t1", "by": "p1", "prompt": "a lantern", "id": "s1"}


def criteria() -> Iterator[tuple[str, Criterion]]:
    for rule in RULES.dimensions:
        for criterion in rule.criteria:
            yield rule.id, criterion


def test_a_decision_illustrates_a_criterion_only_at_the_level_that_its_decider_held() -> None:
    axes = RULES.dimension_ids
    wrong = [
        (criterion.code, slug)
        for dimension, criterion in criteria()
        for slug in criterion.illustrated_by
        if PLACED[slug].held[axes.index(dimension)] != criterion.level
    ]
    assert wrong == []


def test_an_article_stands_under_a_criterion_only_where_its_words_are_of_that_act() -> None:
    from cases.law.validity import article

    for _dimension, criterion in criteria():
        for key in criterion.authority:
            words, acts = OF_ACTS[key]
            assert criterion.code.startswith(acts)
            assert words in (article(key, TODAY).wording or "")


@pytest.mark.parametrize("steps", [[FEW], [RICH], [RICH, AGAIN]])
def test_no_sentence_on_a_level_names_an_authority_that_its_criterion_does_not(
    steps: list[dict[str, object]],
) -> None:
    made = record(steps=steps, parties=[PERSON], tools=[TOOL], distinctiveness="different")
    result = assess(made, BASE, RULES, today=TODAY)
    allowed: dict[str, set[str]] = {}
    for _dimension, criterion in criteria():
        named = {*criterion.authority, *criterion.illustrated_by}
        allowed.setdefault(criterion.code, set()).update(named)
    proof = {*RULES.proof.authority, *RULES.proof.illustrated_by}
    reasons = [
        reason
        for answer in (result.claimed, result.proved)
        for element in answer.elements.values()
        for reason in element.reasons
        if isinstance(reason, DimensionReason)
    ]
    assert reasons
    for reason in reasons:
        is_of_proof = reason.code.startswith("evidence.") or "prov" in reason.code
        expected = allowed.get(reason.code, proof if is_of_proof else set())
        assert set(reason.authority) <= expected, reason.code


def test_a_dimension_that_no_rule_counts_speaks_neither_for_nor_against() -> None:
    made = record(
        steps=[FEW], parties=[PERSON], tools=[TOOL], foreseeability="close", appraiser="decider"
    )
    result = assess(made, BASE, RULES)
    found = [
        reason.bears
        for reason in result.claimed.elements["intellectual_achievement"].reasons
        if isinstance(reason, DimensionReason) and reason.dimension == "foreseeability"
    ]
    assert found == ["neutral"]


def test_a_text_that_has_ended_is_never_named_as_if_it_applied_today() -> None:
    links = CitationLinks({}, {})
    law = load_authorities()
    ended = [k for k in RULES.authorities if k in law and law[k]["state"] != "in_force"]
    assert ended, "arts. 13 and 14 of the 2020 Interpretation still have no successor here"
    for key in ended:
        assert "until" in links.authority(key).text
    for code, sentence in wording.SENTENCES.items():
        if "Interpretation (2020)" in str(sentence):
            assert "until 31 August 2026" in str(sentence), code
