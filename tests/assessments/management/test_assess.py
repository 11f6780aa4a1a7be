"""`assess` on the command line: the contract of the interchange format."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cases.decisions.models import Decision
from cases.decisions.services_library import library_load

RECORDS = Path(__file__).parents[2] / "resources" / "records"
STRONG, WEAK = RECORDS / "strong-image.yaml", RECORDS / "weak-image.yaml"

pytestmark = pytest.mark.django_db


def assess(*arguments: Any) -> str:
    out = StringIO()
    call_command("assess", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def result(*arguments: Any) -> dict[str, Any]:
    return json.loads(assess(*arguments, "--json"))


def error_lines(*arguments: Any) -> list[str]:
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("assess", *map(str, arguments), stdout=StringIO(), stderr=err)
    assert stopped.value.code == 2
    return err.getvalue().splitlines()


def test_a_strong_record_is_likely_protected() -> None:
    assert result(STRONG)["claimed"]["conclusion"] == "likely"


def test_the_json_has_every_part_of_a_result() -> None:
    found = result(STRONG)
    assert found["record"] == "creation-record/1"
    assert set(found["proved"]["elements"]) == {
        "field", "originality", "form", "intellectual_achievement",
    }  # fmt: skip
    for name in ("layers", "precedents", "ownership", "duties", "improvements"):
        assert name in found


def test_the_same_record_gives_the_same_bytes() -> None:
    assert assess(STRONG, "--json") == assess(STRONG, "--json")


def test_the_report_says_both_conclusions() -> None:
    said = assess(WEAK)
    assert "Even if everything stated is accepted" in said
    assert "On what can be shown today" in said


def test_nothing_is_written() -> None:
    before = Decision.objects.count()
    assess(STRONG)
    assert Decision.objects.count() == before == 0


def test_a_precedent_can_be_left_out() -> None:
    def slugs(*arguments: str) -> set[str]:
        return {entry["slug"] for entry in result(STRONG, *arguments)["precedents"]}

    assert "li-v-liu-2023" in slugs()
    assert slugs("--without", "li-v-liu-2023", "--without", "suryast-2023") == slugs() - {
        "li-v-liu-2023",
        "suryast-2023",
    }


def test_later_decisions_can_be_left_out() -> None:
    slugs = {entry["slug"] for entry in result(STRONG, "--as-of", "2023-12-31")["precedents"]}
    assert "li-v-liu-2023" in slugs
    assert "zhangjiagang-butterfly-chair-2025" not in slugs


def test_the_published_library_of_the_database_is_used_once_it_is_loaded() -> None:
    library_load()
    from_files = result(STRONG)
    Decision.objects.filter(slug="li-v-liu-2023").update(status="withdrawn")
    without = result(STRONG)
    assert from_files["library"] != without["library"]
    assert "li-v-liu-2023" not in {entry["slug"] for entry in without["precedents"]}


def test_files_and_database_hold_the_same_library() -> None:
    from_files = result(STRONG)["library"]
    library_load()
    assert result(STRONG)["library"] == from_files


@pytest.mark.parametrize("path", sorted((RECORDS / "invalid").iterdir()), ids=lambda p: p.name)
def test_an_invalid_record_ends_with_two_and_a_line_per_fault(path: Path) -> None:
    assert error_lines(path)


def test_a_fault_names_its_field(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    step = {"id": "s1", "parent": "s9", "action": "generate"}
    fields = {"schema": "creation-record/1", "title": "A", "kind": "image", "steps": [step]}
    path.write_text(json.dumps(fields), encoding="utf-8")
    (line,) = error_lines(path)
    assert line.startswith(f'{path}: steps[0].parent: no step "s9"; ')


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert error_lines(tmp_path / "none.yaml")


def test_the_report_can_be_had_in_another_language() -> None:
    assert "依现有证据" in assess(WEAK, "--language", "zh-hans")
    assert "On what can be shown today" in assess(WEAK, "--language", "en")


def test_a_day_before_the_law_applied_is_refused() -> None:
    (line,) = error_lines(WEAK, "--as-of", "1990-01-01")
    assert line == (
        "--as-of: the Copyright Law applies since 1991-06-01; nothing can be assessed on 1990-01-01"
    )
    assert assess(WEAK, "--as-of", "1991-06-01")


def test_faults_and_refusals_are_in_the_language_asked_for(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("")
    chinese = ("--language", "zh-hans")
    assert error_lines(empty, *chinese) == [f"{empty}: 文件为空；请填写内容，或者改用其他文件"]
    assert "起施行" in error_lines(WEAK, "--as-of", "1990-01-01", *chinese)[0]
    assert "不是文件夹" in error_lines(WEAK, "--files", tmp_path / "none", *chinese)[-1]


def test_a_name_that_is_far_from_every_field_gets_no_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "compose.yaml"
    path.write_text("schema: creation-record/1\ntitle: A\nkind: image\nservices: {}\n")
    (line,) = error_lines(path)
    assert line.startswith(f"{path}: services: no such field; remove it")
