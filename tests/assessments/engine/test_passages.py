"""What is read in a held file shows a passage that somebody linked, no label and no number."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import Result
from assessments.engine.held_files import HeldFile, HeldFiles
from tests.support.owners import (
    AUTHOR,
    COMMISSIONER,
    EMPLOYER,
    EXHIBITS,
    PRODUCER,
    WRITE,
    asked,
    claim,
    contract,
    party,
    result,
)
from tests.support.records import TOOL

TEXT = (
    "Commission contract of Party 1 and Party 2. Clause 7.2: all rights go to the client. "
    "Clause 8: the fee is 500. Model A. Heir 3."
)
SEEN = {"examined_by": {"name": "Zhou Wenhua", "on": "2025-12-01"}}


def of(*parties: dict[str, Any], examined: bool = False, **fields: Any) -> Result:
    exhibits = [EXHIBITS[0], {**EXHIBITS[1], **(SEEN if examined else {})}]
    return result(
        *parties,
        created_from="2025-02-01",
        evidence=exhibits,
        files=HeldFiles(files={"e2": HeldFile(text=TEXT)}),
        **fields,
    )


@pytest.mark.parametrize(
    ("clause", "examined", "proved"),
    [
        ("all rights go to the client", False, "met"),
        ("Clause 7.2: all rights go to the client", False, "met"),
        ("all rights go to the company", False, "open"),
        ("Clause 7.2", False, "open"),
        ("Clause 7.2:", False, "open"),
        ("the fee is 500", False, "open"),
        ("Party 2", False, "open"),
        (None, False, "open"),
        ("Clause 7.2", True, "open"),
        ("the fee is 500", True, "open"),
    ],
)
def test_a_passage_shows_whose_the_rights_are_only_where_it_says_so(
    clause: str | None, examined: bool, proved: str
) -> None:
    given = contract(
        "commission", "commissioner_owns", clause=clause, evidence=["e2"], on="2025-01-01"
    )
    found = of(AUTHOR, COMMISSIONER, contracts=[given], examined=examined)
    assert claim(found, "commissioned_work", owner="Party 2").proved == proved
    assert ("contract_unproved" in asked(found)) is (proved == "open")


@pytest.mark.parametrize("examined", [True, False])
def test_no_passage_shows_that_a_contract_is_silent(examined: bool) -> None:
    given = contract(
        "commission", "silent", clause="the fee is 500", evidence=["e2"], on="2025-01-01"
    )
    found = of(AUTHOR, COMMISSIONER, contracts=[given], examined=examined)
    left = claim(found, "commissioned_work", owner="Party 1").conditions
    proved = {c.code.removeprefix("condition."): c.proved for c in left}
    assert proved["commissioned"] == "met"  # the passage is read: it was concluded
    assert proved["contract_leaves_maker"] == ("met" if examined else "open")


@pytest.mark.parametrize("examined", [True, False])
@pytest.mark.parametrize(
    ("other", "basis", "code"),
    [
        (COMMISSIONER, "commissioned_work", "commissioned"),
        (EMPLOYER, "employee_work", "employed"),
        (party(2, "host", "organisation"), "legal_entity_work", "hosted"),
    ],
)
def test_a_name_that_is_read_shows_no_part_in_the_work(
    other: dict[str, Any], basis: str, code: str, examined: bool
) -> None:
    found = of(AUTHOR, {**other, "evidence": ["e2"]}, examined=examined)
    condition = next(c for c in claim(found, basis).conditions if c.code == f"condition.{code}")
    assert condition.claimed == "met"
    assert condition.proved == ("met" if examined else "open")


@pytest.mark.parametrize("examined", [True, False])
def test_the_name_of_a_producer_shows_no_production(examined: bool) -> None:
    film: dict[str, Any] = {"kind": "video", "tools": [{**TOOL, "does": "video"}]}
    shot = {**WRITE, "action": "edit", "adds": ["cut"]}
    found = of(AUTHOR, {**PRODUCER, "evidence": ["e2"]}, examined=examined, **film, steps=[shot])
    produced = claim(found, "audiovisual_work", "hand_editing").conditions[0]
    assert (produced.claimed, produced.proved) == ("met", "met" if examined else "open")


@pytest.mark.parametrize("examined", [True, False])
def test_names_show_no_death_and_no_succession(examined: bool) -> None:
    dead = {**AUTHOR, "contribution": "wrote it; deceased", "evidence": ["e2"]}
    heir = party(3, "helper", name="Heir 3", contribution="heir", evidence=["e2"])
    conditions = claim(of(dead, heir, examined=examined), "succession").conditions
    found = {c.code.removeprefix("condition."): c.proved for c in conditions}
    assert (found["died"], found["succeeds"]) == (("met",) * 2 if examined else ("open",) * 2)


@pytest.mark.parametrize("scope", ["Commission contract of Party 1", "every poem of 2025"])
def test_the_works_that_a_contract_covers_are_shown_where_they_are_read(scope: str) -> None:
    given = contract("employment", "silent", scope=scope, evidence=["e2"], on="2025-01-01")
    found = of(AUTHOR, EMPLOYER, contracts=[given], steps=[{**WRITE, "at": "2025-03-01"}])
    task = claim(found, "employee_work").conditions[1]
    assert task.code == "condition.task_of_work"
    assert task.proved == ("met" if scope in TEXT else "open")


@pytest.mark.parametrize(
    ("examined", "clause", "shown"),
    [(False, None, False), (True, None, True), (False, "the fee is 500", True)],
)
def test_the_name_of_a_tool_shows_no_terms(examined: bool, clause: str | None, shown: bool) -> None:
    tool = {**TOOL, "name": "Model A", "output_terms": "user", "terms_evidence": ["e2"]}
    terms = contract("tool_terms", "author_owns", clause=clause, evidence=["e2"], on="2025-01-01")
    run = {"id": "r", "by": "p1", "action": "generate", "tool": TOOL["id"], "prompt": "a cat"}
    found = of(
        AUTHOR, kind="image", tools=[tool], steps=[WRITE, run], examined=examined,
        contracts=[terms] if clause else [],
    )  # fmt: skip
    assert ("terms_unproved" in asked(found)) is not shown
