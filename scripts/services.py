#!/usr/bin/env python3
"""Run a command with a private PostgreSQL and Redis: services COMMAND …

They live in a temporary folder under an unprivileged user, listen where nobody else looks, and
are gone when the command ends. Where POSTGRES_HOST and REDIS_URL are set, those are used instead.
The machine's own servers are never touched. Needs nothing but the standard library.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

# Nothing here outlives the command, so nothing needs to reach the disk; but what was committed
# outlives the server's process, which tests and campaigns kill (no `synchronous_commit=off`).
QUICK = ["fsync=off", "full_page_writes=off", "listen_addresses="]


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    environment = dict(os.environ)
    with ExitStack() as stack:
        if not environment.get("POSTGRES_HOST"):
            environment |= stack.enter_context(postgres())
        if not environment.get("REDIS_URL"):
            environment |= stack.enter_context(redis())
        return subprocess.call(command, env=environment)


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    with private_folder() as folder:
        data, log = folder / "data", folder / "postgres.log"
        run(
            [program("initdb"), "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--no-sync"]
        )
        options = " ".join(
            f"-c {option}" for option in [*QUICK, f"unix_socket_directories={folder}"]
        )
        control = [program("pg_ctl"), "-D", data, "-s", "-w"]
        run([*control, "-l", log, "-o", options, "start"])
        try:
            yield {
                "POSTGRES_HOST": str(folder),
                "POSTGRES_PORT": "5432",
                "POSTGRES_USER": "tests",
                "POSTGRES_DB": "postgres",
                "POSTGRES_PASSWORD": "",
            }
        finally:
            run([*control, "-m", "immediate", "stop"])


@contextmanager
def redis() -> Iterator[dict[str, str]]:
    port = free_port()
    with private_folder() as folder:
        server = subprocess.Popen(
            [program("redis-server"), "--bind", "127.0.0.1", "--port", str(port)]
            + ["--dir", str(folder), "--save", "", "--appendonly", "no"]
            + ["--databases", "256"],  # one for each process that tests
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            **user_arguments(),
        )
        try:
            wait_until(lambda: answers(port), "Redis")
            yield {"REDIS_URL": f"redis://127.0.0.1:{port}/0"}
        finally:
            server.terminate()
            server.wait()


@contextmanager
def private_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="services-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, unprivileged_user())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str | Path]) -> None:
    """Run it; where it fails, say what it said. Output goes to a file, since a server that is
    started keeps it open."""
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            **user_arguments(),
        )
        said.seek(0)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}\n{said.read()}")


def user_arguments() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, and Redis has no need to."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(unprivileged_user())
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def program(name: str) -> str:
    """The newest of PostgreSQL's own folders first: Debian keeps them off the PATH."""
    homes = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(homes, key=lambda home: int(home.parent.name), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ["PATH"]]))
    if not found:
        sys.exit(f"{name} is not installed.")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(true: Callable[[], bool], what: str) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    sys.exit(f"{what} did not start.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
