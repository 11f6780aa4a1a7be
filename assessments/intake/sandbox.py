"""One file read in a child process that may neither grow, run, nor write beyond the limits.

A parser that dies or hangs takes its own file with it and nothing else: the parent then reports
`reader_died` or `timed_out` for it. The child hands its reading over as JSON, so that nothing but
plain data crosses. `python -m assessments.intake.sandbox PATH NAME SIGNERS` is the same child for
callers with threads, which must not fork.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import beyond
from assessments.intake.core.report import Reading
from assessments.intake.core.source import Source
from assessments.intake.provenance import signers
from assessments.intake.reader import read

BLOCK = 1 << 16
Json = dict[str, Any]


def read_isolated(path: Path | str, *, name: str | None = None) -> Json:
    """The reading of a file as JSON, whatever happens to the process that reads it."""
    path, name = Path(path), str(path) if name is None else name
    wall = bounds_of(path)[1]
    if threading.active_count() == 1:
        answer, trouble = _forked(path, name, wall)
    else:
        answer, trouble = _spawned(path, name, wall)
    return reading_of(answer, trouble, path, name)


def reading_of(answer: bytes, trouble: Limit | None, path: Path, name: str) -> Json:
    """What a child said of a file; what became of the child where it said nothing."""
    try:
        found = json.loads(answer) if trouble is None else None
    except ValueError:
        found = None
    return found if isinstance(found, dict) else _failed(path, name, trouble or limits.MEMORY)


def run_isolated(
    module: str, given: bytes | BinaryIO, *arguments: str
) -> tuple[bytes, Limit | None]:
    """What a module prints when it is run on these bytes, or the bound that it broke.

    The module runs as a program and calls `confine` before it touches what it is given. It sees
    nothing of this process's environment.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "OPENBLAS_NUM_THREADS": "1"}
    wall = limits.WALL_SECONDS
    feed: dict[str, Any] = {"input" if isinstance(given, bytes) else "stdin": given}
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            **feed,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env=environment,
            timeout=wall.most,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b"", wall
    return done.stdout, trouble_of(done.returncode, True, wall)


def bounds_of(path: Path) -> tuple[Limit, Limit]:
    """Processor and clock seconds: more for what is read as a stream."""
    try:
        large = path.stat().st_size > limits.FILE.most
    except OSError:
        large = False
    if large:
        return limits.EXPORT_CPU_SECONDS, limits.EXPORT_WALL_SECONDS
    return limits.CPU_SECONDS, limits.WALL_SECONDS


def _failed(path: Path, name: str, trouble: Limit) -> Json:
    try:
        digest: str | None = Source(name=name, path=path).sha256
    except OSError:
        digest = None
    return Reading(file=name, sha256=digest, problems=(beyond(trouble),)).as_json()


def _forked(path: Path, name: str, wall: Limit) -> tuple[bytes, Limit | None]:
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        _child(path, name, send)
    os.close(send)
    try:
        answer, in_time = received(receive, time.monotonic() + wall.most)
    finally:
        os.close(receive)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return answer, trouble_of(os.waitstatus_to_exitcode(status), in_time, wall)


def _child(path: Path, name: str, send: int) -> None:
    """Reads within the limits and leaves; nothing of the parent's clean-up runs here."""
    code = 1
    try:
        confine(bounds_of(path)[0], written=limits.WRITTEN.most)
        answer = json.dumps(read(path, name=name).as_json()).encode()
        with os.fdopen(send, "wb") as out:
            out.write(answer)
        code = 0
    finally:
        os._exit(code)


def confine(processor: Limit, *, written: int = 0) -> None:
    """Bounds on this process, which from here on can only shrink; `written` is bytes of a file."""
    bound(written)
    # At the soft limit a signal of its own ends the process; the hard one looks like any kill.
    resource.setrlimit(resource.RLIMIT_CPU, (processor.most, processor.most + 1))


def bound(written: int) -> None:
    """The bounds on memory and files alone, for a process that goes on from file to file."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY.most),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, written),
    ):
        resource.setrlimit(kind, (most, most))


def received(receive: int, deadline: float, size: int | None = None) -> tuple[bytes, bool]:
    """So many bytes, or all up to the end of the pipe; none, and False, past the deadline."""
    parts: list[bytes] = []
    left = size
    while left != 0:
        seconds = deadline - time.monotonic()
        if seconds <= 0 or not select.select([receive], [], [], seconds)[0]:
            return b"", False
        part = os.read(receive, BLOCK if left is None else min(left, BLOCK))
        if not part:
            break
        parts.append(part)
        left = None if left is None else left - len(part)
    return b"".join(parts), True


def trouble_of(code: int, in_time: bool, wall: Limit) -> Limit | None:
    if not in_time or code == -signal.SIGXCPU:
        return wall
    return limits.MEMORY if code else None


def _spawned(path: Path, name: str, wall: Limit) -> tuple[bytes, Limit | None]:
    given = (str(path.absolute()), name, str(signers.own or ""))
    command = [sys.executable, "-m", "assessments.intake.sandbox", *given]
    root = Path(__file__).parents[2]
    try:
        done = subprocess.run(
            command, capture_output=True, cwd=root, timeout=wall.most, check=False
        )
    except subprocess.TimeoutExpired:
        return b"", wall
    return done.stdout, trouble_of(done.returncode, True, wall)


if __name__ == "__main__":
    signers.own = Path(sys.argv[3]) if sys.argv[3] else None
    _child(Path(sys.argv[1]), sys.argv[2], sys.stdout.fileno())
