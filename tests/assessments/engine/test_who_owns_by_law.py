"""Employers of the press, designs, lives told for another, speeches, and authors who have died."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import Result
from tests.support.owners import AUTHOR, asked, claim, contract, layer_of, party, result, status

EMPLOYER = party(2, "employer", "organisation")
SILENT = contract("employment", "silent", scope="all texts of the job", on="2025-01-01",
                  evidence=["e2"])  # fmt: skip


def employed(**employer: Any) -> Result:
    return result(AUTHOR, {**EMPLOYER, **employer}, contracts=[SILENT], created_from="2025-03-01")


def test_who_works_for_the_press_does_not_own_and_who_works_elsewhere_does() -> None:
    owned = [layer_of(employed(is_press=value), "human_text") for value in (True, False, None)]
    assert [layer.owner for layer in owned] == ["Party 2", "Party 1", ""]
    assert owned[0].basis == "special_employee_work"
    assert owned[1].basis == "employee_work"


def test_only_what_is_not_stated_of_the_employer_is_asked() -> None:
    assert "staff_of_press" in asked(employed())
    assert "staff_of_press" not in asked(employed(is_press=False)) | asked(employed(is_press=True))


@pytest.mark.parametrize(
    "fields", [{"subject_matter": "functional"}, {"title": "电饭煲产品设计图"}, {"title": "A map"}]
)
def test_of_designs_and_maps_the_means_of_the_employer_are_asked(fields: dict[str, Any]) -> None:
    drawn = {"id": "w", "by": "p1", "action": "edit", "extent": "substantial", "adds": ["figure"]}
    found = result(AUTHOR, EMPLOYER, kind="image", steps=[drawn], **fields)
    assert "employers_resources" in asked(found)
    assert "staff_of_press" not in asked(found)


@pytest.mark.parametrize("title", ["王老师自传", "Memoirs of a ferryman"])
def test_a_life_told_for_another_is_not_taken_for_the_drafters(title: str) -> None:
    parties = [AUTHOR, party(2, "commissioner")]
    assert layer_of(result(*parties, title="Tea"), "human_text").owner == "Party 1"
    found = result(*parties, title=title)
    assert layer_of(found, "human_text").owner == ""
    assert "life_story" in asked(found)
    assert layer_of(result(AUTHOR, title=title), "human_text").owner == "Party 1"


@pytest.mark.parametrize("title", ["在年会上的讲话", "Speech at the opening"])
def test_who_approved_a_speech_that_another_drafted_may_own_it(title: str) -> None:
    approved = {"id": "r", "by": "p2", "action": "review"}
    drafted = {"id": "w", "by": "p1", "action": "write", "extent": "substantial"}
    found = result(AUTHOR, party(2, "helper"), title=title, steps=[drafted, approved])
    assert status(claim(found, "ghost_written"), "report_or_speech") == "open"
    assert "ghost_written" in asked(found)
    other = result(AUTHOR, party(2, "helper"), title="Tea", steps=[drafted, approved])
    assert "ghost_written" not in asked(other)


@pytest.mark.parametrize("name", ["老周（已故）", "The late Zhou"])
def test_who_has_died_owns_nothing(name: str) -> None:
    found = result({**AUTHOR, "name": name})
    assert layer_of(found, "human_text").owner == ""
    assert "heirs" in asked(found)


GIVES = contract("commission", "commissioner_owns", on="2025-01-01", evidence=["e2"])


def commissioned(shows: str | None) -> str:
    pieces = [
        {"id": "e1", "what": "drafts", "made": "contemporaneous"},
        {"id": "e2", "what": "contract", "made": "contemporaneous", "shows": shows},
    ]
    found = result(
        AUTHOR, party(2, "commissioner", "organisation"), contracts=[GIVES], evidence=pieces,
        created_from="2025-03-01",
    )  # fmt: skip
    return claim(found, "commissioned_work", owner="Party 2").proved


@pytest.mark.parametrize("shows", [None, "the signed contract", "著作权归委托方所有"])
def test_a_contract_that_is_shown_proves_what_it_says(shows: str | None) -> None:
    assert commissioned(shows) == "met"


@pytest.mark.parametrize(
    "shows",
    [
        "未约定著作权归属",
        "unsigned draft",
        "与某旅游公司签订的合同",
        "著作权归受托方所有",
        "says nothing of copyright",
    ],
)
def test_an_exhibit_that_says_otherwise_does_not_prove_the_label_of_a_contract(shows: str) -> None:
    assert commissioned(shows) == "open"


def test_a_sole_author_of_whom_the_making_is_stated_is_not_asked_what_he_made() -> None:
    run = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a cat"}
    own = {"id": "i1", "what": "photo", "made_by": "own", "in_output": "dominant"}
    tool = {"id": "t1", "name": "A tool", "does": "text_to_image"}
    found = result(AUTHOR, kind="image", tools=[tool], steps=[run], inputs=[own])
    assert status(claim(found, "author", "own_input"), "created") == "met"
    assert "author_without_creation" not in asked(found)
