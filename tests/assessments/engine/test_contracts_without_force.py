"""A contract whose own words or exhibits say that it binds nobody gives the rights to nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import Result, assess
from tests.support.real_library import real_library
from tests.support.records import PERSON, PROMPTS, RULES, TOOL, record

FIRM = {"id": "c", "name": "某公司", "kind": "organisation", "role": "commissioner"}
STEP = {
    **{"id": "s1", "action": "generate", "tool": "t1", "by": "p1"},
    **{"prompt": PROMPTS[1], "criteria": "the warmest light", "effect": "visible"},
}
NEXT = {
    **{"id": "s2", "action": "adjust", "tool": "t1", "by": "p1", "parent": "s1"},
    **{"prompt": f"{PROMPTS[1]}, no moon", "changed": ["prompt", "parameters"]},
    **{"parameters": {"steps": 31}, "effect": "as_intended"},
}
SEEN = {"name": "李律师", "on": "2026-06-01"}


def found(shows: str | None = None, **contract: Any) -> Result:
    exhibit = {"id": "e2", "what": "contract", "made": "contemporaneous", "shows": shows}
    of = {
        **{"id": "k", "kind": "commission", "on": "2026-01-01", "parties": ["p1", "c"]},
        **{"says": "commissioner_owns", "clause": "著作权归委托人所有"},
        **({"evidence": ["e2"]} if shows else {}),
        **contract,
    }
    return assess(
        record(
            parties=[PERSON, FIRM],
            tools=[TOOL],
            steps=[STEP, NEXT],
            created_from="2026-04-01",
            evidence=[{**exhibit, "examined_by": SEEN}] if shows else [],
            contracts=[of],
        ),
        real_library().base,
        RULES,
        today=dt.date(2026, 11, 30),
    )


def test_an_examined_contract_gives_the_rights() -> None:
    assert found("签署的委托合同：著作权归委托人所有").ownership.owner == "某公司"


@pytest.mark.parametrize(
    "shows",
    [
        "合同上作者的签名经鉴定系伪造",
        "the signature of the author was found to be forged",
        "作者否认签署过该合同",
        "The author denies the contract",
        "另一件作品的合同",
        "a contract for another work",
        "合同期限已届满",
    ],
)
def test_what_an_exhibit_calls_forged_disputed_or_of_another_work_gives_nothing(shows: str) -> None:
    result = found(shows)
    assert (result.ownership.owner, result.ownership.proved_owner) == ("", "")
    assert "contradiction.contract_no_force" in {c.code for c in result.contradictions}


def test_a_contract_that_is_said_not_to_be_forged_stands() -> None:
    assert found("签署的委托合同，著作权归委托人所有，经鉴定并非伪造").ownership.owner == "某公司"


@pytest.mark.parametrize(
    "clause", ["口头约定转让著作权归公司", "orally agreed: the company owns it"]
)
def test_no_assignment_by_word_of_mouth_is_in_writing(clause: str) -> None:
    result = found(
        "聊天记录", kind="assignment", says="organisation_owns", clause=clause, on="2026-05-01"
    )
    conditions = [
        condition.claimed
        for claim in result.ownership.layers[0].bases
        if claim.basis == "assignment"
        for condition in claim.conditions
        if condition.code == "condition.in_writing"
    ]
    assert conditions == ["not_met"]


def test_a_contract_that_is_only_stated_refutes_nobody_as_proved() -> None:
    layer = found().ownership.layers[0]
    of_author = next(c for c in layer.bases if c.basis == "author")
    assert (of_author.claimed, of_author.proved) == ("not_met", "open")
