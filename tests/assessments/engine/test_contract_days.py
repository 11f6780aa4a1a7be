"""A contract speaks from its day on: of what was made before only where its words say so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, assess
from assessments.engine.ownership_contracts import GIVING as GIVING_CODES
from assessments.engine.ownership_time import covers_earlier
from assessments.engine.result import Result
from cases.record import Contract
from tests.support.owners import (
    AUTHOR,
    CLAUSES,
    COMMISSIONER,
    EMPLOYER,
    EXAMINED,
    EXHIBITS,
    PRODUCER,
    RULES,
    WRITE,
    asked,
    claim,
    contract,
    result,
    status,
)
from tests.support.records import TOOL, record

WRITTEN = [{**WRITE, "at": "2025-03-01"}]


def given(kind: str, says: str, on: str | None, other: dict[str, Any], **more: Any) -> Result:
    day = {"on": on} if on else {}
    agreed = contract(kind, says, **{"evidence": ["e2"], "clause": CLAUSES[says], **day, **more})
    return result(AUTHOR, other, steps=WRITTEN, evidence=EXAMINED, contracts=[agreed])


GIVING = [
    ("employment", "organisation_owns", EMPLOYER, "special_employee_work"),
    ("commission", "commissioner_owns", COMMISSIONER, "commissioned_work"),
    ("cooperation", "producer_owns", PRODUCER, "assignment"),
]


@pytest.mark.parametrize(("kind", "says", "other", "basis"), GIVING)
def test_a_contract_made_after_the_work_gives_it_to_nobody(
    kind: str, says: str, other: dict[str, Any], basis: str
) -> None:
    found = given(kind, says, "2025-06-01", other)
    taken = claim(found, basis, owner="Party 2")
    assert (taken.claimed, taken.proved) == ("open", "open")
    assert status(taken, "contract_before_work") == "open"
    assert found.ownership.owner == ""
    asking = [q for q in found.ownership.open_questions if q.code.endswith("contract_after_work")]
    assert [q.facts.contracts for q in asking] == [("c1",)]


@pytest.mark.parametrize(("kind", "says", "other", "basis"), GIVING)
def test_a_contract_made_before_the_work_gives_it_as_claimed_and_as_proved(
    kind: str, says: str, other: dict[str, Any], basis: str
) -> None:
    found = given(kind, says, "2025-01-01", other)
    taken = claim(found, basis, owner="Party 2")
    shown = [c.proved for c in taken.conditions if c.code in GIVING_CODES]
    assert (taken.claimed, shown) == ("met", ["met"])
    assert found.ownership.owner == "Party 2"
    assert "contract_undated" not in asked(found)


@pytest.mark.parametrize(("kind", "says", "other", "basis"), GIVING)
def test_a_contract_without_a_day_proves_nothing_of_this_work(
    kind: str, says: str, other: dict[str, Any], basis: str
) -> None:
    found = given(kind, says, None, other)
    taken = claim(found, basis, owner="Party 2")
    assert (taken.claimed, taken.proved) == ("met", "open")
    assert "contract_undated" in asked(found)


@pytest.mark.parametrize(
    ("clause", "covers"),
    [("It covers all works created before the signing of this contract.", True),
     ("本合同签订前已完成的作品，著作权亦归甲方所有。", True),
     ("All works of the employee belong to the company.", False),
     ("本合同不溯及签订前创作的作品。", False),
     ("Works completed before this agreement are excluded.", False),
     ("Copyright passes to the client. It covers previous works.", True)],
)  # fmt: skip
def test_its_words_say_whether_it_covers_what_was_made_before(clause: str, covers: bool) -> None:
    found = given("commission", "commissioner_owns", "2025-06-01", COMMISSIONER, clause=clause)
    agreed = Contract(id="c", kind="commission", clause=clause)
    assert covers_earlier(agreed, RULES.ownership) is covers
    assert (found.ownership.owner == "Party 2") is covers


def test_an_assignment_gives_what_is_there_on_its_day() -> None:
    found = given("assignment", "organisation_owns", "2025-06-01", COMMISSIONER)
    taken = claim(found, "assignment")
    assert (taken.claimed, taken.proved) == ("met", "met")


def test_a_contract_of_a_day_to_come_gives_nothing_yet() -> None:
    found = given("assignment", "organisation_owns", "2026-06-01", COMMISSIONER)  # read in January
    taken = claim(found, "assignment")
    assert (taken.claimed, status(taken, "contract_made")) == ("open", "open")
    assert found.ownership.owner == ""
    assert "contract_not_made" in asked(found)
    later = dt.date(2026, 7, 1)
    made = record(
        kind="text", tools=[], steps=WRITTEN, evidence=EXAMINED, parties=[AUTHOR, COMMISSIONER],
        contracts=[contract("assignment", "organisation_owns", on="2026-06-01", evidence=["e2"])],
    )  # fmt: skip
    base = CaseBase.build([], RULES)
    assert assess(made, base, RULES, today=later).ownership.owner == "Party 2"


def test_nobody_examined_a_contract_before_its_day() -> None:
    found = given("assignment", "organisation_owns", "2025-12-01", COMMISSIONER)
    assert claim(found, "assignment").proved == "open"
    assert "contract_unproved" in asked(found)


def test_a_contract_made_after_the_work_replaces_none_that_speaks_of_it() -> None:
    first = contract("commission", "commissioner_owns", on="2025-01-01")
    second = {**contract("commission", "author_owns", on="2025-06-01"), "id": "c2"}
    found = result(AUTHOR, COMMISSIONER, steps=WRITTEN, contracts=[first, second])
    assert found.ownership.owner == "Party 2"
    assert "later_contract" not in asked(found)
    assert "contract_after_work" in asked(found)


@pytest.mark.parametrize(("made", "later"), [("contemporaneous", False), ("later", True)])
def test_terms_of_another_time_do_not_show_those_that_were_accepted(made: str, later: bool) -> None:
    tool = {**TOOL, "output_terms": "user", "terms_evidence": ["e2"]}
    exhibits = [EXHIBITS[0], {**EXAMINED[1], "what": "terms", "made": made}]
    found = result(AUTHOR, tools=[tool], evidence=exhibits)
    assert ("terms_unproved" in asked(found)) is later


def test_terms_of_a_later_version_do_not_show_those_that_were_accepted() -> None:
    tool = {**TOOL, "output_terms": "user", "terms_evidence": ["e2"]}
    terms = contract("tool_terms", "author_owns", on="2025-06-01", evidence=["e2"])
    found = result(AUTHOR, tools=[tool], steps=WRITTEN, contracts=[terms])
    assert "terms_unproved" in asked(found)
