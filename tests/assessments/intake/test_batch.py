"""Many files by the same few processes: each answers for itself, in its order."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from pathlib import Path

import pytest

from assessments.intake import batch, read, sandbox
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from tests.support.made_files import png, text


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    for number in range(7):
        (tmp_path / f"{number}.png").write_bytes(png(text("Comment", "x" * (number + 1))))
    return [str(tmp_path / f"{number}.png") for number in range(7)]


@pytest.fixture
def forking(monkeypatch):
    """Other tests may have left threads behind, with which a process must not fork."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def codes(readings) -> list[list[str]]:
    return [[problem["code"] for problem in reading["problems"]] for reading in readings]


def test_each_file_reads_as_it_does_alone(forking, names):
    names.append("missing.png")
    assert list(batch.read_batch(names)) == [sandbox.read_in_child(name) for name in names]


def test_a_file_that_ends_its_process_takes_no_other_with_it(forking, names, monkeypatch):
    def deadly(name):
        if name == names[2]:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == names[3]:
            time.sleep(60)
        return read(name)

    monkeypatch.setattr(batch, "read", deadly)
    soon = Limit(value=1, unit="seconds", code="timed_out")
    monkeypatch.setattr(limits, "WALL_SECONDS", soon)
    readings = list(batch.read_batch(names))
    assert [report["file"] for report in readings] == names
    unknown = ["texts_not_understood"]
    assert codes(readings) == [unknown] * 2 + [["reader_died"], ["timed_out"]] + [unknown] * 3
    assert readings[2]["sha256"] == read(names[2]).sha256


def test_processor_time_is_counted_anew_for_each_file(monkeypatch):
    given = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: given.append(bounds[0]))
    batch._allow_time(limits.CPU_SECONDS)
    used = time.process_time()
    assert used + limits.CPU_SECONDS.value - 1 < given[0] <= used + limits.CPU_SECONDS.value + 1


def test_a_process_is_replaced_in_time_and_none_is_left(forking, names, monkeypatch):
    forked = []
    fork = os.fork

    def counted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(batch, "FILES_PER_CHILD", 2)
    assert len(list(batch.read_batch(names))) == len(names)
    assert len(forked) > len(os.sched_getaffinity(0))
    for pid in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def test_a_process_with_threads_does_not_fork(names, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert next(batch.read_batch(names))["file"] == names[0]
    finally:
        waiting.set()
        thread.join()
