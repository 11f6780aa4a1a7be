"""Warnings name whose the material of others is, and the day on which a licence of it ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.precedents.licences import licence_end, whose
from assessments.precedents.notices import rights_step, rights_warnings, uncleared
from cases.record import CreationRecord
from tests.support.records import record

HELPER = {
    "id": "p2", "name": "Liu Ming", "kind": "person", "role": "helper",
    "contribution": "Wrote the short story that is retold",
}  # fmt: skip


def made(shows: str = "", note: str = "", **item: Any) -> CreationRecord:
    of: dict[str, Any] = {
        "id": "i1", "what": "text", "made_by": "third_party", "licence": "licensed",
        "in_output": "partial", "evidence": ["e9"], **item,
    }  # fmt: skip
    if note:
        of["note"] = note
    piece: dict[str, Any] = {"id": "e9", "what": "contract", "made": "contemporaneous"}
    if shows:
        piece["shows"] = shows
    return record(
        parties=[{"id": "p1", "name": "Wang Yue", "kind": "person", "role": "author"}, HELPER],
        inputs=[of],
        evidence=[piece],
        steps=[],
        tools=[],
    )


@pytest.mark.parametrize(
    "shows",
    [
        "Licence for adaptation and online publication until 31 December 2026",
        "The licence expires on December 31, 2026",
        "valid to 2026-12-31",
        "许可期限自2026年1月1日至2026年12月31日",
        "授权有效期截止于2026/12/31",
    ],
)
def test_the_last_day_of_a_licence_is_read(shows: str) -> None:
    of = made(shows)
    assert licence_end(of.inputs[0], of) == dt.date(2026, 12, 31)
    assert licence_end(made(note=shows).inputs[0], made(note=shows)) == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    "shows",
    [
        "Licence of 2 June 2026",
        "2026年6月2日签订的许可合同",
        "until 31 June 2026",
        "until further notice",
        "",
    ],
)
def test_no_end_is_guessed(shows: str) -> None:
    of = made(shows)
    assert licence_end(of.inputs[0], of) is None


def test_a_licence_that_ends_is_warned_of_and_a_licence_without_an_end_is_not() -> None:
    [told] = rights_warnings(made("until 31 December 2026", note="A story by Liu Ming"))
    assert "input 1 (Liu Ming) runs until 31 December 2026" in told
    assert "another licence" in told
    assert list(rights_warnings(made("Licence of 2 June 2026"))) == []


def test_a_helper_who_wrote_what_went_in_is_named_as_its_right_holder() -> None:
    of = made(note="Short story by Liu Ming, 2019", licence="unlicensed")
    assert whose(of.inputs[0], of) == "Liu Ming"
    [told] = rights_warnings(of)
    assert "without a licence: input 1 (Liu Ming)." in told
    assert "input 1 (Liu Ming)" in rights_step(uncleared(of)[0])


def test_a_right_holder_who_is_no_party_stands_in_the_note() -> None:
    of = made(note="Eight photographs by Zhao Lei", licence="unknown")
    [told] = rights_warnings(of)
    assert "input 1 (Eight photographs by Zhao Lei)" in told


def test_an_input_of_which_nothing_is_said_has_its_number_only() -> None:
    [told] = rights_warnings(made(licence="unlicensed"))
    assert "without a licence: input 1." in told
