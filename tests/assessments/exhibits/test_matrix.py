"""The matrix of claim and evidence says what is carried, in part, or by statement alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessments.engine import CaseBase, HeldFile, HeldFiles, assess, load_rules
from assessments.exhibits.matrix import MatrixFact, evidence_matrix
from cases.record import load_data, to_plain

RULES = load_rules()


def facts(
    steps: list[dict[str, Any]], evidence: list[dict[str, Any]], files: HeldFiles | None = None
) -> dict[str, MatrixFact]:
    record = load_data(
        {
            "schema": "creation-record/1",
            "title": "Moon",
            "kind": "image",
            "steps": steps,
            "evidence": evidence,
        }
    )
    result = assess(record, CaseBase.build([], RULES), RULES, date(2026, 11, 22), files)
    held = None if files is None else list(files.files)
    return {fact.id: fact for fact in evidence_matrix(to_plain(record), result, held=held)}


def piece(name: str, what: str, **more: str) -> dict[str, Any]:
    examined = {"name": "Zhou Wenhua", "on": "2026-11-01"}
    return {
        "id": name, "what": what, "made": "contemporaneous", "examined_by": examined, **more,
    }  # fmt: skip


EDIT = {
    "id": "s1", "action": "edit", "extent": "substantial", "effect": "visible", "adds": ["figure"],
    "evidence": ["e1"],
}  # fmt: skip


def test_what_strong_evidence_shows_is_carried() -> None:
    found = facts([EDIT], [piece("e1", "layered_file")])

    assert (found["editing"].support, found["editing"].evidence) == ("proved", ("e1",))
    assert found["editing"].claimed == found["editing"].proved == 4
    assert found["s1"].support == "proved"


def test_weak_evidence_carries_in_part() -> None:
    found = facts([EDIT], [piece("e1", "layered_file", strength="weak")])

    assert found["editing"].support == "partly"
    assert (found["editing"].claimed, found["editing"].proved) == (4, 1)


def test_a_statement_and_a_later_run_carry_nothing() -> None:
    for what in ("statement", "reconstruction"):
        found = facts([EDIT], [piece("e1", what)])
        assert found["editing"].support == found["s1"].support == "statement"
        assert (found["editing"].evidence, found["editing"].illustrated_by) == ((), ("e1",))


def test_what_the_work_itself_shows_needs_no_evidence() -> None:
    assert facts([EDIT], [piece("e1", "drafts")])["distinctiveness"].support == "itself"


def test_what_claims_nothing_is_not_listed() -> None:
    assert "own_input" not in facts([EDIT], [piece("e1", "drafts")])


def test_what_is_proved_through_the_process_rests_on_its_evidence() -> None:
    prompt = {"id": "s1", "action": "generate", "detail": "specific", "evidence": ["e1"]}
    plan = {"id": "s0", "action": "conceive", "extent": "substantial", "intent": "a moon"}
    found = facts([plan, prompt], [piece("e1", "chat_export")])["conception"]

    assert found.proved
    assert found.evidence == ("e1",)


def test_the_name_on_the_work_is_a_presumption_and_no_evidence() -> None:
    record = load_data(
        {
            "schema": "creation-record/1",
            "title": "River",
            "kind": "text",
            "parties": [{"id": "p1", "name": "Lin Xiao", "kind": "person", "role": "author"}],
            "published": {"signature": True, "visible_label": False, "on": "2026-01-01"},
            "evidence": [{"id": "e1", "what": "original_file", "made": "contemporaneous"}],
            "steps": [{"id": "s1", "action": "write", "extent": "substantial"}],
        }
    )
    book = HeldFile(text="Lin Xiao: River", existed_on=date(2026, 1, 2))
    files = HeldFiles(files={"e1": book})
    result = assess(record, CaseBase.build([], RULES), RULES, files=files)
    found = {fact.id: fact for fact in evidence_matrix(to_plain(record), result)}
    assert (found["editing"].proved, found["editing"].support) == (4, "presumed")
    assert found["editing"].evidence == ()


def test_evidence_whose_file_was_not_held_is_named_for_every_fact() -> None:
    found = facts([EDIT], [piece("e1", "layered_file")], HeldFiles())

    assert {found[name].support for name in ("editing", "s1")} == {"named"}
    assert {found[name].not_held for name in ("editing", "s1")} == {("e1",)}
    assert found["editing"].evidence == found["s1"].evidence == ()


def test_a_held_file_that_shows_nothing_carries_no_step_either() -> None:
    prompt = {"id": "s1", "action": "generate", "prompt": "a moon", "evidence": ["e1"]}
    unread = {"id": "e1", "what": "chat_export", "made": "contemporaneous"}
    found = facts([prompt], [unread], HeldFiles(files={"e1": HeldFile(prompts=("a cat",))}))

    assert (found["instruction"].claimed, found["instruction"].proved) == (1, 0)
    assert {found[name].support for name in ("instruction", "s1")} == {"attached"}
