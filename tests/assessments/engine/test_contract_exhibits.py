"""What an exhibit of a contract shows: a label is no clause, and its words may stand against it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.held_files import HeldFile, HeldFiles
from assessments.engine.result import Result
from tests.support.owners import (
    AUTHOR,
    CLAUSES,
    COMMISSIONER,
    EXAMINED,
    EXHIBITS,
    asked,
    claim,
    contract,
    result,
)


def shown(
    shows: str | None = None,
    says: str = "commissioner_owns",
    examined: bool = True,
    files: HeldFiles | None = None,
    what: str = "contract",
    **more: Any,
) -> Result:
    given = contract("commission", says, evidence=["e2"], on="2025-01-01", **more)
    piece = {**(EXAMINED if examined else EXHIBITS)[1], "what": what}
    if shows:
        piece["shows"] = shows
    client = {**COMMISSIONER, "name": "某品牌"}
    return result(
        AUTHOR,
        client,
        contracts=[given],
        evidence=[EXHIBITS[0], piece],
        created_from="2025-02-01",
        files=files,
    )


def proved(found: Result) -> str:
    return found.ownership.proved_owner


@pytest.mark.parametrize(
    "shows", ["著作权归委托人所有", "Clause 7: the copyright belongs to the client"]
)
def test_an_examined_exhibit_shows_what_it_is_described_as_showing(shows: str) -> None:
    assert proved(shown(shows)) == "某品牌"


def test_a_recorded_clause_is_shown_by_an_examined_exhibit() -> None:
    assert proved(shown(clause=CLAUSES["commissioner_owns"])) == "某品牌"


def test_a_label_without_a_clause_is_not_proved_by_any_examination() -> None:
    found = shown()
    assert (found.ownership.owner, proved(found)) == ("某品牌", "")
    assert "contract_unproved" in asked(found)


def test_a_held_file_that_a_lawyer_examined_proves_no_label_either() -> None:
    held = HeldFiles(files={"e2": HeldFile(text="")})
    assert proved(shown(files=held)) == ""
    assert proved(shown("著作权归委托人所有", files=held)) == "某品牌"


@pytest.mark.parametrize("what", ["contract", "witness"])
def test_what_nobody_examined_shows_no_contract(what: str) -> None:
    found = shown("著作权归委托人所有", examined=False, what=what)
    assert (found.ownership.owner, proved(found)) == ("某品牌", "")


@pytest.mark.parametrize(
    "shows",
    [
        "未约定著作权归属",
        "合同对著作权归属没有约定",
        "著作权的归属约定不明",
        "The contract is silent on copyright",
        "It does not mention who owns the rights",
        "著作权归受托人所有",
        "The copyright remains with the author",
    ],
)
def test_words_of_an_exhibit_that_say_otherwise_stand_against_the_label(shows: str) -> None:
    found = shown(shows, clause="Clause 7.2")
    assert (found.ownership.owner, proved(found)) == ("", "")
    assert [(c.field, c.code) for c in found.contradictions] == [
        ("contracts[0].says", "contradiction.contract_exhibit")
    ]
    assert "exhibit_contradicts" in asked(found)
    assert "contract_terms" not in asked(found)


@pytest.mark.parametrize(
    "shows",
    [
        "unsigned draft",
        "未签署的草稿",
        "双方尚未盖章",
        "合同已解除",
        "与某旅游公司签订",
        "A contract with Other Travel Ltd",
        "委托方为某旅游公司",
    ],
)
def test_a_draft_or_a_contract_with_others_shows_nothing(shows: str) -> None:
    found = shown(shows, clause=CLAUSES["commissioner_owns"])
    assert (found.ownership.owner, proved(found)) == ("某品牌", "")
    assert "exhibit_unfit" in asked(found)
    assert claim(found, "commissioned_work", owner="某品牌").conditions[0].proved == "open"


@pytest.mark.parametrize(
    "shows",
    [
        "与某品牌签订的委托合同",
        "双方签订，加盖公章",
        "Signed between the client and the artist",
        "委托合同原件",
    ],
)
def test_a_contract_of_the_parties_is_shown(shows: str) -> None:
    found = shown(shows, clause=CLAUSES["commissioner_owns"])
    assert proved(found) == "某品牌"
    assert "exhibit_unfit" not in asked(found)


def test_a_silent_contract_is_shown_by_an_exhibit_that_says_so() -> None:
    found = shown("未约定著作权归属", says="silent")
    left = claim(found, "commissioned_work", owner="Party 1").conditions[1]
    assert (left.code, left.proved) == ("condition.contract_leaves_maker", "met")
    assert found.contradictions == ()
