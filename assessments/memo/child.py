"""Making a memo in a process of its own, for the worker that lives inside the web server.

Laying out a memo takes seconds of pure computing; in a thread of the web server every page would
wait for it, and it for every page. The child gives way to the pages, ends with its parent, and is
killed as soon as nobody wants its result any more.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import django

POLITENESS = 10  # of 19: pages come first
LOOK_SECONDS = 0.2  # between two looks, so that an interruption of the waiting thread arrives
PARENT_DIED = 1  # PR_SET_PDEATHSIG of Linux

_spawn = multiprocessing.get_context("spawn")  # a fork would inherit locks that threads hold


class ChildLost(RuntimeError):
    """The process that makes the memo ended without a word."""


def render_apart(snapshot: Any, *, progress: Callable[[str], None]) -> bytes:
    """As `assessments.memo.render_memo`, and raises what that raises."""
    ours, theirs = _spawn.Pipe(duplex=False)
    # Pickled here: the child must set Django up before it can read what belongs to an app.
    arguments = (theirs, os.getpid(), pickle.dumps(snapshot))
    child = _spawn.Process(target=_child, args=arguments, name="memo", daemon=True)
    child.start()
    theirs.close()
    try:
        return _result(ours, progress)
    except EOFError as error:
        raise ChildLost("The process that makes the memo ended by itself.") from error
    finally:
        child.kill()
        child.join()
        ours.close()


def _result(ours: Connection, progress: Callable[[str], None]) -> bytes:
    while True:
        while not ours.poll(LOOK_SECONDS):
            pass
        kind, value = ours.recv()
        if kind == "stage":
            progress(value)
        elif kind == "failed":
            raise value
        else:
            return bytes(value)


def _child(theirs: Connection, parent: int, pickled: bytes) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group
    ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGKILL)
    if os.getppid() != parent:
        return
    os.nice(POLITENESS)
    django.setup()
    from assessments.memo import render_memo

    try:
        pdf = render_memo(
            pickle.loads(pickled), progress=lambda stage: theirs.send(("stage", stage))
        )
        theirs.send(("done", pdf))
    except Exception as error:
        theirs.send(("failed", error))
