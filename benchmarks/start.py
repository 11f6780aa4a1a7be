"""How long do the commands and the server take to start, beside Django alone?

    .venv/bin/python benchmarks/start.py [RUNS]

Every command runs RUNS times (7 by default) in turn with a bare import of Django, in a data folder
of its own that a first `make prepare` filled: with compiled files, of which a first turn that is
not counted leaves all, and with none, where each process compiles all that it imports, Python's own
library and Django included. Shown are medians of processor time (user and system, children
included) and their ratio to bare Django alike. The server is `make run` for the second time, with
compiled files; its time is that of all its processes when `/readyz` answers 200.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = "tests/resources/records/strong-image.yaml"
BARE = ["-c", "import django.core.management, django.db.models, django.urls"]
COMMANDS = {
    "bare Django": BARE,
    "assess": ["manage.py", "assess", RECORD, "--json"],
    "check --tag translation": ["manage.py", "check", "--tag", "translation"],
    "migrate --check": ["manage.py", "migrate", "--check"],
}
RUNS = 7
SERVER_SECONDS = 300  # longer than a start takes on a busy machine
TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat after the name: session, and the four sums of processor time.
SESSION, TIMES = 3, slice(11, 15)


def command_seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """Processor seconds of one run of Python with these arguments."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def server_seconds(environment: dict[str, str]) -> float:
    """Processor seconds of all processes of `make run` until it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        ["make", "--no-print-directory", "run"],
        cwd=ROOT,
        env={**environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", server)
        return session_seconds(server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not become ready.")


def session_seconds(session: int) -> float:
    """Processor seconds of the processes of a session and of the children that they waited for."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[SESSION]) == session:
            ticks += sum(map(int, fields[TIMES]))
    return ticks / TICKS


def measure(measures: dict[str, Callable[[], float]], runs: int) -> None:
    for seconds_of in measures.values():
        seconds_of()
    turns = [{name: seconds_of() for name, seconds_of in measures.items()} for _ in range(runs)]
    bare = statistics.median(turn["bare Django"] for turn in turns)
    for name in measures:
        seconds = statistics.median(turn[name] for turn in turns)
        print(f"{name:32} {seconds:6.2f} s   {seconds / bare:5.2f} x Django", flush=True)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        shared = {**os.environ, "DATA_DIR": f"{folder}/data"}
        shared.pop("PYTHONDONTWRITEBYTECODE", None)
        compiled = shared | {"PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        none = shared | {"PYTHONPYCACHEPREFIX": f"{folder}/none", "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(["make", "prepare"], cwd=ROOT, env=compiled, check=True)
        for title, environment in {"Compiled files": compiled, "No compiled files": none}.items():
            print(f"{title} (load {os.getloadavg()[0]:.1f})")
            measures: dict[str, Callable[[], float]] = {
                name: partial(command_seconds, arguments, environment)
                for name, arguments in COMMANDS.items()
            }
            if environment is compiled:
                measures["second `make run`, until ready"] = partial(server_seconds, environment)
            measure(measures, runs)


if __name__ == "__main__":
    main()
