"""What was written for or about a person, and the rights of an author who has died."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.owners import AUTHOR, WRITE, asked, claim, contract, party, result, status

TEACHER = party(2, "commissioner", name="王老师")
CHIEF = party(2, "commissioner")
REVIEW = {"id": "v", "by": "p2", "action": "review"}
SILENT = contract("commission", "silent")
MEMOIR: dict[str, Any] = {"title": "王老师自传", "contracts": [SILENT]}


def named(person: dict[str, Any], name: str) -> dict[str, Any]:
    return {**person, "name": name}


# Autobiographical works (SPC Interpretation art. 14)


@pytest.mark.parametrize(
    "fields",
    [MEMOIR, {"title": "Years", "summary": "Memoir of 王老师", "contracts": [SILENT]}],
)
def test_an_autobiography_is_that_persons_where_nothing_was_agreed(fields: dict[str, Any]) -> None:
    found = result(AUTHOR, TEACHER, **fields)
    assert (found.ownership.owner, found.ownership.basis) == ("王老师", "autobiographical_work")
    assert claim(found, "commissioned_work").claimed == "not_met"
    assert claim(found, "autobiographical_work").proved == "open"


def test_an_autobiography_is_whose_it_was_agreed_to_be() -> None:
    agreed = contract("commission", "author_owns")
    found = result(AUTHOR, TEACHER, **{**MEMOIR, "contracts": [agreed]})
    assert found.ownership.owner == "Party 1"


def test_whose_life_it_tells_is_asked_where_nothing_says_so() -> None:
    found = result(AUTHOR, CHIEF, title="A memoir", contracts=[SILENT])
    assert claim(found, "autobiographical_work").claimed == "open"
    assert found.ownership.owner == ""
    assert "autobiographical" in asked(found)
    told = {**CHIEF, "contribution": "the life told in the book is his"}
    assert result(AUTHOR, told, title="A memoir").ownership.owner == "Party 2"


def test_who_wrote_their_own_life_is_its_author() -> None:
    found = result(named(AUTHOR, "王老师"), title="王老师自传")
    assert (found.ownership.owner, found.ownership.basis) == ("王老师", "author")


def test_a_signed_autobiography_is_no_speech() -> None:
    found = result(AUTHOR, {**TEACHER, "signs_work": True}, published={"where": "x"}, **MEMOIR)
    assert "ghost_written" not in asked(found)
    assert found.ownership.owner == "王老师"


def test_a_novel_that_somebody_ordered_is_no_autobiography() -> None:
    found = result(AUTHOR, TEACHER, title="The river", contracts=[SILENT])
    assert found.ownership.owner == "Party 1"


# Reports and speeches (art. 13)


@pytest.mark.parametrize(("title", "speech"), [("在年会上的讲话稿", "met"), ("A report", "open")])
def test_a_speech_that_its_commissioner_checked_may_be_theirs(title: str, speech: str) -> None:
    found = result(AUTHOR, CHIEF, title=title, steps=[WRITE, REVIEW])
    ghost = claim(found, "ghost_written")
    assert (ghost.owner, ghost.claimed) == ("Party 2", "open")
    assert status(ghost, "report_or_speech") == speech
    assert status(ghost, "checked_and_finalised") == "met"
    assert found.ownership.owner == ""
    assert "ghost_written" in asked(found)


def test_a_speech_checked_and_published_in_ones_name_is_ones_own() -> None:
    signing = {**CHIEF, "signs_work": True}
    published = {"where": "The yearly meeting"}
    found = result(
        AUTHOR, signing, title="在年会上的讲话", steps=[WRITE, REVIEW], published=published
    )
    assert (found.ownership.owner, found.ownership.basis) == ("Party 2", "ghost_written")


def test_another_text_that_its_commissioner_checked_is_its_makers() -> None:
    found = result(AUTHOR, CHIEF, title="The river", steps=[WRITE, REVIEW], contracts=[SILENT])
    assert "ghost_written" not in asked(found)
    assert found.ownership.owner == "Party 1"


# Authors who have died (Copyright Law art. 21)


DEAD = [
    ({"name": "老周（已故）"}, {}),
    ({"name": "The late Zhou"}, {}),
    ({"contribution": "deceased in 2026"}, {}),
    ({}, {"notes": "The author died in March 2026."}),
    ({"name": "老周"}, {"notes": "老周于2026年3月去世。"}),
]


@pytest.mark.parametrize(("person", "fields"), DEAD)
def test_the_dead_own_nothing_and_their_heirs_are_asked_for(
    person: dict[str, Any], fields: dict[str, Any]
) -> None:
    found = result({**AUTHOR, **person}, **fields)
    assert found.ownership.owner == ""
    assert status(claim(found, "author"), "living") == "not_met"
    assert "heirs" in asked(found)


@pytest.mark.parametrize(("person", "fields"), DEAD)
def test_whoever_is_said_to_inherit_takes_the_economic_rights(
    person: dict[str, Any], fields: dict[str, Any]
) -> None:
    heir = party(2, "helper", contribution="heir")
    found = result({**AUTHOR, **person}, heir, **fields)
    assert (found.ownership.owner, found.ownership.basis) == ("Party 2", "succession")
    assert (found.ownership.proved_owner, claim(found, "succession").proved) == ("", "open")


@pytest.mark.parametrize(
    "notes",
    [
        "Written after my grandfather died in 2020.",
        "书中写一位去世的老人。",
        "The hero died young.",
        "The late spring of 1990; written in one night.",
    ],
)
def test_the_death_of_somebody_else_takes_nothing(notes: str) -> None:
    found = result(AUTHOR, notes=notes)
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "author")


def test_an_assignment_of_the_dead_goes_before_succession() -> None:
    heir = party(3, "helper", contribution="heir")
    given = contract("assignment", "organisation_owns", on="2025-01-01")
    firm = party(2, "helper", "organisation")
    found = result({**AUTHOR, "name": "老周（已故）"}, firm, heir, contracts=[given])
    assert claim(found, "succession").claimed != "met"
