"""Whose a layer is where several made it, agreed on it or are named on it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.owners import (
    AUTHOR,
    CO_AUTHOR,
    COMMISSIONER,
    EMPLOYER,
    PRODUCER,
    RUN,
    RUNS,
    SUNO,
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

BY_BOTH = [WRITE, {**WRITE, "id": "v", "by": "p2"}]


# Joint works (art. 14)


def test_co_authors_who_each_wrote_a_part_own_the_work_together() -> None:
    found = result(AUTHOR, CO_AUTHOR, steps=BY_BOTH)
    for layer in found.ownership.layers:
        assert (layer.owner, layer.basis) == ("Party 1, Party 2", "joint_work")
        alone = next(c for c in layer.bases if c.basis == "author")
        assert (alone.claimed, status(alone, "usable_by_itself")) == ("open", "open")
    assert {"usable_by_itself", "joint_agreement"} <= asked(found)
    assert "competing_bases" not in asked(found)


def test_a_co_author_without_a_step_is_asked_about_and_opens_the_ownership() -> None:
    found = result(AUTHOR, CO_AUTHOR)
    joint = claim(found, "joint_work")
    assert (joint.claimed, joint.conditions[0].against.parties) == ("open", ("p2",))
    assert status(claim(found, "author"), "no_joint_author") == "open"
    assert found.ownership.owner == ""
    assert "co_author_without_step" in asked(found)
    assert "created_in_common" not in asked(found)


def test_a_co_author_whose_step_expresses_nothing_is_no_joint_author_by_that() -> None:
    typed = {"id": "v", "by": "p2", "action": "edit", "extent": "technical"}
    found = result(AUTHOR, CO_AUTHOR, steps=[WRITE, typed])
    joint = claim(found, "joint_work")
    assert (joint.claimed, joint.conditions[0].against.parties) == ("not_met", ("p2",))
    assert claim(found, "author").claimed == "met"
    assert found.ownership.owner == "Party 1"
    assert asked(found) & {"author_without_creation", "created_in_common"} == {
        "author_without_creation"
    }


def test_who_only_pressed_the_button_is_no_joint_author_of_the_words() -> None:
    words = {**WRITE, "adds": ["wording"], "layer": "lyrics"}
    run = {"id": "g", "by": "p2", "action": "generate", "tool": "t1", "prompt": "sad piano ballad"}
    found = result(AUTHOR, CO_AUTHOR, kind="audio", tools=[SUNO], steps=[words, run])
    assert layer_of(found, "human_text").owner == "Party 1"
    assert claim(found, "joint_work").claimed == "not_met"
    assert "author_without_creation" in asked(found)


def test_who_only_ran_the_tool_again_did_not_make_its_output() -> None:
    again = {**RUN, "id": "r3", "parent": "r2", "action": "adjust", "by": "p2", "changed": ["seed"]}
    found = result(AUTHOR, CO_AUTHOR, kind="image", tools=[TOOL], steps=[*RUNS, again])
    assert layer_of(found, "prompted_output").owner == "Party 1"
    assert "author_without_creation" in asked(found)
    other = {**again, "changed": ["prompt"]}
    both = result(AUTHOR, CO_AUTHOR, kind="image", tools=[TOOL], steps=[*RUNS, other])
    assert layer_of(both, "prompted_output").owner == "Party 1, Party 2"


def test_a_helper_who_wrote_is_named_and_asked_about() -> None:
    found = result(party(1, "helper"))
    assert found.ownership.because == "ownership.only_help"
    assert asked(found) == {"helper_acted"}
    beside = result(party(1, "helper"), party(2, "author"))
    assert "helper_acted" in asked(beside)
    assert beside.ownership.owner == ""


def test_who_is_said_to_have_done_what_another_is_recorded_to_have_done_is_asked_about() -> None:
    helper = {**party(2, "helper"), "contribution": "执笔写作了全部章节"}
    found = result(AUTHOR, helper)
    assert "acts_of_another" in asked(found)
    assert claim(found, "author").proved == "open"
    told = next(q for q in found.ownership.open_questions if q.code == "question.acts_of_another")
    assert told.facts.parties == ("p2",)
    assert "acts_of_another" not in asked(result(AUTHOR, {**helper, "contribution": "整理资料"}))


def test_two_authors_of_two_parts_may_have_made_two_works() -> None:
    found = result(AUTHOR, party(2, "author"), steps=BY_BOTH)
    assert [layer.owner for layer in found.ownership.layers] == ["Party 1", "Party 2"]
    assert claim(found, "joint_work").claimed == "open"
    assert "created_in_common" in asked(found)


def test_a_third_co_author_shares_a_layer_that_two_others_made() -> None:
    steps = [{**step, "layer": "book"} for step in BY_BOTH]
    songs = {**WRITE, "id": "x", "by": "p3", "layer": "songs"}
    found = result(AUTHOR, CO_AUTHOR, party(3, "co_author"), steps=[*steps, songs])
    assert {layer.owner for layer in found.ownership.layers} == {"Party 1, Party 2, Party 3"}


def test_a_script_is_not_joint_with_those_who_made_only_the_pictures() -> None:
    steps = [{**WRITE, "layer": "script"}, *[{**run, "by": "p2"} for run in RUNS]]
    found = result(
        AUTHOR, CO_AUTHOR, {**PRODUCER, "id": "p3"}, kind="video", steps=steps,
        tools=[{**TOOL, "does": "video"}], appraiser="decider",
    )  # fmt: skip
    assert layer_of(found, "human_text").owner == "Party 1"


@pytest.mark.parametrize(
    ("giving", "owner", "claimed"),
    [(["p1", "p2", "p3"], "Party 3", "met"), (["p1", "p3"], "", "open")],
)
def test_joint_rights_are_given_away_by_all_of_their_owners_only(
    giving: list[str], owner: str, claimed: str
) -> None:
    given = contract("assignment", "organisation_owns", parties=giving, evidence=["e2"])
    press = party(3, "helper", "organisation")
    found = result(AUTHOR, CO_AUTHOR, press, steps=BY_BOTH, contracts=[given])
    assert claim(found, "assignment").claimed == claimed
    assert found.ownership.owner == owner
    assert "competing_bases" not in asked(found)
    assert ("not_all_agreed" in asked(found)) is (claimed == "open")


def test_joint_making_is_shown_by_the_steps_of_each_and_who_they_are() -> None:
    shown = {"evidence": ["e1"]}
    for other, proved in (({**CO_AUTHOR, **shown}, "met"), (CO_AUTHOR, "open")):
        found = result({**AUTHOR, **shown}, other, steps=BY_BOTH, appraiser="decider")
        assert claim(found, "joint_work").proved == proved


def test_who_only_approves_creates_nothing() -> None:
    review = {"id": "v", "parent": "r2", "by": "p2", "action": "review"}
    found = result(
        AUTHOR, party(2, "author"), kind="image", tools=[TOOL], steps=[*RUNS, review],
        appraiser="decider",
    )  # fmt: skip
    assert layer_of(found, "prompted_output").owner == "Party 1"


# Another's work in it (arts. 13 and 16)


NOVEL = {"id": "i", "what": "text", "made_by": "third_party", "licence": "unlicensed",
         "in_output": "dominant"}  # fmt: skip


def test_a_translation_by_hand_is_an_adaptation_and_needs_consent() -> None:
    found = result(AUTHOR, inputs=[NOVEL])
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "adaptation")
    assert "prc-copyright-law-16" in found.ownership.authority
    assert [c.basis for c in layer_of(found, "human_text").bases] == ["adaptation"]
    assert status(claim(found, "adaptation"), "consent_of_other_owner") == "not_met"
    assert "consent_missing" in asked(found)


@pytest.mark.parametrize("kind", ["prompted_output", "hand_editing", "human_text"])
def test_another_s_expression_is_raised_in_every_kind_of_layer(kind: str) -> None:
    steps = {
        "prompted_output": RUNS,
        "hand_editing": [{**WRITE, "action": "edit", "adds": ["figure"]}],
        "human_text": [WRITE],
    }
    found = result(
        AUTHOR,
        tools=[TOOL],
        steps=steps[kind],
        inputs=[{**NOVEL, "in_output": "partial"}],
        appraiser="decider",
    )
    assert claim(found, "adaptation", kind).owner == "Party 1"


def test_a_compilation_of_others_works_needs_their_consent() -> None:
    arranged = {**WRITE, "action": "arrange", "kept": 9, "outputs": 40, "criteria": "by season"}
    found = result(AUTHOR, steps=[arranged], inputs=[NOVEL], claim="arrangement")
    compiled = claim(found, "compilation", "arrangement")
    assert status(compiled, "consent_of_other_owner") == "not_met"
    assert "prc-copyright-law-16" in compiled.authority


def test_a_photograph_of_another_does_not_show_in_a_text() -> None:
    found = result(AUTHOR, inputs=[{**NOVEL, "what": "photo"}])
    assert found.ownership.basis == "author"


def test_whether_anothers_material_shows_is_asked_where_nobody_said_so() -> None:
    unknown = {name: value for name, value in NOVEL.items() if name != "in_output"}
    assert "shows_another" in asked(result(AUTHOR, inputs=[unknown]))


# Organisations (arts. 11(3), 12 and 18)


def test_a_natural_person_hosts_no_legal_entity_work() -> None:
    found = result(AUTHOR, party(2, "host"))
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "author")
    assert "person_as_host" in asked(found)


def test_a_natural_person_is_no_employer_of_art_18() -> None:
    found = result(AUTHOR, party(2, "employer"))
    assert [c.basis for c in layer_of(found, "human_text").bases] == ["author"]
    assert "person_as_employer" in asked(found)


def test_whoever_is_named_on_a_hosted_work_is_presumed_its_author() -> None:
    host = party(2, "host", "organisation")
    found = result({**AUTHOR, "signs_work": True}, host)
    entity = claim(found, "legal_entity_work")
    assert (entity.claimed, status(entity, "its_responsibility")) == ("open", "open")
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "presumption")
    both = result(
        {**AUTHOR, "signs_work": True},
        {**host, "signs_work": True},
        steps=[WRITE, {"id": "v", "by": "p2", "action": "review"}],
    )
    assert both.ownership.owner == "Party 2"


def test_a_signature_beside_an_organisation_is_not_taken_for_the_makers() -> None:
    host = party(2, "host", "organisation")
    found = result(AUTHOR, host, published={"signature": True})
    assert not [c for c in layer_of(found, "human_text").bases if c.basis == "presumption"]
    assert "whose_name" in asked(found)


def test_a_name_on_the_work_presumes_nobody_beside_a_stated_maker() -> None:
    """Art. 12 names the author until the contrary is shown: the record itself states it."""
    company = party(2, "employer", "organisation", signs_work=True)
    silent = [{name: value for name, value in WRITE.items() if name != "by"}]
    for steps in ([WRITE], silent):
        found = result(AUTHOR, company, steps=steps)
        presumed = claim(found, "presumption")
        assert presumed.claimed == "open", steps
        assert presumed.conditions[0].against.parties == ("p1",)
        assert found.ownership.owner != "Party 2"
    alone = result(party(2, "employer", "organisation", signs_work=True), steps=silent)
    assert claim(alone, "presumption").claimed == "met"


# Contracts


def two(first: str, second: str, **more: Any) -> list[dict[str, Any]]:
    return [
        contract("commission", first, on="2025-01-01"),
        {**contract("commission", second, on="2025-06-01"), "id": "c2", **more},
    ]


@pytest.mark.parametrize(
    ("first", "second", "owner"),
    [
        ("commissioner_owns", "author_owns", "Party 1"),
        ("author_owns", "commissioner_owns", "Party 2"),
    ],
)
def test_the_later_of_two_contracts_between_the_same_parties_is_followed(
    first: str, second: str, owner: str
) -> None:
    found = result(AUTHOR, COMMISSIONER, contracts=two(first, second))
    assert found.ownership.owner == owner
    assert "later_contract" in asked(found)


def test_what_a_later_contract_gives_back_stays_a_task_of_the_job() -> None:
    job = contract("employment", "organisation_owns", on="2025-01-01")
    back = {**contract("assignment", "author_owns", on="2025-06-01"), "id": "c2"}
    found = result(AUTHOR, EMPLOYER, contracts=[job, back])
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "employee_work")
    assert status(claim(found, "employee_work"), "task_of_work") == "met"
    assert "contract_missing" not in asked(found)


@pytest.mark.parametrize("more", [{"on": None}, {"on": "2025-01-01"}, {"scope": "Book two"}])
def test_contracts_of_which_none_is_the_later_leave_the_owner_open(more: dict[str, Any]) -> None:
    found = result(AUTHOR, COMMISSIONER, contracts=two("commissioner_owns", "author_owns", **more))
    assert found.ownership.owner == ""
    assert "contracts_conflict" in asked(found)


def test_a_contract_that_says_nothing_on_the_rights_replaces_none() -> None:
    found = result(AUTHOR, COMMISSIONER, contracts=two("commissioner_owns", "silent"))
    assert found.ownership.owner == "Party 2"
    assert not asked(found) & {"later_contract", "contracts_conflict"}


@pytest.mark.parametrize("kind", ["commission", "employment", "cooperation"])
def test_a_contract_whose_words_nobody_stated_leaves_the_owner_open(kind: str) -> None:
    found = result(AUTHOR, COMMISSIONER, contracts=[contract(kind, "unknown")])
    assert (found.ownership.owner, status(claim(found, "author"), "not_given_away")) == ("", "open")
    assert "contract_terms" in asked(found)


def test_joint_authors_are_commissioned_together_where_no_contract_is_recorded() -> None:
    found = result(AUTHOR, CO_AUTHOR, {**COMMISSIONER, "id": "p3"}, steps=BY_BOTH)
    assert found.ownership.owner == "Party 1, Party 2"
    assert claim(found, "author").claimed == "open"  # whether it can be used by itself
    one = contract("commission", "commissioner_owns", parties=["p2", "p3"])
    found = result(AUTHOR, CO_AUTHOR, {**COMMISSIONER, "id": "p3"}, steps=BY_BOTH, contracts=[one])
    assert {c.claimed for c in layer_of(found, "human_text").bases} == {"open"}
    assert "not_all_agreed" in asked(found)


def test_a_contract_with_a_printer_leaves_the_commission_as_it_is() -> None:
    printer = party(3, "helper", "organisation")
    printing = contract("commission", "commissioner_owns", parties=["p1", "p3"])
    found = result(AUTHOR, COMMISSIONER, printer, contracts=[printing])
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "commissioned_work")
    assert {"another_commission", "contract_missing"} <= asked(found)
    assert not asked(found) & {"whose_order", "order_of_maker"}


def test_a_helper_is_not_taken_for_a_commissioner() -> None:
    printing = contract("commission", "commissioner_owns")
    found = result(AUTHOR, party(2, "helper", "organisation"), contracts=[printing])
    assert "commissioned_work" not in {c.basis for c in layer_of(found, "human_text").bases}
    assert status(claim(found, "author"), "not_given_away") == "open"
    assert "another_commission" in asked(found)


def test_a_sole_maker_is_asked_for_the_contract_not_which_maker_it_was() -> None:
    agency = party(3, "team", "organisation")
    others = contract("commission", "silent", parties=["p2", "p3"])
    found = result(AUTHOR, COMMISSIONER, agency, contracts=[others])
    assert "order_of_maker" in asked(found)
    assert "whose_order" not in asked(found)


# Texts drafted by another (SPC Interpretation art. 13)


MAYOR = party(2, "author", signs_work=True)
REVIEW = {"id": "v", "by": "p2", "action": "review"}


@pytest.mark.parametrize("role", ["author", "helper"])
def test_a_text_signed_by_one_who_did_not_write_it_may_be_a_ghost_written_speech(role: str) -> None:
    found = result(party(1, role), MAYOR, steps=[WRITE, REVIEW], published={"where": "A paper"})
    ghost = claim(found, "ghost_written")
    assert (ghost.owner, ghost.claimed, ghost.proved) == ("Party 2", "open", "open")
    assert [c.claimed for c in ghost.conditions] == ["met", "met", "met", "open", "met"]
    assert claim(found, "presumption").claimed == "open"
    assert found.ownership.owner == ""
    assert "ghost_written" in asked(found)


def test_whoever_drafted_it_keeps_it_where_that_was_agreed() -> None:
    agreed = contract("commission", "author_owns")
    found = result(AUTHOR, MAYOR, steps=[WRITE, REVIEW], contracts=[agreed])
    assert claim(found, "ghost_written").claimed == "not_met"
    assert "ghost_written" not in asked(found)
    assert found.ownership.owner == "Party 1"


@pytest.mark.parametrize(
    ("signing", "fields"),
    [(MAYOR, {"steps": BY_BOTH}), (party(2, "author"), {}), (MAYOR, {"kind": "image"})],
)
def test_a_text_that_its_signatory_wrote_or_nobody_signed_is_not(
    signing: dict[str, Any], fields: dict[str, Any]
) -> None:
    found = result(AUTHOR, signing, **fields)
    raised = {c.basis for layer in found.ownership.layers for c in layer.bases}
    assert "ghost_written" not in raised


# What is unlikely to be a work


def test_a_layer_that_is_unlikely_to_be_a_work_has_bases_but_no_owner_and_says_why() -> None:
    photo = {"id": "i", "what": "photo", "made_by": "own", "in_output": "dominant"}
    bare = {"id": "r", "by": "p1", "action": "generate", "tool": "t1", "prompt": "oil painting"}
    found = result(AUTHOR, kind="image", tools=[TOOL], steps=[bare], inputs=[photo])
    prompted, own = layer_of(found, "prompted_output"), layer_of(found, "own_input")
    assert (prompted.owner, prompted.because) == ("", "ownership.uncertain_work")
    assert (own.owner, own.because) == ("Party 1", "ownership.author")


def test_a_film_asks_nothing_on_joint_works_of_its_writer_and_director() -> None:
    steps = [{**WRITE, "layer": "script"}, RUN]
    found = result(
        AUTHOR, PRODUCER, party(3, "author"), kind="video", tools=[{**TOOL, "does": "video"}],
        steps=steps, appraiser="decider",
    )  # fmt: skip
    assert "created_in_common" not in asked(found)
