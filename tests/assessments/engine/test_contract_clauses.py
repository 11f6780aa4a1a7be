"""What the clause of a contract says outweighs no label: where they differ, neither is believed."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.result import Result
from tests.support.owners import (
    AUTHOR,
    CLAUSES,
    COMMISSIONER,
    EMPLOYER,
    EXAMINED,
    WRITE,
    asked,
    claim,
    contract,
    result,
    status,
)

NAMED = {**AUTHOR, "name": "林晓"}


def of(
    clause: str,
    says: str = "commissioner_owns",
    kind: str = "commission",
    other: Any = COMMISSIONER,
) -> Result:
    return result(NAMED, other, contracts=[contract(kind, says, clause=clause)])


def contradictions(found: Result) -> list[tuple[str, str]]:
    return [(c.field, c.code) for c in found.contradictions]


@pytest.mark.parametrize(
    "clause",
    [
        "著作权归受托人林某所有",
        "著作权归属于创作者",
        "本作品著作权由受托方享有",
        "受托人保留全部著作权",
        "委托人不享有著作权，著作权属于受托人",
        "The client does not own the copyright; it remains with the author",
        "著作权归林晓所有",
        "Copyright belongs to the contractor.",
        "All rights remain with the author",
        "The contractor shall own the copyright.",
        "Copyright stays with 林晓",
        "著作权由双方共有",
        "Copyright is jointly held",
        "全部完成前著作权归受托人所有，付清后归委托人所有",
    ],
)
def test_a_clause_that_gives_the_work_to_another_opens_who_owns_it(clause: str) -> None:
    found = of(clause)
    assert contradictions(found) == [("contracts[0].says", "contradiction.clause")]
    assert "clause_contradicts" in asked(found)
    assert "contract_terms" not in asked(found)
    assert (found.ownership.owner, found.ownership.proved_owner) == ("", "")


@pytest.mark.parametrize(
    "clause",
    [
        "著作权归委托人所有",
        "著作权归委托方Party 2享有，受托人享有署名权",
        "受托人将著作权转让给委托人",
        "著作权不归受托人所有，归委托人所有",
        "著作权归公司所有",
        "Copyright vests in the client.",
        "The author assigns all rights to the commissioner.",
        "The copyright belongs to Party 2 and not to the contractor",
        "Copyright belongs to the client; the author is named and keeps the original.",
    ],
)
def test_a_clause_that_says_the_same_is_no_contradiction(clause: str) -> None:
    found = of(clause)
    assert contradictions(found) == []
    assert "clause_unread" not in asked(found)
    assert found.ownership.owner == "Party 2"


@pytest.mark.parametrize(
    "clause",
    [
        "见附件三",
        "委托人不享有著作权",
        "The client shall not own it",
        "as agreed on the phone",
        "著作权归乙方",
    ],
)
def test_a_clause_that_cannot_be_read_is_said_to_be_so(clause: str) -> None:
    found = of(clause)
    assert contradictions(found) == []
    assert "clause_unread" in asked(found)
    assert found.ownership.owner == "Party 2"


@pytest.mark.parametrize(
    ("kind", "says", "other", "clause"),
    [
        ("employment", "organisation_owns", EMPLOYER, "职务作品的著作权归员工所有"),
        ("employment", "author_owns", EMPLOYER, "员工创作的作品著作权归公司所有"),
        ("assignment", "organisation_owns", EMPLOYER, "Copyright stays with the author"),
        ("commission", "author_owns", COMMISSIONER, "著作权归委托人所有"),
        ("commission", "silent", COMMISSIONER, "著作权归委托人所有"),
    ],
)
def test_every_kind_of_contract_is_read(
    kind: str, says: str, other: dict[str, Any], clause: str
) -> None:
    found = of(clause, says, kind, other)
    assert contradictions(found) == [("contracts[0].says", "contradiction.clause")]
    assert found.ownership.owner == ""


def test_what_a_decider_read_stands() -> None:
    given = contract("commission", "commissioner_owns", clause="著作权归受托人")
    found = result(AUTHOR, COMMISSIONER, contracts=[given], appraiser="decider")
    assert contradictions(found) == []


# Days and writing


@pytest.mark.parametrize(("on", "proved"), [("2025-06-01", "met"), (None, "open")])
def test_an_assignment_without_a_day_proves_nothing(on: str | None, proved: str) -> None:
    day = {"on": on} if on else {}
    words = CLAUSES["organisation_owns"]
    given = contract("assignment", "organisation_owns", evidence=["e2"], clause=words, **day)
    found = result(AUTHOR, COMMISSIONER, contracts=[given], evidence=EXAMINED)
    assert claim(found, "assignment").proved == proved
    assert ("contract_undated" in asked(found)) is (proved == "open")


@pytest.mark.parametrize("says", ["author_owns", "silent"])
@pytest.mark.parametrize(("on", "proved"), [("2025-01-01", "met"), (None, "open")])
def test_a_contract_without_a_day_does_not_prove_what_it_leaves_to_the_maker(
    says: str, on: str | None, proved: str
) -> None:
    made = [{**WRITE, "at": "2025-03-01"}]
    day = {"on": on} if on else {}
    words = CLAUSES.get(says)
    given = contract("commission", says, evidence=["e2"], clause=words, **day)
    found = result(AUTHOR, COMMISSIONER, contracts=[given], evidence=EXAMINED, steps=made)
    left = claim(found, "commissioned_work", owner="Party 1").conditions
    leaving = next(c for c in left if c.code == "condition.contract_leaves_maker")
    assert leaving.proved == proved
    assert ("contract_undated" in asked(found)) is (proved == "open")


@pytest.mark.parametrize(("what", "written"), [("contract", "met"), ("chat_export", "open")])
def test_an_assignment_asks_whether_it_is_in_writing(what: str, written: str) -> None:
    given = contract("assignment", "organisation_owns", on="2025-06-01", evidence=["e2"])
    pieces = [EXAMINED[0], {**EXAMINED[1], "what": what}]
    found = result(AUTHOR, COMMISSIONER, contracts=[given], evidence=pieces)
    taken = claim(found, "assignment")
    assert (status(taken, "in_writing"), taken.claimed) == (written, written)
    assert ("in_writing" in asked(found)) is (written == "open")


@pytest.mark.parametrize(
    "clause",
    [
        "委托人享有独家信息网络传播权五年",
        "The client receives an exclusive licence for five years",
    ],
)
def test_a_clause_that_only_allows_a_use_gives_the_copyright_to_nobody(clause: str) -> None:
    found = of(clause)
    assert contradictions(found) == [("contracts[0].says", "contradiction.clause_of_use")]
    assert (found.ownership.owner, found.ownership.proved_owner) == ("", "")


@pytest.mark.parametrize(
    "clause",
    [
        "稿酬付清后著作权转归委托人",
        "Copyright passes to the client upon full payment",
        "稿酬付清后著作权转归甲方",
        "著作权归委托人所有。委托人未付清全款前著作权不转移",
        "Copyright belongs to the client. Until the fee is paid the author keeps the files",
        "合同自2099年起生效，著作权归委托人",
        "Effective from 2099, the copyright belongs to the client",
        "著作权归委托人（待委托人法务确认）",
        "Copyright belongs to the client (subject to approval by its legal department)",
    ],
)
def test_a_clause_on_a_condition_or_a_later_year_gives_nothing_until_then(clause: str) -> None:
    found = of(clause)
    asked_now = {"clause_paid", "clause_approved", "clause_begun"} & asked(found)
    assert len(asked_now) == 1
    assert (found.ownership.owner, found.ownership.proved_owner) == ("", "")


@pytest.mark.parametrize(
    "clause",
    [
        "本合同已于2026年3月解除，著作权归委托人",
        "This contract was terminated in March 2026; copyright belongs to the client",
    ],
)
def test_a_clause_of_a_contract_that_has_ended_gives_nothing(clause: str) -> None:
    found = of(clause)
    assert contradictions(found) == [("contracts[0].says", "contradiction.contract_no_force")]
    assert found.ownership.owner == ""
