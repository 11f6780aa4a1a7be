"""A Redis and a PostgreSQL of one test alone, which it may kill and start again."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg2
from django.db import connection

from tests.support.processes import ROOT, free_port, wait_until


def _load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("services", ROOT / "scripts" / "services.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


services = _load_script()


class OwnRedis:
    """Redis that keeps nothing on disk, at a port of its own."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        command = [services.program("redis-server"), "--port", str(self._port)]
        command += ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd="/tmp")
        wait_until(lambda: services.answers(self._port))

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


class OwnPostgres:
    """A cluster with a copy of the test's database."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        folder = Path(environment["POSTGRES_HOST"])
        self._control = [services.program("pg_ctl"), "-D", folder / "data", "-s", "-w"]
        self._options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        self._log = folder / "again.log"

    def copy(self) -> None:
        """Load the tables and rows that the test's own database has."""
        given = connection.settings_dict
        source = ["-h", given["HOST"], "-p", str(given["PORT"]), "-U", given["USER"]]
        dump = subprocess.run(
            [services.program("pg_dump"), *source, given["NAME"]], check=True, capture_output=True
        )
        target = ["-h", self.environment["POSTGRES_HOST"], "-U", "tests", "-q", "postgres"]
        subprocess.run(
            [services.program("psql"), *target],
            input=dump.stdout,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """End at once, as in a crash: no connection is told, nothing is written."""
        services.run([*self._control, "-m", "immediate", "stop"])

    def start(self) -> None:
        services.run([*self._control, "-l", self._log, "-o", self._options, "start"])

    def value(self, query: str) -> Any:
        """The only value of a query; a connection for each, since the server comes and goes."""
        where = self.environment
        own = psycopg2.connect(
            host=where["POSTGRES_HOST"], user=where["POSTGRES_USER"], dbname="postgres"
        )
        try:
            with own.cursor() as cursor:
                cursor.execute(query)
                row = cursor.fetchone()
                return row and row[0]
        finally:
            own.close()


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    with services.postgres() as environment:
        server = OwnPostgres(environment)
        server.copy()
        yield server


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    server = OwnRedis()
    server.start()
    try:
        yield server
    finally:
        server.kill()
