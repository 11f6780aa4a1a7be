"""A memo that is made in a child process outlives the death of that process."""

from __future__ import annotations

import multiprocessing
import threading
import time

import pytest
from django.contrib.auth.models import User

from assessments.jobs import FailureReason, JobState
from assessments.memo import job
from assessments.memo.child import render_in_child
from assessments.memo.models import Memo
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
    return memo_request(assessment=assessment, language="en", by=owner)


def kill_child() -> None:
    """Kill the process that makes the memo, as a system without memory does."""
    end = time.monotonic() + 60
    while not (children := multiprocessing.active_children()):
        assert time.monotonic() < end
        time.sleep(0.01)
    children[0].kill()


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
