"""A mail server in the network of the hosts, which counts the letters."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller

from benchmarks.hosts.network import OWN_ADDRESS
from benchmarks.hosts.site import MAIL_PORT


class Letters:
    """Accepts every letter from `with` until its end."""

    def __init__(self) -> None:
        self._letters = 0
        self._controller = Controller(self, hostname=OWN_ADDRESS, port=MAIL_PORT)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self._letters += 1
        return "250 Kept"

    def count(self) -> int:
        return self._letters

    def __enter__(self) -> Letters:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()
