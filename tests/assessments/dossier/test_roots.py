"""Daily roots in the dossier: they verify offline, and show a log that was rewritten since."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.audit.models import LogRoot
from assessments.dossier.models import Dossier
from assessments.dossier.services import dossier_import, dossier_request
from assessments.dossier.tasks import dossier_make
from assessments.dossier.verify import verify
from assessments.evidence.log_roots import roots_round
from assessments.evidence.tasks import root_timestamp_get
from assessments.works.models import Assessment
from tests.support.log_days import day_passes
from tests.support.timestamp_authority import Authority

pytestmark = pytest.mark.both_databases
Rewrite = Callable[..., Path]


@pytest.fixture
def ready_dossier(assessment: Assessment, person: User, no_pdf: None) -> Dossier:
    """Made two days after the work began, with a root for each."""
    return two_days_later(assessment, person)


def two_days_later(assessment: Assessment, person: User) -> Dossier:
    for number in range(5):
        audit_append(subject=f"other {number}", act="done", actor=None)
    for days in (1, 2):
        with day_passes(days):
            roots_round()
            audit_append(subject=str(assessment.work_id), act="assessed", actor=person.pk)
    for root in LogRoot.objects.filter(timestamp__isnull=False):
        root_timestamp_get(str(root.pk))
    with day_passes(2):
        dossier = dossier_request(assessment=assessment, by=person)
        Dossier.objects.filter(pk=dossier.pk).update(queued_at=timezone.now())
        assert dossier_make(str(dossier.pk)) == "ready"
    dossier.refresh_from_db()
    return dossier


def read(archive: Path, name: str) -> Any:
    with zipfile.ZipFile(archive) as file:
        top = file.namelist()[0].split("/")[0]
        return json.loads(file.read(f"{top}/{name}"))


def codes(path: Path, *kept: str) -> list[str]:
    """The faults but those of the digests, which a forger computes anew."""
    return [code for code, _ in verify(path, kept)[0] if code != "changed"]


def change(rewrite_archive: Rewrite, **changes: Callable[[Any], Any]) -> Path:
    """A copy whose JSON documents (by name) were changed."""

    def rewrite(member: str, data: bytes) -> bytes:
        name = member.removeprefix("data/").removesuffix(".json")
        if name not in changes:
            return data
        document = json.loads(data)
        changes[name](document)
        return json.dumps(document).encode()

    return rewrite_archive(rewrite)


def test_the_dossier_leads_to_each_root_that_covers_its_log(archive: Path) -> None:
    listed = read(archive, "data/roots.json")
    roots = list(LogRoot.objects.order_by("day"))
    assert [root["root"] for root in listed["roots"]] == [root.hash for root in roots]
    by_root = [proof["root"] for proof in listed["proofs"]]
    assert by_root.count(roots[0].hash) == 2  # the draft and the work
    assert by_root.count(roots[1].hash) == 1
    assert codes(archive, *(root.hash for root in roots)) == []


def test_bare_python_verifies_it_and_a_kept_root(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "unpacked")
    program = next((tmp_path / "unpacked").glob("*/verify.py"))
    newest = LogRoot.objects.latest("day").hash

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(program), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")

    for arguments in ([], [newest.upper()], [str(program.parent), newest], [str(archive), newest]):
        done = run(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert newest in done.stdout
    done = run("0" * 64)
    assert done.returncode == 1
    assert "the kept root is not among the roots here" in done.stdout


def test_a_log_that_was_computed_anew_does_not_lead_to_its_roots(
    rewrite_archive: Rewrite,
) -> None:
    def forge(custody: Any) -> None:
        from assessments.dossier.verify import entry_hash

        for chain in custody["chains"]:
            before = ""
            for entry in chain["entries"]:
                entry.update(act="forged", before=before)
                entry["hash"] = before = entry_hash(entry)

    assert codes(change(rewrite_archive, custody=forge)) == ["entry_rewritten"] * 3


def test_a_date_before_the_day_of_the_root_is_named(rewrite_archive: Rewrite) -> None:
    def date_back(custody: Any) -> None:
        from assessments.dossier.verify import entry_hash

        entries = custody["chains"][-1]["entries"]
        for entry in entries[-2:]:  # later than the first root: assessed again, dossier requested
            at = dt.datetime.fromisoformat(entry["at"]) - dt.timedelta(days=30)
            entry["at"] = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        before = entries[-3]["hash"]
        for entry in entries[-2:]:
            entry["before"] = before
            entry["hash"] = before = entry_hash(entry)

    assert "entry_late" in codes(change(rewrite_archive, custody=date_back))


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (lambda d: d["roots"][0].update(day="2020-01-01"), {"root_changed", "root_unlinked"}),
        (lambda d: d["roots"][1].update(previous="0" * 64), {"root_changed", "root_unlinked"}),
        (lambda d: d["roots"][0].update(tree="0" * 64), {"root_changed", "proof_wrong"}),
        (lambda d: d["proofs"][0]["path"].reverse(), {"proof_wrong"}),
        (lambda d: d["proofs"][0].update(index=6), {"proof_wrong"}),
        (lambda d: d["proofs"][0].update(index=700), {"proof_wrong"}),
        (lambda d: d["proofs"][0]["path"].append("00"), {"proof_wrong"}),
        (lambda d: d["proofs"].clear(), {"entry_late"}),
        (lambda d: d["roots"][0].pop("day"), {"unreadable"}),
    ],
)
def test_every_harm_to_roots_and_proofs_is_named(
    rewrite_archive: Rewrite, harm: Callable[[Any], Any], expected: set[str]
) -> None:
    assert set(codes(change(rewrite_archive, roots=harm))) == expected


def test_a_dossier_from_before_there_were_roots_verifies(rewrite_archive: Rewrite) -> None:
    old = rewrite_archive(
        lambda name, data: (
            None
            if name.startswith("data/roots")
            else b"".join(line for line in data.splitlines(True) if b"data/roots" not in line)
            if name == "manifest-sha256.txt"
            else data
        )
    )
    faults, notes, _ = verify(old)
    assert [code for code, _ in faults if code != "changed"] == []
    assert any("no daily root covers the log" in note for note in notes)
    assert codes(old, "0" * 64) == ["root_absent"]


def test_a_timestamp_of_a_root_is_in_the_dossier_and_openssl_verifies_it(
    served_authority: Authority,
    assessment: Assessment,
    person: User,
    no_pdf: None,
    tmp_path: Path,
) -> None:
    dossier = two_days_later(assessment, person)
    archive = Path(dossier.file.path)
    assert codes(archive) == []
    stamps = [root["timestamp"] for root in read(archive, "data/roots.json")["roots"]]
    assert all(stamps) and len(stamps) == 2
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    for stamp in stamps:
        receipt = folder / stamp["receipt"]
        served_authority.openssl(
            *["ts", "-verify", "-in", str(receipt), "-data", str(receipt.with_suffix(".json"))],
            *["-CAfile", str(served_authority.root)],
        )


def test_it_can_be_taken_in_again(archive: Path, person: User) -> None:
    with archive.open("rb") as file:
        assert dossier_import(file=file, by=person).uploads.count() == 3
