"""The application as `make run` serves it: gunicorn with its own worker, in a folder of its own.

Nothing here knows pytest or a browser; tests, pictures and benchmarks drive what this starts.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "aigc_copyright.settings"
IMPATIENT = "tests.support.impatient_user"
NOT_INHERITED = ("POSTGRES_HOST", "REDIS_URL", "DEBUG", "SECRET_KEY", "SECRET_KEY_FILE")
PASSWORDS = "passwords.json"
FORWARDED = {"X-Forwarded-Proto": "https"}  # what the proxy of a production server adds
START_SECONDS = 60
STOP_SECONDS = 20


class LiveSite:
    """One address and one folder; the server may be stopped and started again."""

    def __init__(self, folder: Path, *, settings: str = SHIPPED) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.sessions: dict[str, str] = {}  # of those who have signed in
        self.production: dict[str, str] = {}
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self, *, with_library: bool) -> LiveSite:
        """An empty database with the demo accounts; their passwords are kept beside it."""
        self.manage("migrate", "--verbosity", "0")
        if with_library:
            self.manage("load_library")
        said = self.manage("demo_users")
        passwords = dict(re.findall(r"^(\w+): password (\S+)$", said, re.MULTILINE))
        (self.folder / PASSWORDS).write_text(json.dumps(passwords))
        return self

    @cached_property
    def passwords(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / PASSWORDS).read_text())
        return found

    def copy(self, folder: Path, *, settings: str = SHIPPED) -> LiveSite:
        """The same data and accounts in another folder, at another address."""
        shutil.copytree(self.folder, folder)
        twin = LiveSite(folder, settings=settings)
        twin.sessions = dict(self.sessions)
        return twin

    def publish(self) -> LiveSite:
        """From now on serve as on the open internet: no debugging, hashed static files, TLS in
        front, which the browser must pretend (`FORWARDED`)."""
        self.production = {"DEBUG": "False", "SECRET_KEY": secrets.token_urlsafe(50)}
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        return self

    def start(self, *, with_worker: bool = True, processes: int = 1) -> LiveSite:
        """Serve until `stop`; without a worker, as if the process that makes memos had died."""
        command = [sys.executable, "-m", "gunicorn"]
        if not with_worker:
            bare = self.folder / "bare.conf.py"
            bare.write_text("threads = 4\ngraceful_timeout = 1\n")
            command += ["-c", str(bare), "-b", f"127.0.0.1:{self.port}", "aigc_copyright.wsgi"]
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment() | {"WEB_CONCURRENCY": str(processes)},
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """What a command of `manage.py` says; fails with everything that it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self._environment(),
            input=stdin,
            text=True,
            capture_output=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout

    @property
    def log_file(self) -> Path:
        return self.folder / "server.log"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        return {
            **kept,
            **self.production,
            "DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": self._settings,
            "PORT": str(self.port),
            "SITE_ROOT": self.address,
        }

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"The server does not answer.\n{self.log_file.read_text()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
