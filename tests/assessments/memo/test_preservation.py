"""The plan of preservation: what a record raises, in order, and nothing that is not there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation

from assessments.memo.build import MemoBuilder
from assessments.memo.document import Paragraph, Table
from assessments.memo.preservation import means_of, plan, preservation_rules
from assessments.memo.sections import appraised, disputes
from assessments.memo.sections.preservation import means_name, thing
from assessments.memo.sections.preservation import plan as section_blocks
from assessments.memo.weak_facts import WeakFact
from cases.record import load, load_data
from tests.support.memo_documents import COMPANY, Composed, tables, text_of

PAINTED: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Heron",
    "kind": "image",
    "parties": [{"id": "p", "name": "Chen", "kind": "person", "role": "author"}],
    "tools": [{"id": "t", "name": "Tool", "does": "text_to_image", "terms_evidence": ["e2"]}],
    "steps": [
        {"id": "s1", "by": "p", "action": "generate", "tool": "t", "prompt": "heron",
         "evidence": ["e1"]},
        {"id": "s2", "by": "p", "action": "edit", "extent": "substantial", "adds": ["figure"],
         "effect": "as_intended", "evidence": ["e1"]},
    ],
    "evidence": [
        {"id": "e1", "what": "notarised", "made": "contemporaneous",
         "examined_by": {"name": "Wu", "on": "2026-11-02"}},
        {"id": "e2", "what": "terms", "made": "contemporaneous",
         "examined_by": {"name": "Wu", "on": "2026-11-02"}},
    ],
}  # fmt: skip


def things(snapshot: Any, record: Any) -> list[str]:
    with translation.override("en"):
        return [item.what for item in plan(MemoBuilder(snapshot("en", record)))]


def test_a_table_is_what_stands_on_the_last_page(snapshot: Any) -> None:
    with translation.override("en"):
        *before, last = section_blocks(MemoBuilder(snapshot("en", PAINTED)))
    assert isinstance(last, Table)
    assert any(isinstance(block, Paragraph) for block in before)


def test_what_only_the_maker_appraises_stands_on_a_line_beside_what_it_is_of(
    snapshot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line of the list ends within a value, and no step is named twice."""
    monkeypatch.setattr(appraised, "field_parts", lambda name, *_: tuple(name.split(".")))
    fields = ("Round 1.a", "Round 2.b", "Round 1.c", ".d")
    fact = WeakFact(name="self_appraised", fields=fields, number=4)
    with translation.override("en"):
        build = MemoBuilder(snapshot("en", PAINTED))
        listed = [text_of(value) for value in appraised.appraised_values(build, fact)]
        brief = text_of(disputes.charge(build, fact, brief=True))
    assert listed == ["Round 1: a; c.", "Round 2: b.", "d."]
    assert "4 values" in brief
    assert "Round" not in brief


def test_the_order_is_that_of_the_rules(snapshot: Any) -> None:
    order = [rule.what for rule in preservation_rules().order]
    found = things(snapshot, load(COMPANY))
    assert found == [what for what in order if what in found]
    assert found[0] == "platform"
    assert {"originals", "publication", "terms", "agreements", "licences"} <= set(found)


def test_what_a_notary_and_a_lawyer_have_seen_is_not_asked_for_again(snapshot: Any) -> None:
    assert "platform" not in things(snapshot, PAINTED)
    assert "terms" not in things(snapshot, PAINTED)
    unseen = [{**PAINTED["evidence"][0], "examined_by": None}, PAINTED["evidence"][1]]
    assert "platform" in things(snapshot, {**PAINTED, "evidence": unseen})


def test_registration_is_named_only_where_the_opinion_bears_it(snapshot: Any) -> None:
    assert things(snapshot, PAINTED)[-1] == "registration"
    registered = {**PAINTED, "registration": {"number": "1"}}
    assert "registration" not in things(snapshot, registered)
    assert "registration" not in things(snapshot, load(COMPANY))


def test_an_empty_record_has_no_plan(snapshot: Any) -> None:
    bare = {"schema": "creation-record/1", "title": "x", "kind": "text"}
    assert things(snapshot, load_data(bare)) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_opinion_and_page_in_brief_print_the_same_plan(
    composed: list[Composed], language: str
) -> None:
    """Each means says what it shows, what it does not, and by which rules; no fee is named."""
    checked = 0
    for memo in composed:
        if memo.language != language or memo.form == "papers":
            continue
        key = "creator" if memo.form == "creator" else "preservation"
        with translation.override(language):
            build = MemoBuilder(memo.made)
            items = plan(build)
            if not items:
                continue
            named = [text_of(thing(build, item)) for item in items]
            means = [means_name(name) for name in means_of(items)]
        order, weights = tables(memo.section(key))
        assert [text_of(row.cells[1]) for row in order.rows] == named
        assert [text_of(row.cells[0]) for row in weights.rows] == means
        assert all(text_of(cell) for row in weights.rows for cell in row.cells)
        assert not re.search(r"\d+ ?(yuan|元)", "\n".join(memo.texts(key)))
        checked += 1
    assert checked > 20
