"""Memos leave nothing behind but their PDFs, and a killed process is cleaned up after."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from assessments.jobs import JobState, dispatch
from assessments.memo.models import CREATOR, Form, Memo
from assessments.memo.services import memo_request
from assessments.results.services import assessment_run, work_create
from assessments.works.access import OPINION
from cases.record import load
from tests.assessments.jobs.sample.models import SampleJob
from tests.support.pages import WEAK
from tests.support.processes import ROOT, Server, free_port, wait_until

WORKER = ("celery", "-A", "aigc_copyright", "worker", "--concurrency", "1", "--loglevel", "INFO")
KINDS = [
    pytest.param("web", marks=pytest.mark.embedded),
    pytest.param("worker", marks=pytest.mark.services),
]
# An opinion takes ten seconds and would leave as much as the one before: `make nightly` makes ten.
MEMOS = 10 if os.environ.get("NIGHTLY") else 1
# A process that takes in a file until it is killed, or only starts.
TAKES_IN = """
import io, sys, time, django
django.setup()
from aigc_copyright import temporary
from assessments.evidence.store import received
temporary.use_private_folder("web")
if sys.argv[1:]:
    with received(io.BytesIO(b"half"), max_bytes=100):
        print("here", flush=True)
        time.sleep(600)
"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """The system's folder for temporary files, as the server sees it."""
    folder = tmp_path / "system"
    folder.mkdir()
    return folder


@pytest.fixture(params=KINDS)
def server(
    request: pytest.FixtureRequest, tmp_path: Path, scratch: Path, transactional_db: None
) -> Iterator[Server]:
    command = ("gunicorn",) if request.param == "web" else WORKER
    port = str(free_port())
    server = Server(*command, folder=tmp_path, name="server", PORT=port, TMPDIR=str(scratch))
    yield server.start()
    server.kill()


def files_in(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if not path.is_dir()]


def make_memos(count: int, server: Server, form: Form = OPINION) -> None:
    owner = get_user_model().objects.create_user(f"creator{Memo.objects.count()}")
    memos = []
    for _ in range(count):
        assessment = assessment_run(work=work_create(owner=owner, record=load(WEAK)))
        memos.append(memo_request(assessment=assessment, language="en", by=owner, form=form))
    ready = Memo.objects.filter(pk__in=[memo.pk for memo in memos], state=JobState.READY)
    wait_until(lambda: ready.count() == len(memos), server, seconds=400)


def test_memos_leave_no_file(server: Server, tmp_path: Path, scratch: Path) -> None:
    call_command("load_library", stdout=StringIO())
    make_memos(1, server, CREATOR)  # what a process keeps for good is there afterwards
    folders = (tmp_path / "tmp", scratch)
    before = files_in(*folders)
    make_memos(MEMOS, server)
    assert files_in(*folders) == before
    server.stop()
    assert list((tmp_path / "tmp").iterdir()) == []
    assert files_in(scratch) == []


def test_what_a_killed_process_left_is_removed_at_the_next_start(
    server: Server, tmp_path: Path
) -> None:
    def private_folders() -> list[Path]:
        return list((tmp_path / "tmp").glob("*"))

    wait_until(private_folders, server)
    job = SampleJob.objects.create(pause_at="composing", gate=str(tmp_path / "gate"))
    dispatch(job)
    running = SampleJob.objects.filter(state=JobState.RUNNING, stage="composing")
    wait_until(running.exists, server)
    left = private_folders()
    (left[0] / "half.pdf").write_text("half")
    server.kill()
    server.start()
    wait_until(lambda: private_folders() and not set(left) & set(private_folders()), server)


def test_a_file_on_its_way_in_goes_with_its_killed_process(tmp_path: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "aigc_copyright.settings"}
    command = [sys.executable, "-c", TAKES_IN]

    def on_their_way() -> list[Path]:
        return [path for path in files_in(tmp_path) if not path.name.startswith("db.")]

    with subprocess.Popen(
        [*command, "file"], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stdout.readline() == b"here\n"
        assert len(on_their_way()) == 1
        process.kill()
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert on_their_way() == []
