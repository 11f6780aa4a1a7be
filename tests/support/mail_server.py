"""A real mail server on loopback: what the application sends is what a mail program would get."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings


class Mailbox:
    """Keeps every letter, whoever it is for."""

    def __init__(self) -> None:
        self._letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Called by the server for every letter."""
        letter = message_from_bytes(envelope.content, EmailMessage, policy=default)
        letter["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self._letters.append(letter)
        return "250 Kept"

    def letters(self) -> list[EmailMessage]:
        """All letters in the order of their arrival; `X-Envelope-To` names who got each."""
        return list(self._letters)

    def last_text(self) -> str:
        """The words of the newest letter."""
        body = self._letters[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """Where all mail of this test goes, over SMTP."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
