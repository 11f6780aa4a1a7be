"""The public pages about the method say what the rules say."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from assessments import wording
from assessments.engine import load_rules
from assessments.engine.calibration import calibrate
from assessments.engine.result import json_schema
from tests.support.pages import LANGUAGES, signed_in, text_of
from tests.support.real_library import real_library
from tests.support.stored_library import library_store

RULES = load_rules()

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> None:
    library_store()


def page(path: str, language: str, user: Any = None) -> str:
    client = signed_in(user, language) if user else Client()
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == 200
    return unescape(text_of(response))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_told(library: None, language: str) -> None:
    said = page("/method/", language)
    with translation.override(language):
        for rule in RULES.dimensions:
            assert wording.dimension(rule.id) in said
            for criterion in rule.criteria:
                assert wording.sentence(criterion.code) in said
        for gate in RULES.gates:
            assert wording.sentence(gate.code) in said
    assert RULES.version in said


def test_an_authority_is_a_name_with_a_way_to_it_and_never_a_bare_id(library: None) -> None:
    said = page("/method/", "en")
    assert "prc-copyright-law-3<" not in said
    assert 'href="/law/prc-copyright-law/3/"' in said
    assert 'href="/cases/li-v-liu-2023/"' in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calibration_is_the_one_of_the_command(library: None, language: str) -> None:
    files = real_library()
    result = calibrate(files.precedents, files.rules)
    said = page("/calibration/", language)
    assert f">{result.leave_one_out.agree}<" in said
    assert said.count("<tr>") >= result.decisions


def test_the_calibration_says_that_it_is_in_sample_and_small(library: None) -> None:
    assert "and the rules were written with them in view" in page("/calibration/", "en")
    assert "且规则系参照这些裁判制定" in page("/calibration/", "zh-hans")


def test_the_schema_of_a_result_stands_at_its_own_address(client: Client) -> None:
    response = client.get("/schemas/assessment-result-1.json")

    assert response["Content-Type"] == "application/schema+json"
    assert response.json() == json_schema()
    assert response.json()["$id"] == "/schemas/assessment-result-1.json"


@pytest.mark.parametrize("path", ["/method/", "/calibration/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_answer_without_a_library(path: str, language: str) -> None:
    assert page(path, language)


def test_the_calibration_says_which_judged_works_it_counts(library: None) -> None:
    files = real_library()
    counted = calibrate(files.precedents, files.rules).decisions
    said = page("/calibration/", "en")
    left_out = said.split("an appeal is pending:")[1].split("</p>")[0]

    assert f"{counted} judged works of {len(files.precedents)} in the library" in said
    assert counted + left_out.count("<a ") == len(files.precedents)
    assert "SURYAST" in left_out


@pytest.mark.parametrize(
    ("language", "says", "denied"),
    [("en", "transcribed in a public collection", "court's own"),
     ("zh-hans", "据公开汇编转录", "裁判文书原文")],
)  # fmt: skip
def test_a_statute_is_not_called_a_courts_own_text(
    library: None, language: str, says: str, denied: str
) -> None:
    for path in ("/law/prc-copyright-law/3/", "/method/"):
        said = page(path, language)
        assert says in said
        assert denied not in said
