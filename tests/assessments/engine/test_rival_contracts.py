"""A contract gives rights to its own parties only, and what they give on is no longer theirs."""

from __future__ import annotations

import pytest

from tests.support.owners import (
    AUTHOR,
    COMMISSIONER,
    EMPLOYER,
    PRODUCER,
    WRITE,
    asked,
    claim,
    contract,
    layer_of,
    party,
    result,
    status,
)

OTHER = party(3, "employer", "organisation")
FIRST = contract("employment", "organisation_owns")


def second(kind: str, says: str, *parties: str) -> dict[str, object]:
    return {**contract(kind, says, parties=list(parties)), "id": "c2"}


def test_of_two_employers_the_one_whose_contract_says_so_owns_it() -> None:
    found = result(
        AUTHOR, EMPLOYER, OTHER, contracts=[FIRST, second("employment", "silent", "p1", "p3")]
    )
    assert found.ownership.owner == "Party 2"


def test_of_two_whose_contracts_both_say_so_neither_is_named() -> None:
    rival = second("employment", "organisation_owns", "p1", "p3")
    found = result(AUTHOR, EMPLOYER, OTHER, contracts=[FIRST, rival])
    assert found.ownership.owner == ""
    assert (
        status(claim(found, "special_employee_work", owner="Party 2"), "contract_gives_employer")
        == "open"
    )
    assert "rival_contracts" in asked(found)
    assert "not_all_agreed" not in asked(found)


def test_a_commissioner_without_a_contract_does_not_own_beside_one_with_a_contract() -> None:
    given = contract("commission", "commissioner_owns")
    found = result(AUTHOR, COMMISSIONER, party(3, "commissioner"), contracts=[given])
    assert found.ownership.owner == "Party 2"


def test_what_an_employer_gives_on_is_not_said_to_be_its_own() -> None:
    client = party(3, "commissioner", "organisation")
    passed = second("commission", "commissioner_owns", "p2", "p3")
    found = result(AUTHOR, EMPLOYER, client, contracts=[FIRST, passed])
    taken = claim(found, "special_employee_work")
    assert (taken.claimed, status(taken, "not_given_away")) == ("not_met", "not_met")
    assert found.ownership.owner == "Party 3"


@pytest.mark.parametrize("kind", ["commission", "assignment"])
def test_no_person_owns_by_words_that_give_it_to_an_organisation(kind: str) -> None:
    given = contract(kind, "organisation_owns")
    found = result(AUTHOR, party(2, "commissioner"), contracts=[given])
    assert found.ownership.owner == ""
    assert "contract_terms" in asked(found)


def test_a_licence_that_says_that_another_owns_is_asked_about() -> None:
    found = result(AUTHOR, COMMISSIONER, contracts=[contract("licence", "organisation_owns")])
    assert found.ownership.owner == "Party 1"
    assert "contract_terms" in asked(found)


def test_terms_recorded_as_a_contract_that_takes_the_output_open_the_ownership() -> None:
    taking = contract("tool_terms", "organisation_owns")
    provider = party(2, "tool_provider", "organisation")
    found = result(AUTHOR, provider, contracts=[taking])
    assert status(claim(found, "author"), "not_given_away") == "open"
    assert "contract_terms" in asked(found)


def test_music_that_a_person_wrote_stays_its_authors_beside_the_film() -> None:
    music = {**WRITE, "adds": ["sound"], "layer": "song"}
    cut = {**music, "id": "x", "by": "p3", "action": "edit", "layer": "mix", "effect": "visible"}
    found = result(AUTHOR, PRODUCER, party(3, "team"), kind="video", steps=[music, cut])
    song, sound = (layer for layer in found.ownership.layers if layer.bases)
    assert (song.owner, song.separate) == ("Party 1", True)
    assert (sound.owner, sound.separate) == ("Party 2", False)


def test_who_only_checked_is_no_joint_author() -> None:
    checked = {"id": "v", "by": "p2", "action": "review"}
    found = result(AUTHOR, party(2, "co_author"), steps=[WRITE, checked])
    assert layer_of(found, "human_text").owner == "Party 1"
    assert "author_without_creation" in asked(found)


def test_a_stated_want_of_licence_is_said_and_not_asked() -> None:
    book = {
        "id": "i",
        "what": "text",
        "made_by": "third_party",
        "licence": "unlicensed",
        "in_output": "dominant",
    }
    found = result(AUTHOR, inputs=[book])
    assert {"consent_missing", "consent"} & asked(found) == {"consent_missing"}
