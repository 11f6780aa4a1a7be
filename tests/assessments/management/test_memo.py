"""`memo RECORD`: the memo on the command line."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.management.commands import memo as command
from assessments.memo.models import Memo
from assessments.memo.store import DiskFull
from assessments.works.models import Work
from tests.assessments.memo.conftest import RECORD

pytestmark = pytest.mark.django_db


def memo(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("memo", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_writes_the_memo_and_nothing_to_the_database(tmp_path):
    target = tmp_path / "memo.pdf"
    with CaptureQueriesContext(connection) as queries:
        out, err = memo(RECORD, "--language", "zh-hans", "-o", target, "--as-of", "2026-11-22")
    assert target.read_bytes().startswith(b"%PDF-")
    assert str(target) in out
    first, *progress = err.splitlines()
    assert "no decision was ever loaded" in first
    assert progress == ["composing …", "rendering …"]
    assert not [q for q in queries if not q["sql"].startswith("SELECT")]
    assert not Work.objects.exists()
    assert not Memo.objects.exists()


def test_an_invalid_record_ends_with_2_and_a_line_for_each_fault(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: creation-record/1\nkind: image\nsteps: [{id: s1, action: dance}]\n")
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("memo", broken, "-o", tmp_path / "x.pdf", stdout=StringIO(), stderr=err)
    assert ended.value.code == 2
    fields = [line.split(": ")[1] for line in err.getvalue().splitlines()]
    assert fields == ["title", "steps[0].action"]
    assert list(tmp_path.iterdir()) == [broken]


def test_every_field_of_the_matter_can_be_given(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(
        command, "write_memo", lambda snapshot, *args, **kwargs: made.append(snapshot)
    )
    names = ("client", "addressee", "purpose", "reference", "firm", "principal")
    given = [part for name in names for part in (f"--{name}", f"the {name}")]
    memo(RECORD, "-o", tmp_path / "x.pdf", *given, "--lawyer", "Zhao", "--lawyer", "Qian")
    (snapshot,) = made
    assert {name: getattr(snapshot.matter, name) for name in names} == {
        name: f"the {name}" for name in names
    }
    assert snapshot.matter.lawyers == ("Zhao", "Qian")


FULL = DiskFull(28, "No space left on device")
DENIED = PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("fault", "says"), [(FULL, "no room on the disk"), (DENIED, "Permission denied")]
)
def test_a_file_that_cannot_be_written_ends_with_1(tmp_path, monkeypatch, fault, says):
    def fail(*args, **kwargs):
        raise fault

    monkeypatch.setattr(command, "write_memo", fail)
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("memo", RECORD, "-o", Path("x.pdf"), stdout=StringIO(), stderr=err)
    assert ended.value.code == 1
    assert says in err.getvalue()


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path):
    err = StringIO()
    missing = tmp_path / "mistyped"
    with pytest.raises(SystemExit) as ended:
        call_command("memo", RECORD, "-o", missing / "x.pdf", stdout=StringIO(), stderr=err)
    assert ended.value.code == 1
    assert err.getvalue() == f"--output: there is no folder {missing}; make it first\n"
    assert not missing.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", ["record", "folder", "broken link"])
def test_what_is_there_already_is_not_replaced_and_nothing_is_composed(
    tmp_path, monkeypatch, language, kind
):
    monkeypatch.setattr(command, "write_memo", lambda *args, **kwargs: pytest.fail("composed"))
    record, folder, link = tmp_path / "x.yaml", tmp_path / "out", tmp_path / "link.pdf"
    record.write_bytes(RECORD.read_bytes())
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere.pdf")
    target = {"record": record, "folder": folder, "broken link": link}[kind]
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("memo", record, "-o", target, "--language", language, stderr=err)
    assert ended.value.code == 1
    says = {
        "en": f"--output: {target} exists; name a new file, or move that one away\n",
        "zh-hans": f"--output：{target} 已存在，请另取文件名，或者先将其移走\n",
    }
    assert err.getvalue() == says[language]
    assert record.read_bytes() == RECORD.read_bytes()
