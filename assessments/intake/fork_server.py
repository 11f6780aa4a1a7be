"""A confined child per request, without the start of an interpreter and its imports for each.

`python -m assessments.intake.fork_server MODULE` imports MODULE once, calls its `prepare()` if it
has one, and then waits for requests on
its standard input, a socket of packets. A packet carries the arguments as JSON and three
descriptors: the child's standard input, its standard output, and a socket for its exit code. For
each packet the server forks one child, which calls `MODULE.main()` and ends; no child serves two
requests, so nothing of one file reaches another. The server itself opens no file that it is given,
keeps to one thread (a process with threads must not fork), and sees nothing of the environment of
whoever started it. A requester that closes its end of the socket, or dies, ends its child.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import assessments

IDLE_SECONDS = 60  # a server that nobody asks gives its memory back
BLOCK = 1 << 16
PACKET = 1 << 18  # bytes; the kernel's own bound on a packet is smaller
CODE = 4  # bytes of an exit code
PARENT_DIED = 1  # PR_SET_PDEATHSIG of Linux
LOST = 1  # the exit code of a child that printed too much
KILLED = -signal.SIGKILL
MAX_CHILDREN = 2  # for one request, where the first one is killed

_servers: dict[str, _Server] = {}
_lock = threading.Lock()


def run(
    module: str, arguments: Sequence[str], given: int, seconds: float, max_bytes: int
) -> tuple[bytes, int | None]:
    """What `module.main()` prints in a child of its own, and the child's exit code.

    `given` is the descriptor of the child's standard input. A child that has not ended after so
    many seconds is killed; then there is no exit code. One that prints more than `max_bytes` is
    killed as well and counts as lost. Where a child is killed from outside, or its server is,
    another one is asked within the same time: that says nothing about the file.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MAX_CHILDREN):
        answer, code = _run_once(module, arguments, given, deadline, max_bytes)
        if code != KILLED or not _rewind(given):
            break
    return answer, code


def _run_once(
    module: str, arguments: Sequence[str], given: int, deadline: float, max_bytes: int
) -> tuple[bytes, int | None]:
    receive, send = os.pipe()
    ours, theirs = socket.socketpair()
    try:
        try:
            _request(module, arguments, (given, send, theirs.fileno()))
        finally:
            os.close(send)
            theirs.close()
        answer, in_time = read_pipe(receive, deadline, max_bytes + 1)
        if len(answer) > max_bytes:
            return b"", LOST
        if in_time:
            code, in_time = read_pipe(ours.fileno(), deadline, CODE)
        if not in_time:
            return b"", None
        # A child dies with its server, which then says no code.
        return answer, int.from_bytes(code, "big", signed=True) if len(code) == CODE else KILLED
    finally:
        os.close(receive)
        ours.close()


def _rewind(given: int) -> bool:
    """Go back to the beginning of a file; False for what cannot be read again."""
    with suppress(OSError):
        os.lseek(given, 0, os.SEEK_SET)
        return True
    return False


def read_pipe(receive: int, deadline: float, size: int) -> tuple[bytes, bool]:
    """So many bytes, or fewer up to the end of the pipe; none, and False, past the deadline."""
    parts: list[bytes] = []
    left = size
    while left:
        seconds = deadline - time.monotonic()
        if seconds <= 0 or not select.select([receive], [], [], seconds)[0]:
            return b"", False
        part = os.read(receive, min(left, BLOCK))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts), True


def end_servers() -> None:
    """End every server of this process; the next request starts a new one."""
    with _lock:
        while _servers:
            _servers.popitem()[1].end()


def _request(module: str, arguments: Sequence[str], descriptors: Sequence[int]) -> None:
    packet = json.dumps(arguments).encode()
    with _lock:
        if server := _servers.pop(module, None):
            with suppress(BrokenPipeError, ConnectionResetError):  # it has ended
                socket.send_fds(server.channel, [packet], descriptors)
                _servers[module] = server
                return
            server.end()
        _servers[module] = server = _Server(module)
        with suppress(BrokenPipeError, ConnectionResetError):  # reported as a lost child
            socket.send_fds(server.channel, [packet], descriptors)


