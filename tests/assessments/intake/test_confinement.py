"""A child that a hostile file took over reaches nothing and nobody."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from aigc_copyright.checks import check_confinement
from assessments.intake import confinement, read
from assessments.intake.core.limits import MIB, Limit
from assessments.intake.fork_server import end_servers
from assessments.intake.sandbox import read_in_child, run_in_child
from tests.assessments.intake import fuzzing

CHILD = "tests.assessments.intake.escaping"
WORKS = {"a thread", "standard input", "own folder"}
WITH_PROGRAMS = {"run a program"}  # may run `git`


@pytest.fixture(scope="module", autouse=True)
def ended_afterwards() -> Any:
    yield
    end_servers()


def escape(tmp_path: Path, profile: str) -> tuple[int, dict[str, str]]:
    secret = tmp_path / "secret"
    secret.write_bytes(b"key")
    secret.chmod(0o644)  # whom it belongs to must not be all that protects it
    tmp_path.chmod(0o755)
    answer, failure = run_in_child(
        CHILD,
        b"a picture",
        str(secret),
        str(tmp_path),
        profile,
        answer_limit=Limit(value=MIB, unit="bytes", code=""),
    )
    assert failure is None
    assert secret.read_bytes() == b"key"
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    answered = json.loads(answer)
    return answered["user"], answered["found"]


@pytest.mark.skipif(bool(confinement.missing()), reason="this system lacks a means")
def test_nothing_that_is_tried_works(tmp_path: Path) -> None:
    user, found = escape(tmp_path, "no programs")
    worked = {name for name, outcome in found.items() if outcome == "it worked"}
    assert worked == WORKS - {"own folder"}
    assert user == os.getuid() != 0 or user >= confinement.FIRST_USER


@pytest.mark.skipif(bool(confinement.missing()), reason="this system lacks a means")
def test_who_runs_git_reaches_nobody_either(tmp_path: Path) -> None:
    _, found = escape(tmp_path, "programs")
    worked = {name for name, outcome in found.items() if outcome == "it worked"}
    assert worked == WORKS | WITH_PROGRAMS
    assert not list(Path("/tmp").glob(f"readers-*/{os.getpid()}"))


def test_a_confined_child_reads_every_kind_of_file(tmp_path: Path) -> None:
    """What it would import on the way it may not be able to open any more."""
    files = {**fuzzing.real(), **fuzzing.made_files(), **fuzzing.pictures()}
    different = []
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        alone = json.loads(json.dumps(read(data, name=name).as_json()))
        confined = read_in_child(path, name=name)
        if confined != alone:
            different.append((name, confined["problems"]))
    assert different == []


@pytest.mark.parametrize("lack", ["landlock_version", "_libseccomp"])
def test_what_is_missing_is_named_and_the_rest_still_holds(
    monkeypatch: pytest.MonkeyPatch, lack: str
) -> None:
    monkeypatch.setattr(confinement, lack, lambda: 0 if lack == "landlock_version" else None)
    messages = {message.id for message in check_confinement()}
    assert ("readers.I001" if lack == "landlock_version" else "readers.I002") in messages
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            confinement.confine_process()
            os.fork() if lack == "landlock_version" else Path("/etc/passwd").read_bytes()
        except PermissionError:
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
