"""The table from claim to evidence in the memo: how strong, and what stands on statement only."""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation

from assessments.memo.build import MemoBuilder
from assessments.memo.claims import claims
from assessments.memo.compose import compose_memo
from tests.assessments.memo.test_compose import section_of


def table(snapshot):
    with translation.override("en"):
        return claims(MemoBuilder(snapshot))


def test_every_exhibit_says_what_bears_on_its_weight(snapshot, record):
    pieces = [{**record["evidence"][0], "strength": "weak"}, *record["evidence"][1:]]
    found = table(snapshot("en", {**record, "evidence": pieces}))
    rows = {row.name: row for row in found.dimensions}
    (metadata,) = rows["Instruction"].evidence
    assert (metadata.code, metadata.descriptions[-1], metadata.carries) == ("E-01", "weak", True)
    assert rows["Instruction"].support == "carried in part"


def test_no_file_is_said_to_be_held_of_a_record_without_its_files(snapshot, record):
    """An exhibit that does not show a level, with its file and without any file."""
    steps = [{**step, "detail": None} for step in record["steps"]]
    made = snapshot("en", {**record, "steps": steps})
    held = frozenset(piece["id"] for piece in record["evidence"])
    words = {
        name: {row.support for row in (*found.dimensions, *found.items)}
        for name, found in (
            ("without", table(made)),
            ("with", table(replace(made, held=held))),
        )
    }
    assert "exhibit named, does not show it" in words["without"]
    assert "file held, does not show it" in words["with"]
    assert not {"file held, does not show it"} & words["without"]


def test_a_statement_is_shown_as_unable_to_carry(snapshot):
    printed = section_of(compose_memo(snapshot("en"), "papers").html, "papers-claims")
    said = "E-02 Statement, made later; cannot carry it"
    assert said in printed.replace(" ,", ",")


def test_what_stands_on_statement_only_is_said_once_more(snapshot):
    found = table(snapshot("en"))
    assert found.bare_steps == [1, 4, 5]
    assert "Work by hand" in found.bare
    assert "Control" not in found.bare


def test_steps_on_the_same_footing_are_drawn_together(snapshot):
    rows = {row.steps: row.support for row in table(snapshot("en")).items if row.steps}
    assert rows == {
        (1, 5): "statement only",
        (2, 3): "carried by evidence",
        (4,): "statement only",
    }


def test_what_needs_no_evidence_is_as_frozen_with_the_result(snapshot, record):
    made = snapshot("en", {k: v for k, v in record.items() if k != "distinctiveness"})
    rows = {row.name: row for row in table(made).dimensions}
    assert rows["Distinctiveness"].support == "accepted without evidence to the contrary"
    none = {row.name: row for row in table(replace(made, by_work=())).dimensions}
    assert none["Distinctiveness"].support == "carried by evidence"


def test_what_only_its_maker_says_of_earlier_works_is_a_statement(snapshot):
    rows = {row.name: row for row in table(snapshot("en")).dimensions}
    assert rows["Distinctiveness"].support == "statement only"
