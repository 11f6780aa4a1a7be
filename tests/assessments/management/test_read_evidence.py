"""`read_evidence`: a list with one object per file, names as given."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override

from assessments.intake.core.problems import SENTENCES, problem
from assessments.wording import files
from tests.support.made_files import RESOURCES

CAT = RESOURCES / "sd-parsers" / "automatic1111_cropped.png"


def run(*args: str) -> str:
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("read_evidence", *args, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("language", "missing", "folder"),
    [
        ("en", "there is no such file", "this is a folder"),
        ("zh-hans", "没有这个文件", "这是文件夹"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named_with_the_reason(tmp_path, language, missing, folder):
    out, err = io.StringIO(), io.StringIO()
    names = [str(CAT), str(tmp_path / "none.png"), str(tmp_path)]
    with pytest.raises(SystemExit) as ended:
        call_command("read_evidence", *names, "--language", language, stdout=out, stderr=err)
    assert ended.value.code == 1
    assert "photo of a duck" in out.getvalue()
    assert "None" not in out.getvalue()
    first, second = err.getvalue().splitlines()
    assert first == f"{names[1]}: {missing}"
    assert second.startswith(f"{names[2]}: {folder}")


def test_json_is_a_list_in_the_order_of_the_files(tmp_path):
    missing = str(tmp_path / "none.png")
    found = json.loads(run("--json", str(CAT), missing))
    assert [problem["file"] for problem in found] == [str(CAT), missing]
    assert found[0]["prompt"] == "photo of a duck"
    assert found[0]["parameters"]["width"] == 512
    assert [problem["code"] for problem in found[1]["problems"]] == ["unreadable_file"]


def test_names_come_back_as_given_and_nothing_that_is_no_file_stops_the_list(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(CAT, "雨 夜.png")
    os.mkfifo("pipe")
    os.mkdir("folder")
    odd = os.fsdecode(b"bad\xff.png")
    os.link("雨 夜.png", odd)
    given = ["./雨 夜.png", "雨 夜.png", "雨 夜.png", "pipe", "folder", "", "/dev/zero", odd]
    found = json.loads(run("--json", *given), parse_constant=pytest.fail)
    assert [report["file"] for report in found] == given
    assert len({tuple(report) for report in found}) == 1  # the same keys for each
    unreadable = [report["file"] for report in found if report["sha256"] is None]
    assert unreadable == ["pipe", "folder", "", "/dev/zero"]


def test_the_short_account_names_what_was_read_and_what_was_not():
    told = run(str(CAT), str(RESOURCES / "hostile" / "itxt_bomb_600MB.png"))
    assert "prompt: photo of a duck" in told
    assert "size: 512 × 400" in told
    assert re.search(r"more text than is read \(2\.\d\xa0MB\s*\)", told)


def test_every_problem_has_its_sentence_in_chinese():
    with override("zh-hans"):
        untranslated = [code for code, text in SENTENCES.items() if gettext(text) == text]
    assert SENTENCES
    assert untranslated == []


def test_a_problem_is_told_with_its_facts_in_either_language():
    contradiction = problem("contradiction", field="seed", first=1, second=2)
    told = {"code": contradiction.code, "params": dict(contradiction.params)}
    assert files.problem(told) == "For the seed the file says 1 and also 2."
    with override("zh-hans"):
        assert "种子" in files.problem(told)
