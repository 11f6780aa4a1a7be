"""Real servers for tests: started as their own process group, killed without warning."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
ATTEMPTS = 5
QUICK = {
    "JOB_ATTEMPTS": str(ATTEMPTS),
    "JOB_LEASE_SECONDS": "2",
    "JOB_SWEEP_SECONDS": "1",
    "WEB_CONCURRENCY": "1",
}


class Server:
    """One program of the application, on the test's database and the test's files."""

    def __init__(self, *command: str, folder: Path, name: str, **environment: str) -> None:
        self._command = [sys.executable, "-m", *command]
        self._log = folder / f"{name}.log"
        self._environment = {**_environment(folder), **environment}
        self._process: subprocess.Popen[bytes] | None = None
        self.port = environment.get("PORT", "")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> Server:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def send(self, signum: int) -> None:
        """To every process of the group, as the end of a machine would."""
        os.killpg(self.pid, signum)

    def kill(self) -> None:
        """No goodbye: nothing of it runs afterwards."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.send(signal.SIGKILL)
        self._process.wait(timeout=10)
        self._process = None

    def stop(self) -> float:
        """Ask it to end, and say how many seconds that took."""
        assert self._process is not None
        asked = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
        return time.monotonic() - asked

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def log(self) -> str:
        return self._log.read_text(errors="replace")


def _environment(folder: Path) -> dict[str, str]:
    name = str(connection.settings_dict["NAME"])
    where = "POSTGRES_DB" if connection.vendor == "postgresql" else "TEST_DATABASE"
    return {
        **os.environ,
        **QUICK,
        where: name,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.configuration",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], object], *servers: Server, seconds: float = 120) -> None:
    """Wait for it; where it does not come true, show what the servers said."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            said = "\n".join(server.log() for server in servers)
            raise AssertionError(f"Not within {seconds} seconds. {said}")
        time.sleep(0.1)  # each look asks the database, and takes from the servers' time
