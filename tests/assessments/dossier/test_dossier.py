"""A dossier holds everything, verifies offline, and does not after any change."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from pypdf import PdfReader

from assessments.audit.queries import audit_check
from assessments.dossier.contents import gather
from assessments.dossier.documents import evidence_list, evidence_rows
from assessments.dossier.models import Dossier
from assessments.dossier.services import DossierRejected, dossier_import, dossier_request
from assessments.dossier.tasks import dossier_make
from assessments.dossier.verify import main, verify
from assessments.evidence.uploads import original_open
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from tests.assessments.dossier.conftest import FILES
from tests.assessments.evidence.test_receive import harm

pytestmark = pytest.mark.both_databases
Rewrite = Callable[..., Path]


def members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as file:
        top = file.namelist()[0].split("/")[0]
        return {name.removeprefix(f"{top}/"): file.read(name) for name in file.namelist()}


def run_alone(archive: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """The verifier of the dossier itself, with Python's own library and nothing else."""
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "unpacked")
    verifier = next((tmp_path / "unpacked").glob("*/verify.py"))
    command = [sys.executable, "-I", "-S", str(verifier)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def test_it_holds_the_files_as_received_and_everything_about_them(archive: Path) -> None:
    held = members(archive)
    listed = json.loads(held["data/files.json"])["files"]

    assert [held[entry["path"]] for entry in listed] == list(FILES.values())
    assert [entry["evidence"] for entry in listed] == [["e1"], ["e2"], []]
    assert json.loads(held["data/record.json"])["title"].startswith("A cat")
    assert json.loads(held["data/result.json"])["claimed"]
    assert "卷宗" in held["README.txt"].decode() and "Dossier" in held["README.txt"].decode()


@pytest.mark.parametrize(
    ("language", "heads"), [("en", "What it is to prove"), ("zh-hans", "证明内容")]
)
def test_the_evidence_list_has_a_row_for_every_exhibit_and_file(
    assessment: Assessment, person: User, language: str, heads: str
) -> None:
    dossier = dossier_request(assessment=assessment, by=person)
    contents = gather(dossier)
    pdf = evidence_list(contents, language)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)

    assert [len(row.files) for row in evidence_rows(contents)] == [1, 1, 0, 1]
    assert "".join(heads.split()) in "".join(text.split())
    assert all(Path(name).suffix in text for name in FILES)
    assert evidence_list(contents, language) == pdf


def test_it_is_a_valid_bag(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path)
    bag = bagit.Bag(str(next(tmp_path.glob("dossier-*"))))

    assert bag.validate()


def test_it_verifies_offline_with_python_alone(archive: Path, tmp_path: Path) -> None:
    done = run_alone(archive, tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "VERIFIED" in done.stdout
    assert hashlib.sha256(members(archive)["manifest-sha256.txt"]).hexdigest() in done.stdout


def test_the_same_rows_give_the_same_bytes(ready_dossier: Dossier, archive: Path) -> None:
    first = archive.read_bytes()
    Dossier.objects.filter(pk=ready_dossier.pk).update(state="queued", attempts=0)
    dossier_make(str(ready_dossier.pk))
    ready_dossier.refresh_from_db()

    with ready_dossier.file.open() as file:
        assert file.read() == first
    assert ready_dossier.sha256 == hashlib.sha256(first).hexdigest()


@pytest.mark.parametrize("name", ["data/originals/001_cat.png", "data/record.json", "verify.py"])
def test_one_changed_byte_is_refused_by_name(
    rewrite_archive: Rewrite, tmp_path: Path, name: str
) -> None:
    def flip(member: str, data: bytes) -> bytes:
        return data[:-1] + bytes([data[-1] ^ 1]) if member == name else data

    changed = rewrite_archive(flip)
    assert ("changed", name) in verify(changed)[0]
    if name != "verify.py":
        done = run_alone(changed, tmp_path)
        assert done.returncode == 1
        assert name in done.stdout


def test_a_missing_and_an_added_file_are_named(rewrite_archive: Rewrite) -> None:
    gone = "data/originals/003_extra.bin"
    changed = rewrite_archive(lambda n, d: None if n == gone else d, **{"data/new.txt": b"new"})

    faults = verify(changed)[0]
    assert ("missing", gone) in faults
    assert ("unlisted", "data/new.txt") in faults


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda entries: entries[0]["facts"].update(size=1), "entry_changed"),
        (lambda entries: entries.pop(1), "entry_missing"),
        (lambda entries: entries[1].update(before="0" * 64), "entry_unlinked"),
    ],
)
def test_a_custody_log_that_was_rewritten_with_its_digest_still_shows(
    rewrite_archive: Rewrite, harm: Callable[[list[dict[str, Any]]], Any], code: str
) -> None:
    def rewrite(member: str, data: bytes) -> bytes:
        if member != "data/custody.json":
            return data
        log = json.loads(data)
        harm(next(chain["entries"] for chain in log["chains"] if len(chain["entries"]) > 2))
        return json.dumps(log).encode()

    faults = verify(rewrite_archive(rewrite))[0]
    assert code in [fault for fault, _ in faults]


