"""Who did not make a work gives on by contract only what they have from those who made it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.result import Result
from assessments.engine.result_ownership import OwnershipClaim
from tests.support.owners import AUTHOR, CLAUSES, EMPLOYER, EXAMINED, asked, claim, party, result

STUDIO = party(2, "employer", "organisation")
CLIENT = party(3, "commissioner", "organisation")
GIVES = "commissioner_owns"


def order(says: str = GIVES, clause: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": "order", "kind": "commission", "parties": ["p2", "p3"], "says": says,
        "clause": clause or CLAUSES.get(says), **more,
    }  # fmt: skip


def of_maker(kind: str, says: str, **more: Any) -> dict[str, Any]:
    return {"id": "own", "kind": kind, "parties": ["p1", "p2"], "says": says, **more}


def chain(*contracts: dict[str, Any], second: dict[str, Any] = STUDIO, **fields: Any) -> Result:
    return result(AUTHOR, second, CLIENT, contracts=list(contracts), **fields)


def has_rights(found: OwnershipClaim) -> Any:
    return next(c for c in found.conditions if c.code.endswith("er_has_rights"))


def test_an_employer_cannot_give_a_client_what_stays_with_the_employee() -> None:
    found = chain(of_maker("employment", "silent"), order())
    given = claim(found, "commissioned_work", owner="Party 3")
    right = has_rights(given)
    assert (given.claimed, right.code) == ("open", "condition.employer_has_rights")
    assert (right.facts.parties, right.against.parties) == (("p2",), ("p1",))
    assert right.against.contracts == ("own",)
    assert {"prc-copyright-law-18", "prc-copyright-law-19"} <= set(given.authority)
    assert "employer_has_rights" in asked(found)
    assert "order_of_maker" not in asked(found)  # whose contract it is has been said
    assert found.ownership.owner == "Party 1"
    owners = {c.owner for c in found.ownership.layers[0].bases}
    assert owners == {"Party 1", "Party 2", "Party 3"}  # everybody with a basis, the client too
    orders = [c for c in found.ownership.layers[0].bases if c.basis == "commissioned_work"]
    assert [c.owner for c in orders] == ["Party 3"]  # the maker was not commissioned


def test_an_employer_who_has_the_rights_gives_them_on() -> None:
    found = chain(of_maker("employment", "organisation_owns"), order())
    assert (found.ownership.owner, found.ownership.basis) == ("Party 3", "commissioned_work")
    assert found.ownership.proved_owner == ""
    assert not {"employer_has_rights", "giver_has_rights"} & asked(found)
    for basis in ("special_employee_work", "author", "employee_work"):
        assert claim(found, basis).claimed == "not_met"


def test_what_is_given_on_is_proved_by_both_contracts_only() -> None:
    words = CLAUSES["organisation_owns"]
    dated: dict[str, Any] = {"on": "2025-01-01", "evidence": ["e2"]}
    own = of_maker("employment", "organisation_owns", clause=words, **dated)
    fields: dict[str, Any] = {"evidence": EXAMINED, "created_from": "2025-02-01"}
    assert chain(own, order(**dated), **fields).ownership.proved_owner == "Party 3"
    for contracts in ((own, order()), ({**own, "evidence": []}, order(**dated))):
        found = chain(*contracts, **fields)
        assert claim(found, "commissioned_work", owner="Party 3").proved == "open"


@pytest.mark.parametrize(
    ("says", "claimed", "owner"),
    [("silent", "not_met", "Party 1"), (GIVES, "met", "Party 3"), ("unknown", "open", "")],
)
def test_a_studio_gives_its_client_what_its_own_order_gave_it(
    says: str, claimed: str, owner: str
) -> None:
    studio = party(2, "commissioner", "organisation")
    found = chain(of_maker("commission", says), order(), second=studio)
    given = claim(found, "commissioned_work", owner="Party 3")
    assert (given.claimed, has_rights(given).code) == (claimed, "condition.giver_has_rights")
    assert found.ownership.owner == owner
    assert ("giver_has_rights" in asked(found)) == (claimed != "met")


def test_a_silent_order_leaves_the_employer_what_it_has() -> None:
    found = chain(of_maker("employment", "organisation_owns"), order("silent"))
    assert found.ownership.owner == "Party 2"
    kept = claim(found, "commissioned_work", owner="Party 2")
    codes = [c.code for c in kept.conditions]
    assert "condition.contract_leaves_commissioned" in codes
    assert "Party 3" not in {c.owner for c in found.ownership.layers[0].bases}


def test_rights_pass_along_every_link_and_no_further() -> None:
    last = party(4, "commissioner", "organisation")
    further = {**order(), "id": "further", "parties": ["p3", "p4"]}
    contracts = [of_maker("employment", "organisation_owns"), order(), further]
    found = result(AUTHOR, STUDIO, CLIENT, last, contracts=contracts)
    assert found.ownership.owner == "Party 4"
    orders = [c for c in found.ownership.layers[0].bases if c.basis == "commissioned_work"]
    assert [c.owner for c in orders] == ["Party 3", "Party 4"]
    broken = [{**contracts[0], "says": "silent"}, *contracts[1:]]
    found = result(AUTHOR, STUDIO, CLIENT, last, contracts=broken)
    assert claim(found, "commissioned_work", owner="Party 4").claimed == "open"


def test_an_order_that_the_maker_signed_is_no_chain() -> None:
    direct = {**order(), "parties": ["p1", "p3"]}
    found = result(AUTHOR, EMPLOYER, CLIENT, contracts=[direct])
    given = claim(found, "commissioned_work", owner="Party 3")
    assert not [c for c in given.conditions if c.code.endswith("has_rights")]


# What a clause makes the rights depend on


@pytest.mark.parametrize(
    "clause",
    [
        "乙方交付的成果的著作权自甲方付清全部费用之日起归甲方所有。",
        "甲方付清费用后，著作权归甲方所有；乙方交付成果。",
        "著作权归委托人所有，以付清全部费用为前提",
        "The copyright passes to the client once the full fee has been paid.",
        "Upon payment in full, all rights vest in the client.",
    ],
)
def test_a_clause_that_waits_for_payment_gives_nothing_before_it(clause: str) -> None:
    direct = {**order(clause=clause), "parties": ["p1", "p3"]}
    found = result(AUTHOR, CLIENT, contracts=[direct])
    given = claim(found, "commissioned_work", owner="Party 3")
    waits = next(c for c in given.conditions if c.code == "condition.clause_paid")
    assert (waits.claimed, waits.facts.contracts) == ("open", ("order",))
    assert {"clause_paid"} <= asked(found)
    assert not {"clause_unread", "clause_contradicts"} & asked(found)
    assert found.ownership.owner == ""
    assert claim(found, "commissioned_work", owner="Party 1").claimed == "open"


@pytest.mark.parametrize(
    ("shows", "owner"),
    [
        ("银行回单：已全额付清", "Party 3"),
        ("Receipt of the full fee", "Party 3"),
        ("首款已支付，尾款尚未付清", ""),
        ("没有付款凭证", ""),
        ("No receipt of the fee", ""),
        ("the fee has not been paid", ""),
        ("收到定金的收据", ""),
        ("Receipt of the first instalment", ""),
        ("客户已书面确认", ""),
    ],
)
def test_a_receipt_shows_that_it_was_paid(shows: str, owner: str) -> None:
    paid = {"id": "e2", "what": "contract", "made": "contemporaneous", "shows": shows}
    clause = "Upon payment in full, all rights vest in the client."
    direct = {**order(clause=clause), "parties": ["p1", "p3"], "evidence": ["e2"]}
    drafts = {"id": "e1", "what": "drafts", "made": "contemporaneous"}
    found = result(AUTHOR, CLIENT, contracts=[direct], evidence=[drafts, paid])
    assert found.ownership.owner == owner


@pytest.mark.parametrize(
    ("clause", "shows", "asked_of", "owner"),
    [
        ("著作权归委托人（待委托人法务确认）", "银行回单：已全额付清", {"clause_approved"}, ""),
        ("著作权归委托人（待委托人法务确认）", "法务部已书面确认", set(), "Party 3"),
        ("著作权归委托人（待委托人法务确认）", "确认函尚未签发，待审批", {"clause_approved"}, ""),
        (
            "All rights vest in the client subject to approval by its board and upon payment",
            "Receipt of the full fee",
            {"clause_approved"},
            "",
        ),
        (
            "All rights vest in the client subject to approval by its legal department",
            "Letter of approval; approval given by the legal department",
            set(),
            "Party 3",
        ),
        (
            "合同自2099年起生效，著作权归委托人",
            "银行回单：已全额付清",
            {"clause_begun"},
            "",
        ),
    ],
)
def test_each_condition_of_a_clause_is_asked_for_and_shown_by_itself(
    clause: str, shows: str, asked_of: set[str], owner: str
) -> None:
    piece = {"id": "e2", "what": "contract", "made": "contemporaneous", "shows": shows}
    direct = {**order(clause=clause), "parties": ["p1", "p3"], "evidence": ["e2"]}
    drafts = {"id": "e1", "what": "drafts", "made": "contemporaneous"}
    found = result(AUTHOR, CLIENT, contracts=[direct], evidence=[drafts, piece])
    assert asked(found) & {"clause_paid", "clause_approved", "clause_begun"} == asked_of
    assert found.ownership.owner == owner


@pytest.mark.parametrize(
    "clause",
    [
        "甲方在验收合格后十日内支付费用，著作权归委托人所有",
        "The client pays within ten days after delivery; the copyright belongs to the client.",
    ],
)
def test_a_day_of_payment_is_no_condition_of_the_rights(clause: str) -> None:
    direct = {**order(clause=clause), "parties": ["p1", "p3"]}
    found = result(AUTHOR, CLIENT, contracts=[direct])
    assert found.ownership.owner == "Party 3"
    assert not {"clause_paid", "clause_approved"} & asked(found)
