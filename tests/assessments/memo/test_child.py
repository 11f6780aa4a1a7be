"""A memo that is made in a child process outlives the death of that process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing import util
from typing import Any

import pytest
from django.contrib.auth.models import User

from assessments.jobs import FailureReason, JobState
from assessments.memo import child, job
from assessments.memo.child import ChildLost, render_in_child
from assessments.memo.models import CREATOR, Memo
from assessments.memo.services import memo_request
from assessments.memo.tasks import memo_make
from assessments.results.services import assessment_run, work_create
from cases.record import load
from tests.support.pages import WEAK


@pytest.fixture
def memo(db: None, monkeypatch: pytest.MonkeyPatch) -> Memo:
    monkeypatch.setattr(job, "renderer", render_in_child)
    owner = User.objects.create_user("maker")
    assessment = assessment_run(work=work_create(owner=owner, record=load(WEAK)))
    return memo_request(assessment=assessment, language="en", by=owner, form=CREATOR)


def kill_child() -> None:
    """Kill the process that makes the memo, as a system without memory does."""
    end = time.monotonic() + 60
    while not (children := multiprocessing.active_children()):
        assert time.monotonic() < end
        time.sleep(0.01)
    children[0].kill()


@pytest.mark.parametrize("moment", ["start", "send_bytes"])
def test_a_child_that_is_killed_before_it_has_read_what_to_print_is_lost(
    moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Much more than a pipe holds is sent to it."""
    snapshot: Any = b"x" * 1_000_000
    if moment == "start":  # as soon as it has been started, while it is told what to do
        launch = util.spawnv_passfds

        def launch_and_kill(*arguments: Any) -> int:
            pid = int(launch(*arguments))
            if b"resource_tracker" not in b"".join(map(os.fsencode, arguments[1])):
                os.kill(pid, signal.SIGSTOP)
                threading.Timer(1, os.kill, (pid, signal.SIGKILL)).start()
            return pid

        monkeypatch.setattr(util, "spawnv_passfds", launch_and_kill)
    else:
        monkeypatch.setattr(child, "_run_child", time.sleep)  # takes no arguments: ends at once
    outcome: list[BaseException] = []

    def render() -> None:
        try:
            render_in_child(snapshot, progress=print)
        except ChildLost as lost:
            outcome.append(lost)

    thread = threading.Thread(target=render, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert len(outcome) == 1


def make_and_kill(memo: Memo) -> str:
    killer = threading.Thread(target=kill_child)
    killer.start()
    outcome = memo_make(str(memo.pk))
    killer.join()
    memo.refresh_from_db()
    return outcome


def test_a_memo_whose_process_is_killed_is_made_by_another(memo: Memo) -> None:
    assert make_and_kill(memo) == "deferred"
    assert (memo.state, memo.attempts) == (JobState.QUEUED, 1)
    assert "code -9" in memo.detail
    assert memo_make(str(memo.pk)) == "ready"


def test_one_that_is_killed_each_time_is_given_up(memo: Memo, settings) -> None:
    settings.JOB_ATTEMPTS = 1
    assert make_and_kill(memo) == "failed"
    assert (memo.state, memo.reason) == (JobState.FAILED, FailureReason.WORKER_LOST)
