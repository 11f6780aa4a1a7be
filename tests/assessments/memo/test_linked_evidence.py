"""Evidence that names the steps it shows counts in every part of a memo, with its examination."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.exhibits.matrix import evidence_matrix
from assessments.exhibits.references import ExhibitIndex
from assessments.memo.compose import compose_memo
from cases.record import load_data
from tests.assessments.memo.test_compose import section_of

PIECE = {
    "id": "e1",
    "what": "drafts",
    "made": "contemporaneous",
    "shows_steps": ["s1"],
    "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
}
NOVEL: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "River",
    "kind": "text",
    "parties": [{"id": "p1", "name": "Li Na", "kind": "person", "role": "author"}],
    "steps": [{"id": "s1", "by": "p1", "action": "write", "extent": "substantial"}],
    "evidence": [PIECE],
}
RUN = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a river"}
TOOL = {"id": "t1", "name": "A tool", "does": "language_model", "output_terms": "user"}


def test_one_rule_links_evidence_to_steps():
    record = load_data(NOVEL)
    exhibits = ExhibitIndex(record)
    assert exhibits.support_of(record.steps[0]).carried_by == ("E-01",)
    assert exhibits.unsupported_steps() == []


def test_facts_list_and_annexes_name_it(snapshot):
    made = snapshot("en", NOVEL)
    html = compose_memo(made).html
    facts = section_of(html, "facts")
    assert "client statement only" not in facts.split("How it was made")[1].split("Publication")[0]
    assert "extent: substantial. [linked: E-01 ]" in facts
    assert "Round 1 (" in section_of(html, "annex-evidence")
    assert "[ E-01 ]" in section_of(html, "annex-ledger")
    (step,) = [fact for fact in evidence_matrix(NOVEL, made.result) if fact.part == "step"]
    assert (step.support, step.evidence) == ("proved", ("e1",))


@pytest.mark.parametrize("section", ["documents", "facts", "annex-evidence"])
def test_who_examined_it_and_when_is_printed(snapshot, section):
    html = compose_memo(snapshot("en", NOVEL)).html
    assert "examined by the lawyer Wang Fang on 1 May 2026" in section_of(html, section)


def test_a_party_that_is_named_as_examiner_examined_nothing(snapshot):
    own = {**PIECE, "examined_by": {"name": "Li Na", "on": "2026-05-01"}}
    printed = section_of(compose_memo(snapshot("en", {**NOVEL, "evidence": [own]})).html, "facts")
    assert "Li Na, a party, is named as its examiner: not examined" in printed
    assert "examined by the lawyer" not in printed


def test_silence_has_no_support(snapshot):
    printed = section_of(compose_memo(snapshot("en", NOVEL)).html, "facts")
    assert "When it was made is not stated. [" not in printed
    assert "Nothing is stated about publication. [" not in printed


def test_no_score_and_no_border_in_the_text_of_a_memo(snapshot):
    html = compose_memo(snapshot("zh-hans", NOVEL)).html
    assert "得分" not in html
    assert "分界为50" not in html
    assert "本意见认为" not in html
    assert 'class="mark">［' in html
    assert 'class="mark">[' not in html
