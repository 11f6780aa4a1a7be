"""Whose the work of an employee is: the rule of art. 18(1), and the exceptions that facts raise."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.result import Result
from tests.support.owners import (
    AUTHOR,
    EMPLOYER,
    EXAMINED,
    asked,
    claim,
    contract,
    layer_of,
    result,
    status,
)

SILENT = contract("employment", "silent", scope="All work of the job", on="2025-01-01")
EDIT: dict[str, Any] = {
    "id": "h", "by": "p1", "action": "edit", "extent": "substantial", "adds": ["figure"],
    "effect": "as_intended", "intent": "painted the foreground", "evidence": ["e1"],
}  # fmt: skip


def at(employer: str, **fields: Any) -> Result:
    named = {**EMPLOYER, "name": employer}
    return result(AUTHOR, named, **{"contracts": [SILENT], **fields})


def special(found: Result) -> list[str]:
    bases = found.ownership.layers[0].bases
    return [c.claimed for c in bases if c.basis == "special_employee_work"]


@pytest.mark.parametrize("employer", ["某设计公司", "A Studio Ltd", "某某自媒体有限公司"])
def test_an_ordinary_employee_owns_what_was_a_task_of_the_job(employer: str) -> None:
    found = at(employer)
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "employee_work")
    assert status(claim(found, "employee_work"), "no_other_by_law") == "met"
    # The exceptions are named, a contract first: what nothing says is an ordinary employer.
    assert "employers_by_law_or_contract" in asked(found)
    assert "staff_of_press" not in asked(found)
    assert special(found) == ["open"]


def test_that_an_employer_is_not_of_the_press_is_proved_by_no_silence() -> None:
    shown = {**SILENT, "evidence": ["e2"]}
    named = {**EMPLOYER, "evidence": ["e2"]}
    fields: dict[str, Any] = {
        "contracts": [shown], "evidence": EXAMINED, "created_from": "2025-02-01"
    }  # fmt: skip
    found = result(AUTHOR, named, **fields)
    assert claim(found, "employee_work").proved == "open"
    told = {**named, "contribution": "an advertising agency, not a newspaper"}
    settled = result(AUTHOR, told, **fields)
    assert claim(settled, "employee_work").proved == "met"
    assert not {"staff_of_press", "employers_by_law_or_contract"} & asked(settled)


@pytest.mark.parametrize("employer", ["某日报社", "某广播电视台", "Morning Newspaper", "某期刊社"])
def test_the_press_owns_what_was_a_task_of_its_staff(employer: str) -> None:
    found = at(employer)
    assert found.ownership.owner == employer
    assert (found.ownership.basis, special(found)) == ("special_employee_work", ["met"])
    assert claim(found, "special_employee_work").proved == "open"  # a name shows nothing


@pytest.mark.parametrize("employer", ["某晚报传媒公司", "The Daily Herald"])
def test_a_name_that_the_press_may_bear_leaves_the_owner_open(employer: str) -> None:
    found = at(employer)
    assert (found.ownership.owner, special(found)) == ("", ["open"])
    assert "staff_of_press" in asked(found)


def test_what_is_said_of_the_employer_answers_whether_it_is_of_the_press() -> None:
    told = {**EMPLOYER, "name": "The Daily", "contribution": "it is not a newspaper"}
    found = result(AUTHOR, told, contracts=[SILENT])
    assert (found.ownership.owner, special(found)) == ("Party 1", ["not_met"])


@pytest.mark.parametrize(
    ("is_press", "owner", "staff"),
    [(True, "Party 2", "met"), (False, "Party 1", "not_met"), (None, "Party 1", "open")],
)
def test_the_field_of_the_employer_states_whether_it_is_of_the_press(
    is_press: bool | None, owner: str, staff: str
) -> None:
    found = result(AUTHOR, {**EMPLOYER, "is_press": is_press}, contracts=[SILENT])
    assert (found.ownership.owner, special(found)) == (owner, [staff])
    assert ("employers_by_law_or_contract" in asked(found)) == (is_press is None)


@pytest.mark.parametrize(
    "said",
    [{"name": "某日报社", "is_press": False}, {"contribution": "no newspaper", "is_press": True}],
)
def test_a_field_that_the_words_of_the_employer_deny_leaves_it_open(said: dict[str, Any]) -> None:
    found = result(AUTHOR, {**EMPLOYER, **said}, contracts=[SILENT])
    assert (found.ownership.owner, special(found)) == ("", ["open"])
    assert "staff_of_press" in asked(found)


@pytest.mark.parametrize(("is_press", "owner"), [(True, "Party 2"), (False, "Party 1")])
def test_whether_it_is_of_the_press_is_proved_by_what_a_lawyer_examined_of_it(
    is_press: bool, owner: str
) -> None:
    licence = {**EXAMINED[1], "id": "e3", "what": "registration"}
    fields: dict[str, Any] = {
        "contracts": [{**SILENT, "evidence": ["e2"]}], "evidence": [*EXAMINED, licence],
        "created_from": "2025-02-01",
    }  # fmt: skip
    said = {**EMPLOYER, "is_press": is_press}
    basis = "special_employee_work" if is_press else "employee_work"
    bare, shown = (
        claim(result(AUTHOR, {**said, **more}, **fields), basis)
        for more in ({}, {"evidence": ["e3"]})
    )
    assert (bare.owner, bare.claimed, bare.proved) == (owner, "met", "open")
    assert (shown.owner, shown.claimed, shown.proved) == (owner, "met", "met")


def test_a_contract_that_leaves_the_rights_to_the_employee_raises_no_exception() -> None:
    found = at("某日报社", contracts=[{**SILENT, "says": "author_owns"}])
    assert (found.ownership.owner, special(found)) == ("Party 1", [])


# Software (Software Regulations art. 13) and drawings (art. 18(2)(1))


def test_software_of_the_job_is_the_employers() -> None:
    found = at("A Studio Ltd", kind="code")
    assert (found.ownership.owner, special(found)) == ("A Studio Ltd", ["met"])
    assert claim(found, "employee_work").claimed == "not_met"


def test_software_of_which_nobody_says_that_it_was_of_the_job_is_asked_about() -> None:
    found = at("A Studio Ltd", kind="code", contracts=[])
    assert (found.ownership.owner, special(found)) == ("", ["open"])
    assert "employers_resources" in asked(found)


@pytest.mark.parametrize(
    "fields",
    [{"title": "电饭煲产品设计图"}, {"title": "Circuit diagram of a kettle"},
     {"subject_matter": "functional"}],
)  # fmt: skip
def test_a_drawing_of_an_employee_asks_for_the_means_and_who_answers_for_it(
    fields: dict[str, Any],
) -> None:
    found = at("某家电公司", kind="image", steps=[EDIT], **fields)
    assert "drawing_of_employer" in asked(found)
    assert "staff_of_press" not in asked(found)
    assert found.ownership.owner == ""


def test_a_picture_that_is_no_drawing_of_that_kind_asks_nothing_of_means() -> None:
    found = at("某家电公司", kind="image", steps=[EDIT], title="Herons")
    assert "drawing_of_employer" not in asked(found)
    assert found.ownership.owner == "Party 1"


def test_without_a_contract_of_employment_the_maker_owns_as_claimed_only() -> None:
    found = at("某设计公司", contracts=[])
    assert (found.ownership.owner, found.ownership.proved_owner) == ("Party 1", "")
    of_author = [c.code for c in claim(found, "author").conditions]
    assert "condition.no_contract_recorded" in of_author
    assert {"contract_missing", "task_of_work"} <= asked(found)
    assert layer_of(found, "human_text").basis == "author"
