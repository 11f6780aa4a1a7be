"""Reads one file in a child process whose memory, time and written files are limited.

A parser that dies or hangs fails its own file and nothing else: the parent then reports
`reader_died` or `timed_out` for it. The child sends its report as JSON, so that only plain data
crosses. `python -m assessments.intake.sandbox PATH NAME SIGNERS` is the same child for callers with
threads, which must not fork.
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
from assessments.intake.core.problems import over_limit
from assessments.intake.core.report import FileReport
from assessments.intake.core.source import Source
from assessments.intake.provenance import signers
from assessments.intake.reader import read

BLOCK = 1 << 16  # bytes; a pipe of Linux holds as many
Json = dict[str, Any]


def read_in_child(path: Path | str, *, name: str | None = None) -> Json:
    """The report on a file as JSON, whatever happens to the process that reads it.

    `name` is what the person called the file; without it the path is its name.
    """
    path, name = Path(path), str(path) if name is None else name
    wall_limit = time_limits(path)[1]
    if threading.active_count() == 1:
        answer, failure = _read_in_fork(path, name, wall_limit)
    else:
        answer, failure = _read_in_program(path, name, wall_limit)
    return report_of(answer, failure, path, name)


def report_of(answer: bytes, failure: Limit | None, path: Path, name: str) -> Json:
    """The report that a child sent, or one on the failure of the child where it sent none."""
    try:
        report = json.loads(answer) if failure is None else None
    except ValueError:
        report = None
    return (
        report
        if isinstance(report, dict)
        else _report_failure(path, name, failure or limits.MEMORY)
    )


def run_in_child(
    module: str, content: bytes | BinaryIO, *arguments: str
) -> tuple[bytes, Limit | None]:
    """What a module prints when it is run on these bytes, and the limit that it broke, if any.

    The module runs as a program and calls `confine` before it touches its input. Of this process's
    environment it gets only PATH.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "OPENBLAS_NUM_THREADS": "1"}
    wall_limit = limits.WALL_SECONDS
    feed: dict[str, Any] = {"input" if isinstance(content, bytes) else "stdin": content}
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            **feed,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env=environment,
            timeout=wall_limit.value,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b"", wall_limit
    return done.stdout, failure_of(done.returncode, True, wall_limit)


def time_limits(path: Path) -> tuple[Limit, Limit]:
    """The limits on processor time and on elapsed time; larger for a file that is streamed."""
    try:
        large = path.stat().st_size > limits.FILE.value
    except OSError:
        large = False
    if large:
        return limits.EXPORT_CPU_SECONDS, limits.EXPORT_WALL_SECONDS
    return limits.CPU_SECONDS, limits.WALL_SECONDS


def _report_failure(path: Path, name: str, failure: Limit) -> Json:
    try:
        digest: str | None = Source(name=name, path=path).sha256
    except OSError:
        digest = None
    return FileReport(file=name, sha256=digest, problems=(over_limit(failure),)).as_json()


def _read_in_fork(path: Path, name: str, wall_limit: Limit) -> tuple[bytes, Limit | None]:
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        _run_child(path, name, send)
    os.close(send)
    try:
        answer, in_time = read_pipe(receive, time.monotonic() + wall_limit.value)
    finally:
        os.close(receive)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return answer, failure_of(os.waitstatus_to_exitcode(status), in_time, wall_limit)


def _run_child(path: Path, name: str, send: int) -> None:
    """Read within the limits and end the process, without any clean-up of the parent's."""
    code = 1
    try:
        confine(time_limits(path)[0], written=limits.WRITTEN.value)
        answer = json.dumps(read(path, name=name).as_json()).encode()
        with os.fdopen(send, "wb") as out:
            out.write(answer)
        code = 0
    finally:
        os._exit(code)


def confine(processor: Limit, *, written: int = 0) -> None:
    """Limit this process for good; `written` is how many bytes a file may have that it writes."""
    limit_memory_and_files(written)
    # At the soft limit SIGXCPU ends the process, which tells the parent that time ran out; at the
    # hard limit it would be SIGKILL, as from anywhere (setrlimit(2)).
    resource.setrlimit(resource.RLIMIT_CPU, (processor.value, processor.value + 1))


def limit_memory_and_files(written: int) -> None:
    """Limit memory and files alone, for a process that reads one file after another."""
    for kind, limit in (
        (resource.RLIMIT_AS, limits.MEMORY.value),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, written),
    ):
        resource.setrlimit(kind, (limit, limit))


def read_pipe(receive: int, deadline: float, size: int | None = None) -> tuple[bytes, bool]:
    """The next `size` bytes of a pipe, or all up to its end; nothing and False past the deadline.

    `deadline` is a time of `time.monotonic`.
    """
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


def failure_of(code: int, in_time: bool, wall_limit: Limit) -> Limit | None:
    """The limit that a child broke, by its exit code (negative for a signal); None without one."""
    if not in_time or code == -signal.SIGXCPU:
        return wall_limit
    return limits.MEMORY if code else None


def _read_in_program(path: Path, name: str, wall_limit: Limit) -> tuple[bytes, Limit | None]:
    arguments = (str(path.absolute()), name, str(signers.own or ""))
    command = [sys.executable, "-m", "assessments.intake.sandbox", *arguments]
    root = Path(__file__).parents[2]
    try:
        done = subprocess.run(
            command, capture_output=True, cwd=root, timeout=wall_limit.value, check=False
        )
    except subprocess.TimeoutExpired:
        return b"", wall_limit
    return done.stdout, failure_of(done.returncode, True, wall_limit)


if __name__ == "__main__":
    signers.own = Path(sys.argv[3]) if sys.argv[3] else None
    _run_child(Path(sys.argv[1]), sys.argv[2], sys.stdout.fileno())
