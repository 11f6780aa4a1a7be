"""A server that starts while the processes of a killed one still hold the port waits for it."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from tests.support.processes import Server, free_port, wait_until

pytestmark = [pytest.mark.embedded, pytest.mark.django_db(transaction=True)]
LONGER_THAN_GUNICORN_TRIES = 7  # seconds


def is_served(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_the_next_server_waits_for_the_port(tmp_path: Path, transactional_db: None) -> None:
    port = str(free_port())
    web = Server("gunicorn", folder=tmp_path, name="web", PORT=port)
    with socket.socket() as old:
        old.bind(("127.0.0.1", int(port)))
        old.listen()
        web.start()
        wait_until(lambda: "in use" in web.log(), web)
        time.sleep(LONGER_THAN_GUNICORN_TRIES)
    try:
        wait_until(lambda: is_served(port), web)
    finally:
        web.kill()


def test_after_its_parent_is_killed_the_next_one_serves(
    tmp_path: Path, transactional_db: None
) -> None:
    port = str(free_port())
    first = Server("gunicorn", folder=tmp_path, name="first", PORT=port).start()
    second = Server("gunicorn", folder=tmp_path, name="second", PORT=port)
    try:
        wait_until(lambda: is_served(port), first)
        os.kill(first.pid, signal.SIGKILL)  # its processes live on for a while
        second.start()
        wait_until(lambda: "Booting worker" in second.log() and is_served(port), second)
    finally:
        first.kill()
        second.kill()
