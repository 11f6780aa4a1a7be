"""The form of docket numbers, and that each is at one decision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cases.library import InvalidLibrary, load_all, parse_decision
from cases.library.dockets import is_well_formed, number_key
from tests.cases.library.test_loading import TEXT, a_decision, a_judged, complaints, write

NUMBER = "(2023)京0491民初11279号"
WELL_FORMED = {
    "CN": [
        NUMBER,
        "（2023）京0491民初11279号",
        "〔2023〕京0491民初11279号",
        "[2023] 京 0491 民初 11279 号",
        "(2024)鄂0192知民初968号",
        "(2022)京民终123号",
        "(2019)京73民终2030号",
        "(2021)最高法知民终456号",
        "(2020)京0491民初1234号之一",
        "(2004)民三终字第2号",
        "(2008)浦民三(知)初字第12号",
    ],
    "US": [
        "VAu001528922",
        "VAu 1-528-922",
        "No. 23-5233",
        "25-449",
        "No. 1:22-cv-01564-BAH",
        "SR # 1-11743923581",
    ],
    "DE": ["I-20 W 2/26", "142 C 9786/25", "2-06 O 401/25", "42 O 14139/24", "I ZR 9/15"],
    "CZ": ["10 C 13/2023-16"],
    "IT": ["ord. 1107/2023"],
    "GB": ["[2025] EWHC 2863 (Ch)", "[2024] UKSC 1"],
    "EU": ["C-250/25"],
    "MX": ["AD 6/2025", "anything: no form is known"],
}
MALFORMED = {
    "CN": [
        "2023京0491民初11279号",
        "(2023)京0491民初11279",
        "(23)京0491民初11279号",
        "(2023)京049民初11279号",
        "(2023)英0491民初11279号",
        "(2023)京0491民初号",
        "(2023)京0491民初11279号民事判决书",
        "京0491民初11279号",
        "not seen",
    ],
    "US": ["VAu15289", "1-5T5320R", "23-5233-1", "Copyright Office"],
    "DE": ["142 C 9786", "142 9786/25", "GRUR-RS 2026, 6153"],
    "CZ": ["10 C 13"],
    "IT": ["1107"],
    "GB": ["2025 EWHC 2863"],
    "EU": ["250/25"],
}


def test_numbers_are_known_by_the_form_of_their_jurisdiction() -> None:
    refused = {j: [n for n in ns if not is_well_formed(n, j)] for j, ns in WELL_FORMED.items()}
    accepted = {j: [n for n in ns if is_well_formed(n, j)] for j, ns in MALFORMED.items()}

    assert {j: ns for j, ns in refused.items() if ns} == {}
    assert {j: ns for j, ns in accepted.items() if ns} == {}


def test_spellings_of_one_number_are_the_same_and_two_numbers_are_not() -> None:
    same = {number_key(number, "CN") for number in WELL_FORMED["CN"][:4]}
    others = {number_key(number, "CN") for number in WELL_FORMED["CN"]}

    assert len(same) == 1
    assert len(others) == len(WELL_FORMED["CN"]) - 3
    assert number_key("VAu001528922", "US") == number_key("VAu 1-528-922", "US")
    assert number_key("No. 23-5233", "US") == number_key("23-5233", "US")
    assert number_key("23-5233", "US") != number_key("23-5233", "CN")
    assert number_key("1-23/4", "DE") != number_key("12-3/4", "DE")


def docket(number: str = NUMBER, **fields: Any) -> dict[str, Any]:
    return {"number": number, "mark": "A"} | fields


def test_a_malformed_number_needs_a_note_that_its_source_prints_it_so() -> None:
    wrong = docket("(2023)京0491民初11279")

    assert ("dockets[0].number", "docket_form") in complaints(a_decision(dockets=[wrong]))
    noted = a_decision(dockets=[wrong | {"note": TEXT}])
    assert parse_decision(json.dumps(noted)).dockets[0].number == wrong["number"]


def test_a_number_is_listed_once() -> None:
    twice = [docket(), docket("（2023）京0491民初11279号")]

    assert ("dockets[1].number", "docket_twice") in complaints(a_decision(dockets=twice))


def two(folder: Path, first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The problems of a library with two decisions."""
    write(folder, a_decision(slug="a-2024", judged=[a_judged("a-2024")], **first))
    write(folder, a_decision(slug="b-2024", judged=[a_judged("b-2024")], **second))
    try:
        load_all(folder)
    except InvalidLibrary as error:
        return [f"{p.path.stem} {p.problem.field} {p.problem.code}" for p in error.problems]
    return []


INTERNET = {"en": "Internet Court", "zh": "互联网法院"}
APPEAL = {"en": "Intellectual Property Court", "zh": "知识产权法院"}
TAKEN = ["b-2024 dockets[0].number docket_taken"]


def test_a_number_of_another_decision_is_refused(tmp_path: Path) -> None:
    spelled = docket("（2023）京0491民初11279号")

    assert two(tmp_path, {"dockets": [docket()]}, {"dockets": [spelled]}) == TAKEN


def test_another_jurisdiction_has_numbers_of_its_own(tmp_path: Path) -> None:
    one = {"jurisdiction": "MX", "dockets": [docket("6/2025")]}
    assert two(tmp_path, one, one | {"jurisdiction": "CO"}) == []


def test_an_appeal_may_list_the_number_of_the_first_instance(tmp_path: Path) -> None:
    first = {"court": INTERNET, "dockets": [docket(court=INTERNET)]}
    appeal = {
        "court": APPEAL,
        "dockets": [docket(court=INTERNET), docket("(2024)京73民终2030号")],
    }
    assert two(tmp_path, first, appeal) == []


def test_a_number_of_another_court_must_be_stated_as_such(tmp_path: Path) -> None:
    first = {"court": INTERNET, "dockets": [docket()]}

    assert two(tmp_path, first, {"court": APPEAL, "dockets": [docket()]}) == TAKEN


def test_two_decisions_of_one_court_are_no_instances_of_each_other(tmp_path: Path) -> None:
    one = {"court": APPEAL, "dockets": [docket(court=INTERNET)]}

    assert two(tmp_path, one, one) == TAKEN
