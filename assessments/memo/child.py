"""Rendering a memo in a child process, for the worker that is embedded in the web server.

The layout of a memo takes seconds of processor time; in a thread of the web server it would share
the interpreter lock with the pages. The child has a lower priority, ends with its parent, and is
killed when its result is no longer needed.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from assessments.exhibits.snapshot import Snapshot
    from assessments.memo.models import Form

NICENESS = 10  # of 19 (nice(2)): web pages have priority
POLL_SECONDS = 0.2  # the waiting thread can be interrupted between two polls
PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a child receives when its parent dies

# A forked child would inherit locks that threads hold.
_spawn = multiprocessing.get_context("spawn")


class ChildLost(RuntimeError):
    """The child process ended without a result: killed from outside, or by its own fault."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"The process that makes the memo ended by itself (code {code}).")


def render_in_child(
    snapshot: Snapshot, *, form: Form = "opinion", progress: Callable[[str], None]
) -> bytes:
    """Call `assessments.memo.making.render_memo` in a child process.

    Its exceptions are raised here; raises `ChildLost` where the child ends without a result.
    """
    parent_end, child_end = _spawn.Pipe()
    child = _spawn.Process(
        target=_run_child, args=(child_end, os.getpid()), name="memo", daemon=True
    )
    child.start()
    child_end.close()
    try:
        # Not among its arguments: `start` keeps the reading end of their pipe open while it writes,
        # so where the child is killed meanwhile, more than a pipe holds (pipe(7)) waits for ever.
        # Pickled here, because the child must set Django up before it unpickles values of an app.
        parent_end.send_bytes(pickle.dumps((snapshot, form)))
        return _receive_result(parent_end, progress)
    except (EOFError, ConnectionError) as error:
        child.join()
        raise ChildLost(child.exitcode) from error
    finally:
        child.kill()
        child.join()
        parent_end.close()


def _receive_result(parent_end: Connection, progress: Callable[[str], None]) -> bytes:
    while True:
        while not parent_end.poll(POLL_SECONDS):
            pass
        kind, value = parent_end.recv()
        if kind == "stage":
            progress(value)
        elif kind == "failed":
            raise value
        else:
            return bytes(value)


def _run_child(child_end: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C signals the whole process group
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    os.nice(NICENESS)
    pickled = child_end.recv_bytes()
    django.setup()
    from assessments.memo.making import render_memo

    try:
        snapshot, form = pickle.loads(pickled)
        pdf = render_memo(
            snapshot, form=form, progress=lambda stage: child_end.send(("stage", stage))
        )
        child_end.send(("done", pdf))
    except Exception as error:
        child_end.send(("failed", error))
