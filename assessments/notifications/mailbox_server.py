"""A mail server for development: it stores every e-mail in a Maildir and sends none.

    python -m assessments.notifications.mailbox_server PORT FOLDER ADDRESS

It ends with its parent process. ADDRESS is the page that shows the e-mails.
"""

from __future__ import annotations

import os
import sys
import time
from email.message import Message
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


class MaildirHandler(Mailbox):
    """Stores an e-mail and reports it on the console."""

    def __init__(self, folder: Path, address: str) -> None:
        super().__init__(folder)
        self._address = address

    def handle_message(self, message: Message) -> None:
        """Store one e-mail."""
        super().handle_message(message)
        print(f"A letter for {message['To']} has arrived: {self._address}", flush=True)


def serve(port: int, folder: Path, address: str) -> None:
    """Serve until the parent process ends."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    parent = os.getppid()
    controller = Controller(MaildirHandler(folder, address), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        while os.getppid() == parent:
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        controller.stop()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
