"""The application for `crowd.py` as in production: PostgreSQL, Redis, a worker of its own.

Takes the servers that `scripts/services.py` names in the environment; everything else is as
`make run` serves it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.browser.site import ROOT, LiveSite

WORKER = ("worker", "--loglevel=INFO", "--concurrency=1")
QUEUES = ("interactive", "interactive,bulk", "long")  # of each worker, as in docker-compose.yml
READY_SECONDS = 60


class SeparateServices(LiveSite):
    """Web server and workers in processes of their own, on two servers of data."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._beside: list[subprocess.Popen[bytes]] = []
        if not os.environ.get("POSTGRES_HOST") or not os.environ.get("REDIS_URL"):
            sys.exit("Run it through scripts/services.py.")

    def start(self, *, with_worker: bool = True, processes: int = 1) -> LiveSite:
        for number, queues in enumerate(QUEUES):
            self._celery(*WORKER, f"--queues={queues}", f"--hostname=worker{number}@%h")
        super().start(processes=processes)
        self._wait_for_worker()
        return self

    def stop(self) -> None:
        super().stop()
        for process in self._beside:
            process.terminate()
        for process in self._beside:
            process.wait()

    def _celery(self, *command: str) -> None:
        with self.log_file.open("ab") as log:
            self._beside.append(
                subprocess.Popen(
                    [sys.executable, "-m", "celery", "--app=aigc_copyright", *command],
                    cwd=ROOT,
                    env=self._environment(),
                    stdout=log,
                    stderr=log,
                )
            )

    def _environment(self) -> dict[str, str]:
        given = {n: v for n, v in os.environ.items() if n.startswith(("POSTGRES_", "REDIS_"))}
        return super()._environment() | given

    def _wait_for_worker(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.address}/readyz", timeout=5):
                    return
            except OSError:
                time.sleep(0.5)
        raise RuntimeError(f"No worker came.\n{self.log_file.read_text()}")
