"""Reads many files of one person in a few child processes, each of which reads one after another.

Starting a process takes longer than reading most files: 30 files a second with a process each, some
1,400 without (`benchmarks/reading.py`). The limits are those of `sandbox`, counted anew for each
file; a child that dies or hangs fails the file that it is reading, and a new child continues. Files
of different persons are never read by the same child: `sandbox.read_in_child` is for them.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assessments.intake import sandbox
from assessments.intake.confinement import confine_process
from assessments.intake.core import limits
from assessments.intake.core.bounding import encode_report
from assessments.intake.core.limits import Limit
from assessments.intake.core.source import Source
from assessments.intake.dispatch import import_readers
from assessments.intake.fork_server import read_pipe
from assessments.intake.provenance import signers
from assessments.intake.reader import read
from assessments.intake.readers import git_bundles
from assessments.intake.recognition import asking
from assessments.intake.sandbox import Json

MAX_CHILDREN = 4  # and never more than processors; each may take `limits.MEMORY`
FILES_PER_CHILD = 200  # so that nothing that a reader leaves in memory can add up
SIZE_BYTES = 8  # the length of an answer, big-endian, before it
NOT_HERE = 0  # instead of a length: a file that needs a process which may run `git`
# Seconds for an answer whose deadline passed while the parent took another: it may be ready.
GRACE = 2.0


def read_batch(names: Sequence[str]) -> Iterator[Json]:
    """The reports on the files as JSON, in their order, whatever happens to a child process."""
    for name, report in zip(names, _read_files(names), strict=True):
        yield asking.complete(report, name)


def _read_files(names: Sequence[str]) -> Iterator[Json]:
    if threading.active_count() > 1:  # a process with threads must not fork
        yield from map(sandbox.read_in_child, names)
        return
    count = min(MAX_CHILDREN, len(os.sched_getaffinity(0)), len(names))
    import_readers()  # here, or every child would import them again
    folders = frozenset(Path(name).absolute().parent for name in names)
    children: deque[_Child] = deque(_Child(folders) for _ in range(count))
    try:
        for name in names[:count]:
            children.append(children.popleft().ask(name))
        next_names: list[str | None] = [*names[count:], *[None] * count]
        for next_name in next_names:
            child = children.popleft()
            report, child = child.answer()
            children.append(child if next_name is None else child.ask(next_name))
            yield report
    finally:
        for child in children:
            child.end()


@dataclass(frozen=True)
class _Request:
    """A file that a child is to read, and when it is late by the clock of `time.monotonic`."""

    name: str
    wall: Limit
    deadline: float


class _Child:
    """A process that reads one file after another; the question it is at, if any."""

    def __init__(self, folders: frozenset[Path]) -> None:
        self.folders = folders
        receive, self.send = os.pipe()
        self.receive, send = os.pipe()
        self.read = 0
        self.request: _Request | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.send)
            os.close(self.receive)
            _serve(receive, send, folders)
        os.close(receive)
        os.close(send)

    def ask(self, name: str) -> _Child:
        wall = sandbox.time_limits(sandbox.size_of(Path(name)))[1]
        self.request = _Request(name, wall, time.monotonic() + wall.value)
        with suppress(BrokenPipeError):  # `answer` finds out that the child died
            os.write(self.send, json.dumps(name).encode() + b"\n")
        return self

    def answer(self) -> tuple[Json, _Child]:
        """The report on the requested file, and the child for the next one.

        That is a new child where this one failed or has read FILES_PER_CHILD files.
        """
        request = self.request
        assert request is not None
        deadline = max(request.deadline, time.monotonic() + GRACE)
        size, in_time = read_pipe(self.receive, deadline, SIZE_BYTES)
        data = b""
        if len(size) == SIZE_BYTES:
            wanted = int.from_bytes(size, "big")
            if wanted == NOT_HERE:
                return sandbox.read_in_child(request.name), self
            allowed = wanted <= limits.report_limit(sandbox.size_of(Path(request.name))).value
            data, in_time = read_pipe(self.receive, deadline, wanted if allowed else 0)
            self.read += 1
            if in_time and allowed and len(data) == wanted and self.read < FILES_PER_CHILD:
                return sandbox.report_of(data, None, Path(request.name), request.name), self
        code = self.end()
        failure = None if data else sandbox.failure_of(code if in_time else None, request.wall)
        report = sandbox.report_of(data, failure, Path(request.name), request.name)
        return report, _Child(self.folders)

    def end(self) -> int:
        """End the process if it still runs; returns its exit code, negative for a signal."""
        os.close(self.send)
        os.close(self.receive)
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if not pid:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def _serve(receive: int, send: int, folders: Iterable[Path]) -> None:
    """Read the requested files until the parent ends the process, without any clean-up of its."""
    try:
        gc.freeze()  # or the first collection would copy all memory that is shared with the parent
        sandbox.limit_memory_and_files(0)
        signers.anchors()
        # The files are those of the person who started the command, and are opened by their names.
        confine_process(readable=folders, own_user=False)
        with os.fdopen(receive, "rb") as requests:
            for request in requests:
                name = json.loads(request)
                size = sandbox.size_of(Path(name))
                _allow_time(sandbox.time_limits(size)[0])
                data = b"" if _is_bundle(name) else encode_report(read(name), size)
                sent = memoryview(len(data).to_bytes(SIZE_BYTES, "big") + data)
                while sent:
                    sent = sent[os.write(send, sent) :]
    finally:
        os._exit(1)


def _is_bundle(name: str) -> bool:
    try:
        return git_bundles.detect(Source(name=name, path=Path(name)))
    except OSError:
        return False


def _allow_time(processor: Limit) -> None:
    """Allow processor time for one more file, beside what the earlier ones took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + processor.value
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
