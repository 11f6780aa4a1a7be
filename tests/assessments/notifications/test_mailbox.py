"""Letters of a trial server: kept by its own mail server, read on a page, never in production."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client

from tests.support.mail_server import free_port

pytestmark = pytest.mark.django_db
PAGE = "http://localhost:8000/mailbox/"
PATIENCE_SECONDS = 20


@pytest.fixture
def server(settings: Any, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The mail server as `make run` starts it."""
    port, folder = free_port(), tmp_path / "mailbox"
    command = [
        sys.executable,
        "-m",
        "assessments.notifications.mailbox_server",
        str(port),
        str(folder),
        PAGE,
    ]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        settings.DEBUG, settings.MAILBOX_DIR = True, folder
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        _wait_for(port)
        yield process
        process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("The mail server does not answer.")


def test_what_was_sent_is_announced_and_read_on_a_page(
    server: subprocess.Popen[str], client: Client
) -> None:
    send_mail("First", "Go to http://localhost:8000/x/ <b>now</b>", None, ["li@localhost"])
    send_mail("其次", "您好。", None, ["li@localhost"])

    assert server.stdout is not None
    assert PAGE in server.stdout.readline()
    page = client.get("/mailbox/")
    assert [letter.subject for letter in page.context["letters"]] == ["其次", "First"]
    first = page.context["letters"][1]
    text = client.get(f"/mailbox/{first.key}/").content.decode()
    assert '<a href="http://localhost:8000/x/">' in text
    assert "&lt;b&gt;now&lt;/b&gt;" in text
    assert first.at.tzinfo is not None


def test_an_empty_box_says_so_and_an_unknown_letter_is_not_there(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DEBUG, settings.MAILBOX_DIR = True, tmp_path / "mailbox"
    assert "No e-mail yet" in client.get("/mailbox/").content.decode()
    assert client.get("/mailbox/none/").status_code == 404


@pytest.mark.parametrize(("debug", "folder"), [(False, "mailbox"), (True, None)])
def test_nobody_reads_letters_in_production_or_with_a_real_mail_server(
    client: Client, settings: Any, tmp_path: Path, debug: bool, folder: str | None
) -> None:
    settings.DEBUG = debug
    settings.MAILBOX_DIR = tmp_path / folder if folder else None
    assert client.get("/mailbox/").status_code == 404
