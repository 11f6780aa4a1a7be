"""What a contract calls 甲方 or Party B is whoever it says, or does what that side does."""

from __future__ import annotations

import pytest

from assessments.engine.contract_clauses import owners_by_clause
from cases.record import Contract, Party
from tests.support.owners import RULES

CLAUSES = RULES.ownership.clauses
MAKER = Party(id="p1", name="沈一鸣", kind="person", role="author")
STUDIO = Party(id="p2", name="青柚设计有限公司", kind="organisation", role="employer")
CLIENT = Party(id="p3", name="滨海文旅集团", kind="organisation", role="commissioner")
ALL = (MAKER, STUDIO, CLIENT)


def owners(clause: str, kind: str = "commission", *parties: str, whole: str = "") -> set[str]:
    named = parties or ("p1", "p3")
    contract = Contract.model_validate(
        {"id": "c", "kind": kind, "parties": named, "says": "unknown", "clause": clause}
    )
    return set(owners_by_clause(contract, ALL, CLAUSES, whole))


@pytest.mark.parametrize(
    ("clause", "owner"),
    [
        ("乙方交付的成果的著作权自甲方付清全部费用之日起归甲方所有。", "commissioner"),
        ("甲方向乙方支付费用。乙方向甲方交付作品。著作权归甲方。", "commissioner"),
        ("乙方向甲方交付作品，著作权归乙方所有", "author"),
        ("甲方（委托人）享有著作权", "commissioner"),
        ("甲方为滨海文旅集团，乙方为沈一鸣。作品著作权归乙方所有", "author"),
        ("滨海文旅集团（以下简称甲方）与沈一鸣（以下简称乙方）约定著作权归甲方", "commissioner"),
        ("Party A pays Party B. The copyright belongs to Party A.", "commissioner"),
        ("The copyright in works made by Party B remains with Party B", "author"),
        # The one that makes may stand first.
        ("甲方创作插画，乙方支付费用，著作权归甲方所有", "author"),
    ],
)
def test_a_letter_is_whoever_makes_or_pays(clause: str, owner: str) -> None:
    assert owners(clause) == {owner}


def test_the_head_of_a_contract_says_who_is_who() -> None:
    head = "甲方：滨海文旅集团\n乙方：沈一鸣"
    assert owners("著作权归甲方所有") == set()
    assert owners("著作权归甲方所有", whole=head) == {"commissioner"}
    turned = "甲方：沈一鸣\n乙方：滨海文旅集团"
    assert owners("著作权归甲方所有", whole=turned) == {"author"}


@pytest.mark.parametrize(
    "clause",
    [
        "乙方在履行甲方工作任务过程中创作的作品，著作权归甲方所有，乙方享有署名权",
        "The copyright in all works that Party B creates in performing the tasks of Party A "
        "belongs to Party A",
    ],
)
def test_in_a_contract_of_employment_the_other_side_is_the_employer(clause: str) -> None:
    assert owners(clause, "employment", "p1", "p2") == {"organisation"}


@pytest.mark.parametrize("clause", ["著作权归乙方", "Copyright belongs to Party A", "甲乙双方盖章"])
def test_a_letter_alone_says_nothing(clause: str) -> None:
    assert owners(clause) == set()


def test_a_studio_that_was_commissioned_is_the_side_of_the_author() -> None:
    assert owners("著作权归青柚设计有限公司所有", "commission", "p2", "p3") == {"author"}


@pytest.mark.parametrize(
    "clause",
    [
        "5. The copyright belongs to both in equal shares.",
        "Both parties own the copyright equally",
        "The rights in the work are held in equal shares",
        "著作权由甲乙双方共有",
        "著作权归双方所有",
        "作品著作权由两位作者各占一半",
    ],
)
def test_both_and_equal_shares_are_read_as_shared(clause: str) -> None:
    assert owners(clause, "cooperation") == {"shared"}


@pytest.mark.parametrize(
    ("clause", "owner"),
    [
        ("收益由双方平分，著作权归委托人所有", "commissioner"),
        ("收益归双方所有，著作权归委托人所有", "commissioner"),
        ("著作权及收益归委托人所有", "commissioner"),
        ("Delivered to both parties; the copyright vests in the client", "commissioner"),
    ],
)
def test_sharing_anything_else_is_not_sharing_the_copyright(clause: str, owner: str) -> None:
    assert owners(clause) == {owner}
