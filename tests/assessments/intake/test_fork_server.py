"""Children forked from a warm server: a fresh one each time, with nothing of the requester's."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assessments.intake.fork_server import KILLED, LOST, end_servers, run

THIS = "tests.assessments.intake.test_fork_server"
MAX_BYTES = 1 << 20
seen: list[str] = []  # in the server's memory, and so at first in each child's


def main() -> None:
    """What the children of these tests do."""
    what = sys.argv[1]
    if what == "exit":
        os._exit(int(sys.argv[2]))
    if what == "sleep":
        time.sleep(60)
    if what == "sleep once" and not os.path.exists(sys.argv[2]):
        Path(sys.argv[2]).write_text(str(os.getpid()))
        sys.stdin.read()
        time.sleep(60)
    seen.append(what)
    found = {
        "pid": os.getpid(),
        "server": os.getppid(),
        "seen": seen,
        "environment": dict(os.environ),
        "open": sorted(map(int, os.listdir("/proc/self/fd")))[:-1],  # the last is the listing's
        "given": sys.stdin.read(),
    }
    sys.stdout.write(json.dumps(found))


@pytest.fixture(scope="module", autouse=True)
def ended_afterwards() -> Iterator[None]:
    yield
    end_servers()


def asked(*arguments: str, given: int | None = None, seconds: float = 30) -> tuple[Any, int | None]:
    with open(os.devnull) as nothing:
        file = nothing.fileno() if given is None else given
        answer, code = run(THIS, arguments, file, seconds, MAX_BYTES)
    return json.loads(answer) if answer else None, code


def test_each_request_has_a_child_of_its_own_of_one_server() -> None:
    (first, _), (second, _) = asked("a"), asked("b")
    assert first["server"] == second["server"] != os.getpid()
    assert first["pid"] != second["pid"]
    assert (first["seen"], second["seen"]) == (["a"], ["b"])


def test_a_child_sees_nothing_of_the_requester(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not to be seen")
    end_servers()  # a server keeps what it was started with
    found, _ = asked("a")
    assert found["environment"].keys() <= {
        "PATH",
        "TMPDIR",
        "OPENBLAS_NUM_THREADS",
        "LC_CTYPE",
    }
    assert found["open"] == [0, 1, 2]


def test_a_child_reads_what_it_is_given() -> None:
    receive, send = os.pipe()
    os.write(send, b"some bytes")
    os.close(send)
    found, code = asked("a", given=receive)
    os.close(receive)
    assert (found["given"], code) == ("some bytes", 0)


@pytest.mark.parametrize("code", [0, 1, 77])
def test_the_exit_code_comes_back(code: int) -> None:
    assert asked("exit", str(code)) == (None, code)


def test_a_child_out_of_time_is_killed_and_its_server_goes_on() -> None:
    before, _ = asked("a")
    assert asked("sleep", seconds=0.5) == (None, None)
    after, _ = asked("a")
    assert after["server"] == before["server"]
    wait_until(lambda: children_of(after["server"]) == [])


def test_many_threads_ask_at_once() -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(asked("a"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [code for _, code in found] == [0] * 8
    assert len({answer["pid"] for answer, _ in found}) == 8
    assert len({answer["server"] for answer, _ in found}) == 1


@pytest.mark.parametrize("who", ["child", "server"])
def test_where_a_child_or_its_server_is_killed_another_child_reads_the_file(
    who: str, tmp_path: Path
) -> None:
    """A kill from outside, as by a system without memory, is no property of the file."""
    before, _ = asked("a")
    first = tmp_path / "first"
    file = tmp_path / "file"
    file.write_text("some bytes")

    def kill() -> None:
        wait_until(lambda: first.exists() and first.read_text())
        os.kill(int(first.read_text()) if who == "child" else before["server"], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with file.open() as given:
        found, code = asked("sleep once", str(first), given=given.fileno())
    killer.join()
    assert (found["given"], code) == ("some bytes", 0)
    assert found["pid"] != int(first.read_text())
    assert (found["server"] == before["server"]) == (who == "child")


def test_what_cannot_be_read_again_is_lost_with_its_child(tmp_path: Path) -> None:
    before, _ = asked("a")
    receive, send = os.pipe()
    os.close(send)
    timer = threading.Timer(0.5, os.kill, (before["server"], signal.SIGKILL))
    timer.start()
    assert asked("sleep", given=receive) == (None, KILLED)
    timer.join()
    os.close(receive)


def test_a_child_that_prints_too_much_is_lost() -> None:
    with open(os.devnull) as nothing:
        assert run(THIS, ("a",), nothing.fileno(), 30, 1) == (b"", LOST)


def test_a_server_that_nobody_asks_ends() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    code = (
        "import socket; from assessments.intake import fork_server; "
        "fork_server.IDLE_SECONDS = 0.1; fork_server.serve(print, socket.socket(fileno=0))"
    )
    with ours, theirs:
        server = subprocess.Popen([sys.executable, "-c", code], stdin=theirs.fileno())
        theirs.close()
        assert server.wait(60) == 0
        with pytest.raises(BrokenPipeError):
            ours.send(b"[]")


def test_a_child_of_no_module_is_lost(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("assessments.intake.no_such", (), 0, 30, MAX_BYTES) == (b"", KILLED)
    end_servers()
    assert "No module named" in capfd.readouterr().err


def children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as listed:
        return [int(child) for child in listed.read().split()]


def wait_until(true: Any) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