def test_what_is_no_dossier_is_said_to_be_none(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("a.txt", "a")
    (tmp_path / "text.zip").write_text("text")

    assert verify(other)[0][0][0] == "no_dossier"
    assert verify(tmp_path / "text.zip")[0][0][0] == "no_dossier"


def test_no_dossier_is_made_of_a_changed_original(assessment: Assessment, person: User) -> None:
    dossier = dossier_request(assessment=assessment, by=person)
    harm(assessment.work.draft.uploads.first(), b"other")

    assert dossier_make(str(dossier.pk)) == "failed"
    dossier.refresh_from_db()
    assert dossier.reason == "original_changed"
    assert "no longer the one" in dossier.reason_sentence


def test_asking_twice_while_it_is_made_gives_the_same(assessment: Assessment, person: User) -> None:
    first = dossier_request(assessment=assessment, by=person)

    assert dossier_request(assessment=assessment, by=person) == first
    dossier_make(str(first.pk))
    assert dossier_request(assessment=assessment, by=person) != first


def test_only_the_newest_dossiers_are_kept(
    assessment: Assessment, person: User, no_pdf: None, django_capture_on_commit_callbacks: Any
) -> None:
    made = []
    for _ in range(4):
        with django_capture_on_commit_callbacks(execute=True):
            dossier = dossier_request(assessment=assessment, by=person)
        dossier_make(str(dossier.pk))
        dossier.refresh_from_db()
        made.append(dossier.file)

    assert [file.storage.exists(file.name) for file in made] == [False, True, True, True]
    assert assessment.dossiers.count() == 3


def test_taking_it_in_again_restores_the_record_with_all_its_files(
    archive: Path, person: User
) -> None:
    with archive.open("rb") as file:
        draft = dossier_import(file=file, by=person)

    assert draft.work is None and draft.owner == person
    assert draft.answers["title"] == "A cat under the moon 月下猫"
    uploads = list(draft.uploads.order_by("received_at"))
    assert [upload.name for upload in uploads] == list(FILES)
    assert [upload.evidence for upload in uploads] == ["e1", "e2", ""]
    with original_open(uploads[1].original) as original:
        assert original.read() == FILES["草稿 说明.txt"]
    assert audit_check(str(draft.pk)) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("data/originals/002_草稿 说明.txt", "faulty"), ("bagit.txt", "no_dossier")],
)
def test_a_dossier_that_does_not_verify_is_not_taken_in(
    rewrite_archive: Rewrite, person: User, name: str, code: str
) -> None:
    def harm(member: str, data: bytes) -> bytes | None:
        if member != name:
            return data
        return None if code == "no_dossier" else data + b"x"

    with rewrite_archive(harm).open("rb") as file, pytest.raises(DossierRejected) as refusal:
        dossier_import(file=file, by=person)

    assert refusal.value.code == code
    assert code == "no_dossier" or name in refusal.value.message
    assert Draft.objects.filter(work=None).count() == 0


@pytest.mark.parametrize("name", ["files", "timestamps"])
def test_lists_of_another_shape_are_refused_though_every_digest_holds(
    archive: Path, person: User, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    listed: Any = {"files": [{}]} if name == "files" else {"timestamps": "none"}
    (folder / "data" / f"{name}.json").write_text(json.dumps(listed))
    bagit.Bag(str(folder)).save(manifests=True)
    copy = shutil.make_archive(str(tmp_path / "copy"), "zip", tmp_path / "unpacked")

    with open(copy, "rb") as file, pytest.raises(DossierRejected):
        dossier_import(file=file, by=person)
    assert Draft.objects.filter(work=None).count() == 0


def test_a_name_that_climbs_out_is_written_nowhere(
    archive: Path, person: User, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("../climbed.txt", "x")

    with archive.open("rb") as file, pytest.raises(DossierRejected):
        dossier_import(file=file, by=person)
    assert not list(tmp_path.parent.rglob("climbed.txt"))


def test_the_command_verifies_the_same_way(archive: Path, rewrite_archive: Rewrite) -> None:
    for path, code in ((archive, 0), (rewrite_archive(lambda _, data: data, **{"x": b"x"}), 1)):
        with pytest.raises(SystemExit) as end:
            call_command("dossier_verify", str(path))
        assert end.value.code == code


@pytest.mark.django_db
def test_no_name_in_an_archive_writes_a_line_of_the_verifiers_own(
    rewrite_archive: Rewrite, capsys: pytest.CaptureFixture[str]
) -> None:
    verified = "VERIFIED / 核验通过: all files"
    forged = rewrite_archive(
        lambda name, data: data, **{f"a\n{verified}\x1b[2K\r": b"x", "b\u202egpj.exe": b"x"}
    )

    assert main([str(forged)]) == 1
    printed = capsys.readouterr().out
    assert not [line for line in printed.split("\n") if line.startswith("VERIFIED")]
    assert not {"\x1b", "\r", "\u202e"} & set(printed)
    assert "b\\u202egpj.exe" in printed
