"""Reads one file in a child process whose memory, time and written files are limited.

A parser that dies or hangs takes its own file with it and nothing else: the parent then reports
`reader_died` or `timed_out` for it. The child hands its reading over as JSON, so that nothing but
plain data crosses. It is forked by a server of its own kind (`fork_server`), never by the parent,
whose memory and environment it must not see.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from assessments.intake import fork_server
from assessments.intake.confinement import confine_process
from assessments.intake.core import limits
from assessments.intake.core.bounding import encode_report
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import over_limit, problem
from assessments.intake.core.report import FileReport
from assessments.intake.core.source import Source
from assessments.intake.dispatch import import_readers
from assessments.intake.provenance import signers
from assessments.intake.reader import read
from assessments.intake.readers import git_bundles

CHILD = "assessments.intake.sandbox"
STANDARD_INPUT = 0
Json = dict[str, Any]


class ChildKilled(RuntimeError):
    """Every child that was asked was killed from outside, which says nothing about the file."""


def read_in_child(path: Path | str, *, name: str | None = None) -> Json:
    """The report on a file as JSON, whatever happens to the process that reads it.

    `name` is what the person called the file; without it the path is its name.
    """
    try:
        return ask_reader(path, name=name)
    except ChildKilled:
        return _report_failure(Path(path), str(path) if name is None else name, limits.MEMORY)


def ask_reader(path: Path | str, *, name: str | None = None) -> Json:
    """The same, for whoever can ask again later; raises `ChildKilled`."""
    path, name = Path(path), str(path) if name is None else name
    try:
        # A pipe would be waited for.
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except OSError:
        return FileReport(file=name, sha256=None, problems=(problem("unreadable_file"),)).as_json()
    with file:
        size = size_of(path)
        answer, failure = run_in_child(
            CHILD,
            file,
            name,
            str(signers.own or ""),
            answer_limit=limits.report_limit(size),
            wall_limit=time_limits(size)[1],
        )
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
    module: str,
    given: bytes | BinaryIO,
    *arguments: str,
    answer_limit: Limit,
    wall_limit: Limit = limits.WALL_SECONDS,
) -> tuple[bytes, Limit | None]:
    """What a module's `main` prints when it is given these bytes, or the bound that it broke.

    It runs in a process of its own and calls `confine` before it touches what it is given, which
    is its standard input. It sees nothing of this process's environment. A child that prints more
    than the limit on its answer counts as one that died. Raises `ChildKilled`.
    """
    bounds = wall_limit.value, answer_limit.value
    if not isinstance(given, bytes):
        answer, code = fork_server.run(module, arguments, given.fileno(), *bounds)
    else:
        with open(os.memfd_create("given"), "w+b") as file:
            file.write(given)
            file.seek(0)
            answer, code = fork_server.run(module, arguments, file.fileno(), *bounds)
    if code == fork_server.KILLED:
        raise ChildKilled(f"{fork_server.MAX_CHILDREN} processes of {module} were killed.")
    return answer, failure_of(code, wall_limit)


def time_limits(size: int) -> tuple[Limit, Limit]:
    """The limits on processor time and on elapsed time; larger for a file that is streamed."""
    if size > limits.FILE.value:
        return limits.EXPORT_CPU_SECONDS, limits.EXPORT_WALL_SECONDS
    return limits.CPU_SECONDS, limits.WALL_SECONDS


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; 0 where it cannot be opened."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _report_failure(path: Path, name: str, failure: Limit) -> Json:
    try:
        digest: str | None = Source(name=name, path=path).sha256
    except OSError:
        digest = None
    return FileReport(file=name, sha256=digest, problems=(over_limit(failure),)).as_json()


def confine(processor: Limit, *, folder: Path | None = None, readable: Iterable[Path] = ()) -> None:
    """Limit and confine this process for good.

    With a folder it may write files there, up to `limits.WRITTEN` each, and run programs.
    `readable` are files and folders that it may open besides programs.
    """
    limit_memory_and_files(limits.WRITTEN.value if folder else 0)
    # At the soft limit SIGXCPU ends the process, from which the parent learns that time ran out;
    # at the hard limit it would be SIGKILL, as from anywhere (setrlimit(2)).
    resource.setrlimit(resource.RLIMIT_CPU, (processor.value, processor.value + 1))
    confine_process(folder=folder, readable=readable)


def limit_memory_and_files(written: int) -> None:
    """Limit memory and files alone, for a process that reads one file after another."""
    for kind, limit in (
        (resource.RLIMIT_AS, limits.MEMORY.value),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, written),
    ):
        resource.setrlimit(kind, (limit, limit))


def failure_of(code: int | None, wall_limit: Limit) -> Limit | None:
    """The bound that a child broke which ended with this code; None is a child out of time."""
    if code is None or code == -signal.SIGXCPU:
        return wall_limit
    return limits.MEMORY if code else None


def prepare() -> None:
    """Run as the server: import what a confined child may need and cannot import."""
    import_readers()


def main() -> None:
    """Run as the child: read standard input, print the report."""
    name, own = sys.argv[1:]
    source = Source(name=name, descriptor=STANDARD_INPUT)
    try:
        size = source.size
    except OSError:
        size = 0
    else:
        # Read now: the confined process cannot open it.
        signers.own = Path(own) if own else None
        signers.anchors()
    folder = None
    if size and git_bundles.detect(source):  # `git` unpacks it
        tempfile.tempdir = str(folder := fork_server.child_folder())
    confine(time_limits(size)[0], folder=folder)
    sys.stdout.buffer.write(encode_report(read(source), size))
