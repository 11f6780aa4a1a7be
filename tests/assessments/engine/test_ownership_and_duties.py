"""Who owns the work, and what goes with publishing it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from tests.support.records import PERSON, TOOL, record

RULES = load_rules()
RUN = [{"id": "s1", "action": "generate", "tool": "t1", "detail": "rich", "evidence": ["e1"]}]
LABELLED = {"visible_label": True, "label_text": "AI生成", "metadata_label": True}


def party(number: int, role: str, kind: str = "person") -> dict[str, Any]:
    return {"id": f"p{number}", "name": f"Party {number}", "kind": kind, "role": role}


def result(**fields: Any) -> Result:
    made = record(**{"steps": RUN, **fields})
    return assess(made, CaseBase.build([], RULES), RULES, dt.date(2026, 1, 1))


def owned(*parties: dict[str, Any], **fields: Any) -> tuple[str, str, list[str]]:
    found = result(parties=list(parties), **fields).ownership
    return found.owner, found.basis, [question.code for question in found.open_questions]


def test_the_person_who_made_it_owns_it() -> None:
    assert owned(PERSON)[:2] == ("Author", "author")


def test_the_organisation_that_hosts_and_answers_owns_it() -> None:
    owner, basis, questions = owned(party(1, "host", "organisation"), party(2, "team"))
    assert (owner, basis) == ("Party 1", "legal_entity_work")
    assert "question.team_contracts" in questions


def test_an_employee_owns_it_where_no_contract_says_otherwise() -> None:
    owner, basis, questions = owned(party(1, "author"), party(2, "employer", "organisation"))
    assert (owner, basis) == ("Party 1", "employee_work")
    assert "question.contract_missing" in questions


def test_a_commissioned_work_is_the_makers_and_the_contract_is_asked_for() -> None:
    contract = {"id": "e2", "what": "contract", "made": "contemporaneous"}
    history = {"id": "e1", "what": "account_history", "made": "contemporaneous"}
    owner, basis, questions = owned(
        party(1, "author"), party(2, "commissioner"), evidence=[history, contract]
    )
    assert (owner, basis) == ("Party 1", "commissioned_work")
    assert "question.contract_terms" in questions


def test_several_authors_own_it_together() -> None:
    owner, basis, _ = owned(party(1, "author"), party(2, "author"))
    assert (owner, basis) == ("Party 1, Party 2", "joint_work")
    assert owned(party(1, "author"), party(2, "co_author"))[1] == "joint_work"


def test_a_machine_owns_nothing() -> None:
    owner, basis, _ = owned(party(1, "author", "machine"))
    assert (owner, basis) == ("", "none")


def test_the_tool_provider_owns_nothing_by_being_named() -> None:
    owner, _, _ = owned(PERSON, party(2, "tool_provider", "organisation"))
    assert owner == "Author"


@pytest.mark.parametrize(
    ("terms", "question"),
    [
        ("provider", "question.terms_provider"),
        ("shared", "question.terms_shared"),
        ("unknown", "question.terms_unknown"),
        ("user", "question.terms_unproved"),
    ],
)
def test_the_terms_of_the_tool_are_asked_about(terms: str, question: str) -> None:
    assert question in owned(PERSON, tools=[{**TOOL, "output_terms": terms}])[2]


def test_terms_that_are_shown_to_give_output_to_the_user_leave_no_question() -> None:
    tool = {**TOOL, "output_terms": "user", "terms_evidence": ["e1"]}
    assert owned(PERSON, tools=[tool])[2] == []


def duties(**fields: Any) -> dict[str, str]:
    return {duty.what: duty.status for duty in result(**fields).duties}


def test_a_labelled_publication_meets_its_duties() -> None:
    assert duties(published={"on": "2025-10-01", **LABELLED}) == {
        "visible_label": "met",
        "label_wording": "met",
        "metadata_label": "met",
        "keep_records": "met",
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [("AI生成", "met"), ("人工智能合成", "met"), ("AI播客", "missing"), ("虚拟主播", "missing")],
)
def test_a_label_names_ai_and_the_generation(text: str, status: str) -> None:
    published = {"on": "2025-10-01", **LABELLED, "label_text": text}
    assert duties(published=published)["label_wording"] == status


def test_a_missing_label_is_said_and_an_untold_one_is_unknown() -> None:
    assert duties(published={"on": "2025-10-01", "visible_label": False})["visible_label"] == (
        "missing"
    )
    assert duties(published={"on": "2025-10-01"})["visible_label"] == "unknown"


def test_what_was_published_before_the_measures_owes_no_label() -> None:
    assert "visible_label" not in duties(published={"on": "2025-08-31"})
    assert "visible_label" in duties(published={"on": "2025-09-01"})


def test_what_no_tool_generated_owes_no_label() -> None:
    text = [{"id": "s1", "action": "write", "extent": "substantial", "evidence": ["e1"]}]
    assert "visible_label" not in duties(steps=text, published={"on": "2025-10-01"})


def test_steps_without_a_record_that_carries_them_are_a_missing_duty() -> None:
    assert duties(steps=[{**RUN[0], "evidence": []}])["keep_records"] == "missing"


@pytest.mark.parametrize(
    ("licence", "status"),
    [("licensed", "met"), ("unlicensed", "missing"), ("unknown", "unknown")],
)
def test_material_of_others_needs_a_licence(licence: str, status: str) -> None:
    item = {"id": "i", "what": "photo", "made_by": "third_party", "licence": licence}
    assert duties(inputs=[item])["third_party_input"] == status