class _Server:
    """The requesters' side of a server; processes forked later share it."""

    def __init__(self, module: str) -> None:
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, module],
                cwd=Path(assessments.__file__).parents[1],
                env={
                    "PATH": os.environ.get("PATH", os.defpath),
                    "TMPDIR": tempfile.gettempdir(),
                    "OPENBLAS_NUM_THREADS": "1",
                },
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
            )

    def end(self) -> None:
        self.channel.close()
        with suppress(subprocess.TimeoutExpired):  # a process forked from this one still asks it
            self.process.wait(1)


def _replace_lock() -> None:
    """Another thread may have held the lock when this process was forked."""
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_replace_lock)
atexit.register(end_servers)


@dataclass(frozen=True, kw_only=True)
class _Child:
    pid: int
    ended: int  # a descriptor that can be read once the process has ended
    requester: socket.socket


def serve(main: Callable[[], None], channel: socket.socket) -> None:
    """Fork a child for each request until no requester is left, or none has asked for long."""
    poll = select.poll()
    poll.register(channel, select.POLLIN)
    children: dict[int, _Child] = {}  # by each of their descriptors
    requested = True
    while requested or children:
        ready = [number for number, _ in poll.poll(None if children else IDLE_SECONDS * 1000)]
        if not ready:
            channel.shutdown(socket.SHUT_RD)  # what was sent until now is still received
        for number in ready:
            if child := children.pop(number, None):
                poll.unregister(number)
                if number == child.ended:
                    if children.pop(child.requester.fileno(), None):
                        poll.unregister(child.requester)
                    _report(child)
                else:
                    os.kill(child.pid, signal.SIGKILL)
        if channel.fileno() in ready:
            packet, descriptors, _, _ = socket.recv_fds(channel, PACKET, 3)
            if not packet:
                poll.unregister(channel)
                requested = False
                continue
            child = _start(main, json.loads(packet), *descriptors)
            for number in (child.ended, child.requester.fileno()):
                poll.register(number, select.POLLIN)
                children[number] = child


def child_folder() -> Path:
    """Make the folder of this child, which its server removes when it has ended."""
    folder = _folder_of(os.getpid())
    folder.mkdir(0o700)
    return folder


def _folder_of(pid: int) -> Path:
    return Path(tempfile.gettempdir(), str(pid))


def _report(child: _Child) -> None:
    _, status = os.waitpid(child.pid, 0)
    os.close(child.ended)
    if _folder_of(child.pid).exists():
        shutil.rmtree(_folder_of(child.pid), ignore_errors=True)
    code = os.waitstatus_to_exitcode(status)
    with child.requester as requester, suppress(OSError):  # nobody may want it any more
        requester.sendall(code.to_bytes(CODE, "big", signed=True))


def _start(
    main: Callable[[], None], arguments: list[str], given: int, printed: int, requester: int
) -> _Child:
    pid = os.fork()
    if pid == 0:
        _run(main, arguments, given, printed)
    os.close(given)
    os.close(printed)
    ended = os.pidfd_open(pid)
    return _Child(pid=pid, ended=ended, requester=socket.socket(fileno=requester))


def _run(main: Callable[[], None], arguments: list[str], given: int, printed: int) -> NoReturn:
    """Runs in the child, which keeps no descriptor of the server's and ends with it."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGKILL)
        silence = os.open(os.devnull, os.O_WRONLY)
        for number, standard in ((given, 0), (printed, 1), (silence, 2)):
            os.dup2(number, standard)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        sys.argv[1:] = arguments
        main()
        sys.stdout.flush()
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group
    module = importlib.import_module(sys.argv[1])
    if prepare := getattr(module, "prepare", None):
        prepare()
    gc.freeze()  # or the first collection in a child would copy all that it shares
    # Entered by children of other users; only the server lists or removes what is in it.
    with tempfile.TemporaryDirectory(prefix="readers-") as folder:
        os.chmod(folder, 0o711)
        tempfile.tempdir = folder
        serve(module.main, socket.socket(fileno=os.dup(0)))
