"""Who owns the work, and what goes with publishing it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from assessments.engine.codes import DutyName
from tests.support.owners import RULES, party
from tests.support.records import PERSON, TOOL, record

RUN = [
    {"id": "s1", "action": "generate", "tool": "t1", "detail": "rich", "evidence": ["e1"]},
    {"id": "s2", "parent": "s1", "action": "adjust", "tool": "t1", "changed": ["prompt"],
     "effect": "as_intended", "evidence": ["e1"]},
]  # fmt: skip
LABELLED = {"visible_label": True, "label_text": "AI生成", "metadata_label": True}


def result(**fields: Any) -> Result:
    made = record(**{"steps": RUN, "appraiser": "decider", **fields})
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


def test_without_a_task_or_a_contract_the_employee_owns_and_both_are_asked_for() -> None:
    owner, basis, questions = owned(party(1, "author"), party(2, "employer", "organisation"))
    assert (owner, basis) == ("Party 1", "author")
    assert {"question.contract_missing", "question.task_of_work"} <= set(questions)


COMMISSIONED = (party(1, "author"), party(2, "commissioner"))


def test_a_commissioned_work_is_the_makers_and_the_contract_is_asked_for() -> None:
    owner, basis, questions = owned(*COMMISSIONED)
    assert (owner, basis) == ("Party 1", "commissioned_work")
    assert "question.contract_missing" in questions


@pytest.mark.parametrize(
    ("says", "owner"),
    [("silent", "Party 1"), ("author_owns", "Party 1"), ("commissioner_owns", "Party 2")],
)
def test_the_contract_with_the_commissioner_decides(says: str, owner: str) -> None:
    contract = {"id": "c1", "kind": "commission", "parties": ["p1", "p2"], "says": says}
    found = owned(*COMMISSIONED, contracts=[contract])
    assert found[:2] == (owner, "commissioned_work")
    assert "question.contract_missing" not in found[2]


def test_a_lone_commissioner_is_no_owner() -> None:
    assert owned(party(2, "commissioner"))[0] == ""


def test_another_contract_does_not_silence_the_question_of_contracts() -> None:
    unrelated = {"id": "c1", "kind": "licence", "parties": ["p1"], "says": "silent"}
    host = (party(1, "host", "organisation"), party(2, "team"))
    assert "question.team_contracts" in owned(*host, contracts=[unrelated])[2]
    evidence = [{"id": "e1", "what": "contract", "made": "contemporaneous"}]
    assert "question.team_contracts" in owned(*host, evidence=evidence)[2]


def test_bases_stand_side_by_side_and_each_says_its_conditions() -> None:
    parties = [party(1, "author"), party(2, "employer", "organisation"), party(3, "commissioner")]
    bases = result(parties=parties).ownership.layers[0].bases
    assert [claim.basis for claim in bases] == [
        "special_employee_work",
        "employee_work",
        "commissioned_work",
        "author",
    ]
    assert all(claim.conditions and claim.authority for claim in bases)
    assert [claim.owner for claim in bases] == ["Party 2", *["Party 1"] * 3]


def test_an_employer_owns_by_contract_only() -> None:
    parties = (party(1, "author"), party(2, "employer", "organisation"))
    contract = {
        "id": "c1",
        "kind": "employment",
        "parties": ["p1", "p2"],
        "says": "organisation_owns",
    }
    assert owned(*parties, contracts=[contract])[:2] == ("Party 2", "special_employee_work")


def test_ownership_is_proved_by_linked_evidence_only() -> None:
    """A contract among the exhibits proves nothing of a party that it is not linked to."""
    exhibits = [
        {"id": "e1", "what": "account_history", "made": "contemporaneous"},
        {"id": "e2", "what": "contract", "made": "contemporaneous"},
    ]
    host = party(1, "host", "organisation")
    loose = result(parties=[host, party(2, "team")], evidence=exhibits)
    linked = result(parties=[{**host, "evidence": ["e2"]}, party(2, "team")], evidence=exhibits)
    for found, proved, shown in ((loose, "open", ()), (linked, "met", ("e2",))):
        entity = found.ownership.layers[0].bases[0]
        assert (entity.basis, entity.claimed, entity.proved) == ("legal_entity_work", "met", proved)
        assert entity.evidence == shown


def test_an_exhibit_of_another_agreement_stands_behind_no_basis_of_a_party() -> None:
    """An exhibit of the author that is the contract of another matter shows nothing of the host."""
    exhibits = [
        {"id": "e1", "what": "account_history", "made": "contemporaneous"},
        {"id": "e2", "what": "contract", "made": "contemporaneous"},
    ]
    host = {**party(1, "host", "organisation"), "evidence": ["e2"]}
    terms = {"id": "c1", "kind": "licence", "parties": ["p1", "p2"], "evidence": ["e2"]}
    alone, elsewhere = (
        result(parties=[host, party(2, "team")], evidence=exhibits, appraiser="maker", **more)
        for more in ({}, {"contracts": [terms]})
    )
    for found, shown in ((alone, ("e2",)), (elsewhere, ())):
        entity = found.ownership.layers[0].bases[0]
        assert (entity.basis, entity.proved) == ("legal_entity_work", "open")
        assert entity.evidence == shown


def test_nobody_owns_what_is_no_work() -> None:
    found = result(subject_matter="official").ownership
    assert (found.owner, found.because) == ("", "ownership.not_protected")


def test_what_shows_of_anothers_work_needs_consent() -> None:
    item = {"id": "i", "what": "photo", "made_by": "third_party", "licence": "unlicensed",
            "in_output": "partial"}  # fmt: skip
    adaptation = next(
        claim
        for claim in result(inputs=[item]).ownership.layers[0].bases
        if claim.basis == "adaptation"
    )
    consent = adaptation.conditions[1]
    assert (consent.claimed, consent.against.inputs, consent.of_use) == ("not_met", ("i",), True)
    assert adaptation.claimed == "met"  # what was added is owned without it (art. 13)


def test_several_authors_own_together_what_they_created_together() -> None:
    two = (party(1, "author"), party(2, "author"))
    together = [{**step, "by": f"p{n}"} for n, step in enumerate(RUN, 1)]
    assert owned(*two, steps=together)[:2] == ("Party 1, Party 2", "joint_work")
    assert owned(party(1, "author"), party(2, "co_author"))[1] == "joint_work"
    owner, basis, questions = owned(*two)
    assert (owner, basis) == ("", "none")
    assert "question.joint_creation" in questions


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
    assert not [code for code in owned(PERSON, tools=[tool])[2] if "terms" in code]


PROVIDED = {**TOOL, "provider": "A company"}
SERVICE = {**party(2, "helper", "organisation"), "roles": ["tool_provider"]}


def duties(**fields: Any) -> dict[str, str]:
    fields.setdefault("tools", [PROVIDED])
    fields.setdefault("parties", [PERSON, SERVICE])
    return {duty.what: duty.status for duty in result(**fields).duties}


def test_a_labelled_publication_meets_its_duties() -> None:
    assert duties(published={"on": "2025-10-01", **LABELLED}) == {
        "visible_label": "met",
        "label_wording": "met",
        "metadata_label": "met",
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


@pytest.mark.parametrize("label", ["visible_label", "metadata_label"])
def test_a_label_is_not_missing_where_the_day_of_publication_is_not_stated(label: Any) -> None:
    found = {d.what: d for d in result(published={label: False}, tools=[PROVIDED]).duties}[label]
    assert (found.status, found.because) == ("unknown", f"duty.{label}.date_unknown")
    assert duties(published={label: True})[label] == "met"


@pytest.mark.parametrize(
    "words", ["AI播客", "虚拟主播", "said to be 生成", "非AI生成", "未使用AI生成", "not AI 生成"]
)
def test_a_label_that_does_not_say_what_is_asked_is_not_met(words: str) -> None:
    found = duties(published={"on": "2025-10-01", **LABELLED, "label_text": words})
    denies = any(word in words for word in ("非", "未", "not"))
    expected = ("missing" if denies else "unknown", "missing")
    assert (found["visible_label"], found["label_wording"]) == expected


def test_material_called_own_that_its_note_calls_anothers_needs_a_licence() -> None:
    given = {"id": "i1", "what": "sketch", "made_by": "own", "licence": "own"}
    noted = {**given, "note": "同事小王的手稿"}
    assert "third_party_input" not in duties(inputs=[given], appraiser="maker")
    assert duties(inputs=[noted], appraiser="maker")["third_party_input"] == "unknown"


def test_what_was_published_before_the_measures_owes_no_label() -> None:
    assert "visible_label" not in duties(published={"on": "2025-08-31"})
    assert "visible_label" in duties(published={"on": "2025-09-01"})


def test_what_no_tool_generated_owes_no_label() -> None:
    text = [{"id": "s1", "action": "write", "extent": "substantial", "evidence": ["e1"]}]
    assert "visible_label" not in duties(steps=text, published={"on": "2025-10-01"})


def test_a_provider_by_a_further_role_is_one() -> None:
    found = duties(tools=[TOOL], published={"on": "2025-10-01"})
    assert found["metadata_label"] == "unknown"


def test_who_made_a_tool_owes_no_label_unless_a_service_is_stated() -> None:
    published = {"on": "2025-10-01", **LABELLED, "label_text": "AI播客", "metadata_label": False}
    owed: tuple[DutyName, ...] = ("label_wording", "metadata_label")
    made = {d.what: d for d in result(tools=[PROVIDED], published=published).duties}
    assert [(made[w].status, made[w].because) for w in owed] == [
        ("unknown", f"duty.{w}.service_unknown") for w in owed
    ]
    assert [duties(published=published)[what] for what in owed] == ["missing", "missing"]


def test_what_a_provider_owes_is_not_the_clients() -> None:
    found = result(tools=[TOOL], published={"on": "2025-10-01", **LABELLED}).duties
    assert {duty.what: (duty.owed_by, duty.status) for duty in found} == {
        "visible_label": ("user", "met"),
        "label_wording": ("provider", "not_applicable"),
        "metadata_label": ("provider", "not_applicable"),
    }
