"""A mail server for trying the application out: it keeps every letter in a folder and sends none.

    python -m assessments.notifications.mailbox_server PORT FOLDER ADDRESS

It ends with the process that started it.
"""

from __future__ import annotations

import os
import sys
import time
from email.message import Message
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


class Keeper(Mailbox):
    """Keeps a letter and says on the console that it is there."""

    def __init__(self, folder: Path, address: str) -> None:
        super().__init__(folder)
        self._address = address

    def handle_message(self, message: Message) -> None:
        super().handle_message(message)
        print(f"A letter for {message['To']} has arrived: {self._address}", flush=True)


def serve(port: int, folder: Path, address: str) -> None:
    """Until the parent is gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    parent = os.getppid()
    controller = Controller(Keeper(folder, address), hostname="127.0.0.1", port=port)
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
