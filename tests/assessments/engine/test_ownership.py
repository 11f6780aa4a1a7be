"""Whose each layer would be: what is stated meets a condition, silence does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine.held_files import HeldFile, HeldFiles
from tests.support.owners import (
    AUTHOR,
    CLAUSES,
    EMPLOYER,
    EXAMINED,
    EXHIBITS,
    HOST,
    PRODUCER,
    RUN,
    WRITE,
    asked,
    claim,
    contract,
    layer_of,
    party,
    result,
    status,
)
from tests.support.records import TOOL


def test_employment_alone_does_not_state_a_task() -> None:
    found = result(AUTHOR, EMPLOYER)
    assert status(claim(found, "employee_work"), "task_of_work") == "open"
    none = next(c for c in claim(found, "employee_work").conditions if c.code.endswith("recorded"))
    assert (none.claimed, none.proved) == ("met", "open")
    assert {"task_of_work", "contract_missing"} <= asked(found)


@pytest.mark.parametrize(
    ("says", "scope", "task"),
    [("organisation_owns", None, "met"), ("silent", "All texts of the job", "met"),
     ("silent", None, "open")],
)  # fmt: skip
def test_a_contract_that_covers_the_work_states_the_task(
    says: str, scope: str | None, task: str
) -> None:
    found = result(AUTHOR, EMPLOYER, contracts=[contract("employment", says, scope=scope)])
    assert status(claim(found, "employee_work"), "task_of_work") == task


def test_the_employer_of_another_maker_is_not_this_ones() -> None:
    composer = party(3, "author")
    steps = [{**WRITE, "layer": "text"}, {**WRITE, "id": "v", "by": "p3", "layer": "verse"}]
    found = result(AUTHOR, EMPLOYER, composer, steps=steps)
    assert status(claim(found, "employee_work"), "employed") == "open"


def test_the_role_host_alone_states_no_will_and_no_responsibility() -> None:
    """Art. 11(3) has three conditions; whoever is called host is asked for the two others."""
    found = result(AUTHOR, HOST)
    entity = claim(found, "legal_entity_work")
    assert [c.claimed for c in entity.conditions] == ["met", "open", "open"]
    assert {c.proved for c in entity.conditions} == {"open"}
    assert (found.ownership.owner, claim(found, "author").claimed) == ("", "open")
    assert "legal_entity" in asked(found)


def test_a_host_that_decided_and_is_named_on_the_work_counts_as_its_author() -> None:
    decided = {"id": "v", "by": "p2", "action": "review"}
    found = result(AUTHOR, {**HOST, "signs_work": True}, steps=[WRITE, decided])
    assert claim(found, "legal_entity_work").claimed == "met"
    assert found.ownership.owner == "Party 2"
    author = claim(found, "author")
    assert (author.claimed, status(author, "no_other_by_law")) == ("not_met", "not_met")
    assert "competing_bases" not in asked(found)


def test_an_organisation_named_as_author_is_not_met_by_that_name() -> None:
    found = result(party(1, "author", "organisation"))
    assert claim(found, "legal_entity_work").claimed == "open"
    assert "organisation_as_author" in asked(found)


def test_a_commission_without_a_contract_is_the_makers_and_waits_for_confirmation() -> None:
    found = result(AUTHOR, party(2, "commissioner"))
    owned = claim(found, "commissioned_work")
    none = owned.conditions[1]
    assert (none.code, none.claimed, none.proved) == (
        "condition.no_contract_recorded", "met", "open"
    )  # fmt: skip
    assert none.facts.fields == ("contracts",)


def test_a_contract_of_others_does_not_give_the_rights_away() -> None:
    others = contract("commission", "commissioner_owns", parties=["p2", "p3"])
    found = result(AUTHOR, party(2, "commissioner"), party(3, "helper"), contracts=[others])
    assert {c.owner for c in layer_of(found, "human_text").bases} == {"Party 1"}


@pytest.mark.parametrize(
    ("kind", "says", "role"),
    [("commission", "commissioner_owns", "commissioner"), ("assignment", "shared", "helper"),
     ("assignment", "organisation_owns", "helper"), ("employment", "organisation_owns", "employer"),
     ("cooperation", "producer_owns", "producer")],
)  # fmt: skip
def test_rights_given_away_by_contract_leave_the_author_named_but_not_owner(
    kind: str, says: str, role: str
) -> None:
    given = contract(kind, says, evidence=["e2"], on="2025-01-01", clause=CLAUSES[says])
    other = party(2, role, "organisation")
    found = result(AUTHOR, other, contracts=[given], created_from="2025-02-01", evidence=EXAMINED)
    author = claim(found, "author")
    gone = next(c for c in author.conditions if c.code == "condition.not_given_away")
    assert (author.claimed, gone.claimed, gone.proved) == ("not_met", "not_met", "not_met")
    assert gone.against.contracts == ("c1",)
    assert "Party 2" in found.ownership.owner
    assert "competing_bases" not in asked(found)


def test_a_contract_that_names_nobody_opens_the_ownership_and_is_asked_about() -> None:
    nobody = contract("assignment", "organisation_owns", parties=[])
    found = result(AUTHOR, contracts=[nobody])
    assert (found.ownership.owner, claim(found, "author").claimed) == ("", "open")
    assert "contract_parties" in asked(found)


def test_terms_that_give_output_to_the_provider_open_the_ownership_of_that_output() -> None:
    tool = {**TOOL, "output_terms": "provider"}
    run = {"id": "r", "by": "p1", "action": "generate", "tool": "t1"}
    found = result(AUTHOR, tools=[tool], steps=[run, WRITE], appraiser="lawyer")
    assert status(claim(found, "author", "prompted_output"), "not_given_away") == "open"
    assert claim(found, "author").claimed == "met"


def test_a_role_does_not_say_which_of_several_makers_was_commissioned() -> None:
    steps = [{**WRITE, "layer": "text"}, {**WRITE, "id": "v", "by": "p3", "layer": "verse"}]
    several = (AUTHOR, party(2, "commissioner"), party(3, "author"))
    found = result(*several, steps=steps)
    assert status(claim(found, "commissioned_work"), "commissioned") == "open"
    assert "whose_order" in asked(found)
    agreed = result(*several, steps=steps, contracts=[contract("commission", "silent")])
    assert status(claim(agreed, "commissioned_work"), "commissioned") == "met"


def test_one_of_two_makers_gives_no_more_than_is_theirs() -> None:
    steps = [WRITE, {**WRITE, "id": "v", "by": "p3"}]
    layers = [{**step, "layer": "text"} for step in steps]
    given = contract("employment", "organisation_owns")
    found = result(AUTHOR, EMPLOYER, party(3, "author"), steps=layers, contracts=[given])
    assert claim(found, "special_employee_work").claimed == "open"
    assert found.ownership.owner == ""


def test_material_of_before_is_no_part_of_what_was_hosted_or_ordered() -> None:
    sketch = {"id": "i", "what": "sketch", "made_by": "own", "in_output": "dominant"}
    found = result(
        AUTHOR,
        party(2, "commissioner"),
        steps=[{**RUN, "by": "p1"}],
        inputs=[sketch],
        kind="image",
        tools=[TOOL],
        contracts=[contract("commission", "commissioner_owns")],
    )
    given = claim(found, "commissioned_work", "own_input", "Party 2")
    assert (given.claimed, status(given, "made_for_it")) == ("open", "open")
    assert "made_for_it" in asked(found)


@pytest.mark.parametrize(
    ("what", "held", "proved"),
    [("contract", True, "open"), ("original_file", False, "open"), ("original_file", True, "met")],
)
def test_only_a_held_copy_of_the_work_shows_a_name_on_it(
    what: str, held: bool, proved: str
) -> None:
    exhibits = [EXHIBITS[0], {"id": "e2", "what": what, "made": "contemporaneous"}]
    file = HeldFile(text=f"{AUTHOR['name']}: a novel", existed_on=dt.date(2026, 1, 2))
    found = result(
        {**AUTHOR, "signs_work": True, "evidence": ["e2"]},
        evidence=exhibits,
        published={"on": "2026-01-01"},
        files=HeldFiles(files={"e2": file}) if held else None,
    )
    assert (claim(found, "presumption").claimed, claim(found, "presumption").proved) == (
        "met", proved
    )  # fmt: skip


# A film


FILM: dict[str, Any] = {
    "kind": "video",
    "tools": [{**TOOL, "does": "video"}],
    "steps": [{**WRITE, "layer": "script"}, RUN, {**RUN, "id": "r2", "parent": "r",
              "action": "adjust"}],
    "appraiser": "decider",
}  # fmt: skip


def test_a_film_is_the_producers_and_its_script_stays_its_authors() -> None:
    found = result(AUTHOR, PRODUCER, party(3, "author"), **FILM)
    script, pictures = layer_of(found, "human_text"), layer_of(found, "prompted_output")
    assert (script.owner, script.separate) == ("Party 1", True)
    assert not {c.basis for c in script.bases} & {"film_work", "audiovisual_work"}
    assert (pictures.owner, pictures.basis) == ("Party 2", "audiovisual_work")
    assert claim(found, "author", "prompted_output").claimed == "not_met"
    assert not {"joint_agreement", "joint_creation", "competing_bases"} & asked(found)


def test_words_that_a_tool_made_for_a_film_are_no_part_of_its_pictures() -> None:
    tools = [{**TOOL, "does": "language_model"}]
    found = result(AUTHOR, PRODUCER, party(3, "author"), **{**FILM, "tools": tools})
    assert layer_of(found, "prompted_output").separate


@pytest.mark.parametrize(("says", "film"), [("author_owns", True), ("silent", False)])
def test_whether_it_is_a_film_is_asked_only_where_an_agreement_makes_it_matter(
    says: str, film: bool
) -> None:
    agreed = contract("cooperation", says, parties=["p2", "p3"])
    found = result(AUTHOR, PRODUCER, party(3, "author"), contracts=[agreed], **FILM)
    assert ("film_or_other" in asked(found)) is film
    assert (layer_of(found, "prompted_output").owner == "Party 2") is not film


# What is shown


@pytest.mark.parametrize(
    ("person", "step", "proved"),
    [
        ({"evidence": ["e1"]}, {}, "met"),
        ({"evidence": ["e1"]}, {"by": None}, "met"),  # nobody else made it
        ({}, {}, "open"),
        ({"evidence": ["e1"]}, {"evidence": []}, "open"),
        ({"evidence": ["e1"]}, {"evidence": ["e2"]}, "open"),  # a contract carries no writing
    ],
)
def test_that_somebody_made_it_needs_evidence_of_the_steps_and_of_the_person(
    person: dict[str, Any], step: dict[str, Any], proved: str
) -> None:
    found = result({**AUTHOR, **person}, steps=[{**WRITE, **step}], appraiser="decider")
    assert claim(found, "author").claimed == "met"
    assert claim(found, "author").proved == proved


@pytest.mark.parametrize("what", ["statement", "reconstruction"])
def test_a_bare_statement_shows_no_part_and_no_contract(what: str) -> None:
    exhibits = [EXHIBITS[0], {"id": "e2", "what": what, "made": "later"}]
    given = contract("commission", "commissioner_owns", evidence=["e2"])
    found = result(AUTHOR, party(2, "commissioner"), contracts=[given], evidence=exhibits)
    assert claim(found, "commissioned_work", owner="Party 2").proved == "open"
    assert "contract_unproved" in asked(found)


def test_the_owner_is_told_as_claimed_and_as_proved() -> None:
    given = contract("commission", "commissioner_owns")
    maker = {**AUTHOR, "evidence": ["e1"]}
    found = result(maker, party(2, "commissioner"), contracts=[given]).ownership
    assert (found.owner, found.proved_owner, found.proved_basis) == ("Party 2", "", "none")


def test_evidence_of_an_input_does_not_show_the_consent_of_its_owner() -> None:
    photo = {"id": "i", "what": "photo", "made_by": "third_party", "licence": "licensed",
             "in_output": "partial", "evidence": ["e1"]}  # fmt: skip
    runs = [{**step, "by": "p1"} for step in FILM["steps"] if step["action"] != "write"]
    found = result(
        AUTHOR, kind="image", tools=[TOOL], steps=runs, inputs=[photo], appraiser="decider"
    )
    consent = claim(found, "adaptation", "prompted_output").conditions[1]
    assert (consent.claimed, consent.proved) == ("met", "open")


# Where there is hardly a work


def test_bases_stand_where_an_answer_is_open_or_may_become_better() -> None:
    bare = [{"id": "r", "by": "p1", "action": "generate", "tool": "t1"}]
    found = result(AUTHOR, kind="image", tools=[TOOL], steps=bare)
    assert found.claimed.conclusion == "open"
    assert found.ownership.owner == "Party 1"


def test_the_reason_for_no_owner_says_no_more_than_the_answer() -> None:
    cat = [{"id": "r", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a cat"}]
    found = result(AUTHOR, kind="image", tools=[TOOL], steps=cat)
    words = {"not_protected": "ownership.not_protected", "unlikely": "ownership.uncertain_work"}
    assert found.ownership.because == words[found.claimed.conclusion]
    assert result(AUTHOR, steps=[]).ownership.because == "ownership.nothing_made"
    assert asked(found) == set()
