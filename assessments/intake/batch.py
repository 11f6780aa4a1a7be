"""Many files of one person, read in a few child processes that go on from file to file.

To start a process takes longer than to read most files. The bounds are those of `sandbox`, counted
anew for each file; a child that dies or hangs takes the file it was at with it, and a new one reads
on. Files of different persons are never read by the same child: that is `sandbox.read_isolated`.
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
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assessments.intake import sandbox
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.reader import read
from assessments.intake.sandbox import Json

CHILDREN = 4  # at most, and never more than processors
FILES = 200  # one child reads, so that nothing a reader leaves behind can add up
SIZE = 8  # bytes before an answer that say how long it is
GRACE = 2.0  # seconds an answer is waited for that may have stood ready while another was taken


def read_each(names: Sequence[str]) -> Iterator[Json]:
    """The readings of the files, in their order, whatever happens to a process that reads one."""
    if threading.active_count() > 1:  # a process with threads must not fork
        yield from map(sandbox.read_isolated, names)
        return
    count = min(CHILDREN, len(os.sched_getaffinity(0)), len(names))
    waiting: deque[_Child] = deque(_Child() for _ in range(count))
    try:
        for name in names[:count]:
            waiting.append(waiting.popleft().asked(name))
        following: list[str | None] = [*names[count:], *[None] * count]
        for next_name in following:
            child = waiting.popleft()
            found, child = child.answered()
            waiting.append(child if next_name is None else child.asked(next_name))
            yield found
    finally:
        for child in waiting:
            child.end()


@dataclass(frozen=True)
class _Question:
    name: str
    wall: Limit
    deadline: float


class _Child:
    """A process that reads one file after another; the question it is at, if any."""

    def __init__(self) -> None:
        receive, self.send = os.pipe()
        self.receive, send = os.pipe()
        self.read = 0
        self.question: _Question | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.send)
            os.close(self.receive)
            _serve(receive, send)
        os.close(receive)
        os.close(send)

    def asked(self, name: str) -> _Child:
        wall = sandbox.bounds_of(Path(name))[1]
        self.question = _Question(name, wall, time.monotonic() + wall.most)
        with suppress(BrokenPipeError):  # its death shows when the answer is taken
            os.write(self.send, json.dumps(name).encode() + b"\n")
        return self

    def answered(self) -> tuple[Json, _Child]:
        """What it read, and the child to go on with, which is a new one when this one is spent."""
        question = self.question
        assert question is not None
        deadline = max(question.deadline, time.monotonic() + GRACE)
        size, in_time = sandbox.received(self.receive, deadline, SIZE)
        answer = b""
        if len(size) == SIZE:
            wanted = int.from_bytes(size, "big")
            answer, in_time = sandbox.received(self.receive, deadline, wanted)
            self.read += 1
            if in_time and len(answer) == wanted and self.read < FILES:
                return sandbox.reading_of(answer, None, Path(question.name), question.name), self
        code = self.end()
        trouble = None if answer else sandbox.trouble_of(code, in_time, question.wall)
        found = sandbox.reading_of(answer, trouble, Path(question.name), question.name)
        return found, _Child()

    def end(self) -> int:
        """Ends the process, if it still is, and says how it ended."""
        os.close(self.send)
        os.close(self.receive)
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if not pid:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def _serve(receive: int, send: int) -> None:
    """Reads what it is told to until it is ended; nothing of the parent's clean-up runs here."""
    try:
        gc.freeze()  # or the first collection would copy all that is shared with the parent
        sandbox.bound(limits.WRITTEN.most)
        with os.fdopen(receive, "rb") as questions:
            for question in questions:
                name = json.loads(question)
                _allow(sandbox.bounds_of(Path(name))[0])
                answer = json.dumps(read(name).as_json()).encode()
                sent = memoryview(len(answer).to_bytes(SIZE, "big") + answer)
                while sent:
                    sent = sent[os.write(send, sent) :]
    finally:
        os._exit(1)


def _allow(processor: Limit) -> None:
    """Processor time for one more file, beside what the earlier ones took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + processor.most
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
