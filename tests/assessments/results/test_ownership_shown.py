"""Whose the parts of a work are, on the page, on the command line and in the memo."""

from __future__ import annotations

import json
import re
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assessments.results.services import assessment_run, work_create
from cases.record import load_data
from tests.support.owned_works import BARE_PICTURE, COMMISSIONED, FILM, TWO_TEXTS
from tests.support.pages import LANGUAGES, signed_in, text_of

pytestmark = pytest.mark.django_db

SEPARATE = {"en": "apart from the audiovisual work", "zh-hans": "有权单独行使著作权"}
PARTS = {"en": "(round 1)", "zh-hans": "（第1轮）"}
UNLIKELY = {"en": "unlikely to be a work, so no owner", "zh-hans": "难以认定构成作品，故不列权利人"}
IF_WORK = {"en": "Every basis of ownership, if it is a work", "zh-hans": "如构成作品，全部权属依据"}
UNSHOWN = {"en": "No owner is shown yet", "zh-hans": "尚无证据证明权利归谁"}


def page(creator: Any, record: dict[str, Any], language: str) -> str:
    work = work_create(owner=creator, record=load_data(record))
    made = assessment_run(work=work)
    response = signed_in(creator, language).get(f"/assessments/{made.pk}/", {"reading": "formal"})
    html = unescape(text_of(response))
    return html[html.index('id="ownership"') :].split("</section>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_owner_of_each_part_of_a_film(
    creator: Any, files_as_library: None, language: str
) -> None:
    html = page(creator, FILM, language)
    owners = re.findall(r"<dd>(Studio|Writer|Director)</dd>", html)
    assert sorted(owners) == ["Studio", "Writer"]
    assert html.count(SEPARATE[language]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_a_stated_contract_shows_no_owner(
    creator: Any, files_as_library: None, language: str
) -> None:
    html = page(creator, COMMISSIONED, language)
    assert "<dd>Client</dd>" in html
    assert UNSHOWN[language] in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_parts_of_one_name_apart(
    creator: Any, files_as_library: None, language: str
) -> None:
    html = page(creator, TWO_TEXTS, language)
    assert html.count(PARTS[language]) == 2  # its owner, and its bases


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_once_that_a_part_is_unlikely_to_be_a_work(
    creator: Any, files_as_library: None, language: str
) -> None:
    html = page(creator, BARE_PICTURE, language)
    assert html.count(UNLIKELY[language]) == html.count(IF_WORK[language]) == 1


def report(tmp_path: Path, record: dict[str, Any]) -> list[str]:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    out = StringIO()
    call_command("assess", str(path), stdout=out, stderr=StringIO())
    lines = out.getvalue().splitlines()
    after = lines[lines.index("Ownership") + 1 :]
    return after[: after.index("")]


def test_the_report_names_the_parts_of_each_basis_once(tmp_path: Path) -> None:
    edited = [
        {
            "id": f"s{n}",
            "by": "d",
            "action": "edit",
            "extent": "substantial",
            "adds": ["figure"],
            "effect": "as_intended",
            "parent": "s3",
        }
        for n in (4, 5)
    ]
    lines = report(tmp_path, {**FILM, "steps": [*FILM["steps"], *edited]})
    shown = "The prompted output, Work by hand"
    assert f"  Every basis: {shown}" in lines
    assert "  Every basis: Text or code written by a person (script)" in lines
    assert len([line for line in lines if "Audiovisual work: Studio" in line]) == 1


def test_the_report_says_that_no_owner_is_shown_and_what_would_show_one(tmp_path: Path) -> None:
    said = "\n".join(report(tmp_path, COMMISSIONED))
    assert "Owner, if it is a work: Client" in said
    assert "What can be shown today does not yet show any owner." in said
    assert "secure the signed contract" in said


def test_the_report_gives_bases_of_what_is_unlikely_a_work_under_that_condition(
    tmp_path: Path,
) -> None:
    lines = report(tmp_path, BARE_PICTURE)
    assert "  Owner, if it is a work: nobody is named [The prompted output]" in lines
    assert "  Every basis, if it were a work: The prompted output" in lines
    assert "  Every basis: Own input that shows in the result" in lines
    assert not [line for line in lines if "No owner found" in line or "No basis" in line]
