"""The application as production runs it, with all that it leans on; each part can be taken away."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
from aiosmtpd.controller import Controller

from assessments.memo.child import NICENESS
from benchmarks.crowd_services import QUEUES, WORKER
from benchmarks.processes import descendants
from tests.browser.site import ROOT, LiveSite, free_port
from tests.support.mail_server import Mailbox
from tests.support.own_services import OwnPostgres, OwnRedis, own_redis, services
from tests.support.timestamp_authority import Authority, authority_make, serve_authority

WEB = "web"
WORKERS = tuple(f"worker{number}" for number in range(len(QUEUES)))
STOP_SECONDS = 30
TRACEBACK_LINES = 5
DATABASE = "site"


class MailServer:
    """A mail server at one port, which may be away; keeps every letter."""

    def __init__(self) -> None:
        self.port = free_port()
        self.box = Mailbox()
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self.box, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the application leans on."""

    postgres: OwnPostgres
    redis: OwnRedis
    mail: MailServer
    authority: Authority

    def environment(self) -> dict[str, str]:
        """The settings that name them."""
        return {
            **self.postgres.environment,
            "POSTGRES_DB": DATABASE,
            "REDIS_URL": self.redis.url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail.port),
            "EMAIL_SECURITY": "none",
            "TIMESTAMP_URL": self.authority.url,
            "TIMESTAMP_ROOTS": str(self.authority.root),
        }

    def connect(self, database: str = DATABASE) -> Any:
        """A connection without transactions."""
        where = self.postgres.environment
        connection = psycopg2.connect(
            host=where["POSTGRES_HOST"], user=where["POSTGRES_USER"], dbname=database
        )
        connection.autocommit = True
        return connection

    def query(self, text: str, *values: object, database: str = DATABASE) -> list[tuple[Any, ...]]:
        """The rows of one statement on a connection of its own."""
        with closing(self.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(text, values or None)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def own_parts(folder: Path) -> Iterator[Parts]:
    """Start all parts; end them afterwards."""
    with ExitStack() as stack:
        authority = authority_make(folder / "authority")
        stack.enter_context(serve_authority(authority))
        environment = stack.enter_context(services.postgres())
        mail = MailServer()
        mail.start()
        stack.callback(mail.stop)
        parts = Parts(
            postgres=OwnPostgres(environment),
            redis=stack.enter_context(own_redis()),
            mail=mail,
            authority=authority,
        )
        # So that nothing but the application writes (`addresses` counts transactions).
        parts.query("ALTER SYSTEM SET autovacuum = off", database="postgres")
        parts.query("SELECT pg_reload_conf()", database="postgres")
        parts.query(f"CREATE DATABASE {DATABASE}", database="postgres")
        yield parts


class ServedSite(LiveSite):
    """Web server and workers, each of which is started again when it has died."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        super().__init__(folder)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._given = environment

    def prepare(self, *, with_library: bool) -> ServedSite:
        """Tables, and the decisions of the library; from then on as on the open internet."""
        self.publish()
        self.manage("migrate", "--verbosity", "0")
        if with_library:
            self.manage("load_library")
        return self

    def call(self, function: str, *arguments: object) -> str:
        """What a function of this package prints, such as `rows.open_jobs`, called inside of the
        application."""
        module, name = function.split(".")
        listed = ", ".join(map(repr, arguments))
        code = f"from benchmarks.campaign import {module}; {module}.{name}({listed})"
        return self.manage("shell", "--no-imports", "-c", code)

    def serve(self, names: Sequence[str]) -> None:
        """Start these processes, and wait until the web server answers."""
        for name in names:
            self.start_process(name)
        self._wait_until_it_answers()

    def start_process(self, name: str, **more: str) -> None:
        """Start the web server or a worker, with these settings beside the usual ones."""
        command = [sys.executable, "-m", "gunicorn"]
        if name != WEB:
            queues = QUEUES[WORKERS.index(name)]
            command = [sys.executable, "-m", "celery", "--app=aigc_copyright", *WORKER]
            command += [f"--queues={queues}", f"--hostname={name}@%h"]
            if os.geteuid() == 0:  # or jobs would wait for whatever else the machine does
                command = ["nice", "-n", str(-NICENESS), *command]
        with self.log_file.open("ab") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment() | {"WEB_CONCURRENCY": "2"} | more,
                stdout=log,
                stderr=log,
            )

    def restart_dead(self) -> list[str]:
        """Start again what has ended, as the supervisor of production does."""
        dead = [name for name, process in self.running.items() if process.poll() is not None]
        for name in dead:
            self.start_process(name)
        return dead

    def errors(self) -> list[str]:
        """What the log says went wrong, once each: the message, and the end of its traceback."""
        found: dict[str, str] = {}
        for line in self.log_file.read_text(errors="replace").splitlines():
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict) and entry.get("level") in ("ERROR", "CRITICAL"):
                    where = str(entry.get("error", "")).strip().splitlines()[-TRACEBACK_LINES:]
                    message = re.sub(r"[0-9a-f-]{6,}|\d+", "…", entry["message"])
                    found.setdefault(message, " | ".join(map(str.strip, where)))
        return [f"{message} {where}" for message, where in found.items()]

    def stop(self) -> None:
        """End all processes as an operator would."""
        for process in self.running.values():
            process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                kill_tree(process.pid)
                process.wait()
        self.running.clear()

    def _environment(self) -> dict[str, str]:
        return super()._environment() | self._given


def kill_tree(pid: int) -> None:
    """Kill a process and all that descends from it."""
    for number in [pid, *(process.pid for process in descendants(pid))]:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
