"""What a memo says of evidence is true of it: proved, held and read, or only named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from assessments.engine import HeldFiles, assess
from assessments.memo.analysis import Dimension, elements
from assessments.memo.build import MemoBuilder
from assessments.memo.making import compose_memo
from cases.record import load_data
from tests.assessments.memo.conftest import DAY
from tests.assessments.memo.test_compose import section_of, text_of
from tests.support.stored_memos import holdings, stored_file

PAINTED: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Heron, overpainted",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Chen", "kind": "person", "role": "author"}],
    "tools": [{"id": "t1", "name": "Jimeng", "does": "text_to_image"}],
    "steps": [
        {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "heron in reeds",
         "effect": "random", "outputs": 4, "kept": 1},
        {"id": "s2", "parent": "s1", "by": "p1", "action": "edit", "extent": "substantial",
         "adds": ["figure"], "effect": "as_intended", "evidence": ["e1"]},
    ],
    "evidence": [{"id": "e1", "what": "layered_file", "made": "contemporaneous"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def unheld(snapshot, library):
    """A memo of a record whose exhibit is named and of which no file was handed in."""

    def make(language="en", record=PAINTED, **more):
        value = load_data(record)
        result = assess(value, library.base, library.rules, DAY, HeldFiles())
        return replace(snapshot(language, record), result=result, held=frozenset(), **more)

    return make


def dimensions(snapshot) -> dict[str, Dimension]:
    with translation.override("en"):
        found = elements(MemoBuilder(snapshot))
        return {row.name: row for _, element in found for row in element.dimensions}


def test_a_level_as_proved_is_never_that_of_the_claim(unheld):
    row = dimensions(unheld())["Work by hand"]

    assert (row.claimed.level, row.proved.level) == ("4 of 4", "0 of 4")
    assert row.differ
    assert (row.support.carried_by, row.support.not_held) == ((), ("E-01",))


def test_both_answers_have_every_dimension_that_either_weighs(unheld):
    rows = dimensions(unheld())
    assert {"Work by hand", "Instruction", "Control"} <= set(rows)
    assert (rows["Instruction"].claimed.level, rows["Instruction"].proved.level) == (
        "2 of 4",
        "0 of 4",
    )


def test_an_exhibit_that_is_only_named_leaves_the_evidence_open(unheld):
    printed = compose_memo(unheld()).html
    originality = section_of(printed, "analysis").split("B. Originality")[1]
    originality = originality.split("C. Certain form")[0]

    assert "is not, or not wholly, shown today; it rests on the Client's stat" in originality
    assert "show every step that speaks" not in originality
    assert "named, file not held or not read: E-01" in text_of(printed).replace(" :", ":")


def test_documents_that_nobody_saw_are_not_called_reviewed(unheld):
    english = section_of(compose_memo(unheld()).html, "documents")
    chinese = section_of(compose_memo(unheld("zh-hans")).html, "documents")

    assert "The Record names these exhibits; none was provided or examined" in english
    assert "以下材料仅列于创作记录，尚未提交，未经审阅" in chinese
    assert "held here" not in english


def test_documents_are_divided_by_who_saw_them(unheld):
    kept = stored_file(1)
    pieces = [
        {"id": "e1", "what": "layered_file", "made": "contemporaneous", "sha256": kept.sha256},
        {"id": "e2", "what": "drafts", "made": "later",
         "examined_by": {"name": "Wu", "on": "2026-11-02"}},
        {"id": "e3", "what": "chat_export", "made": "later"},
    ]  # fmt: skip
    made = unheld(record={**PAINTED, "evidence": pieces}, holdings=holdings(kept))
    printed = section_of(compose_memo(made).html, "documents")

    assert re.search(r"held here: .*E-01.*examined, as the Record states.*E-02.*Wu", printed)
    assert re.search(r"none was provided or examined: .*E-03", printed)
    assert "not read when the Work was assessed" in printed
    read = section_of(compose_memo(replace(made, held=frozenset({"e1"}))).html, "documents")
    assert "not read when" not in read


def test_the_counter_argument_is_the_other_sides(unheld):
    with translation.override("en"):
        found = {element.name: element for _, element in elements(MemoBuilder(unheld()))}
    dispute = found["originality"].dispute
    other_side = " ".join(dispute.other_side)

    assert "The other side would rely on" in other_side
    assert "Instructions are claimed, but no evidence shows what was typed." in other_side
    assert "put the client to proof of what is not shown today (steps: 2)" in other_side
    assert "The client would" not in other_side
    assert "Once it is shown, the client could add:" in dispute.reply


def test_an_exhibit_that_shows_a_part_leaves_the_rest_open(snapshot):
    """As described, files that nobody examined show only that something was done by hand."""
    made = section_of(compose_memo(snapshot("en", PAINTED)).html, "analysis")
    field, originality = made.split("B. Originality")

    assert "Open evidence" not in field
    assert "is not, or not wholly, shown today" in originality.split("C. Certain form")[0]
