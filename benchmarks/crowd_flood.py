"""Strangers who flood the application of `crowd.py` while fifty people use it.

Each has a network address of its own (on loopback every address is) and throws its cookies away
with every act: begins works and hands in files, among them some that inflate to what is not stored;
signs up; tries passwords; sends requests byte by byte. All pass a proxy that reads requests whole
(`proxy.py`), as in production. The pauses are a stranger's own; whoever is refused goes on.
"""

from __future__ import annotations

import http.client
import random
import re
import subprocess
import sys
import threading
import time
import urllib.parse
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import LiveSite, free_port
from tests.support.made_files import chunk, png, text

PAUSE = (0.5, 2.0)  # seconds between two acts of one stranger
TIMEOUT = 60
TOKEN = "c" * 32
BOUNDARY = "----flood"
SLOW_BYTES, SLOW_SECONDS = 20, 1.0  # of a request that is sent byte by byte
NONE: Mapping[str, str] = {}
WAIT_SECONDS = 10


class Flood:
    """Threads of strangers; what each kind of act was answered."""

    def __init__(self, port: int, strangers: int) -> None:
        self._port = port
        self._stopping = threading.Event()
        self.answers: dict[str, Counter[str]] = defaultdict(Counter)
        self._threads = [
            threading.Thread(target=self._repeat, args=[n], daemon=True) for n in range(strangers)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def report(self) -> None:
        """Print the answers, and how many were refusals."""
        total = sum(sum(counts.values()) for counts in self.answers.values())
        refused = sum(counts["429"] + counts["507"] for counts in self.answers.values())
        print(f"  {len(self._threads)} strangers: {total} requests, {refused} of them refused")
        for act, counts in sorted(self.answers.items()):
            listed = ", ".join(f"{number} × {status}" for status, number in sorted(counts.items()))
            print(f"    {act}: {listed}")

    def errors(self) -> list[str]:
        """Answers that are errors of the server."""
        return [
            f"stranger, {act}: {number} × {status}"
            for act, counts in self.answers.items()
            for status, number in counts.items()
            if status.startswith("5") and status != "507"
        ]

    def _repeat(self, number: int) -> None:
        chance = random.Random(number)
        address = f"127.1.{number // 250}.{1 + number % 250}"
        acts: list[Callable[[random.Random, str], None]]
        acts = [self._begin, self._begin, self._sign_up, self._guess, self._drip]
        while not self._stopping.wait(chance.uniform(*PAUSE)):
            chance.choice(acts)(chance, address)

    def _begin(self, chance: random.Random, address: str) -> None:
        """Begin a work, and hand in two files."""
        headers = self._post("begin", address, "/interview/", anyway="1")
        found = re.match(r"/interview/([0-9a-f-]{36})/", headers.get("Location", ""))
        session = re.search(r"sessionid=(\w+)", headers.get("Set-Cookie", ""))
        if not found or not session:
            return
        for data in (picture(chance), bomb(chance)):
            body, kind = upload_body(data)
            more = {"Content-Type": kind, "Accept": "application/json"}
            path = f"/interview/{found[1]}/files/"
            self._ask("upload", address, path, body, more, f"sessionid={session[1]}")

    def _sign_up(self, chance: random.Random, address: str) -> None:
        email = f"flood-{chance.getrandbits(48)}@example.org"
        typed = {"email": email, "password1": "seven-quiet-horses", "role": "creator"}
        self._post("sign up", address, "/account/signup/", **typed)

    def _guess(self, chance: random.Random, address: str) -> None:
        login = f"person-{chance.randrange(50)}"
        self._post("guess", address, "/account/login/", login=login, password="wrong")

    def _drip(self, chance: random.Random, address: str) -> None:
        """Send a form byte by byte, and leave."""
        connection = self._connect(address)
        try:
            connection.putrequest("POST", "/interview/")
            connection.putheader("Content-Length", "1000")
            connection.endheaders()
            for _ in range(SLOW_BYTES):
                if self._stopping.wait(SLOW_SECONDS):
                    break
                connection.send(b"a")
            self.answers["byte by byte"]["left"] += 1
        except OSError as error:
            self.answers["byte by byte"][type(error).__name__] += 1
        finally:
            connection.close()

    def _post(self, act: str, address: str, path: str, **fields: str) -> Mapping[str, str]:
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask(act, address, path, body, kind, "")

    def _ask(
        self,
        act: str,
        address: str,
        path: str,
        body: bytes,
        more: Mapping[str, str],
        session: str,
    ) -> Mapping[str, str]:
        connection = self._connect(address)
        cookies = "; ".join(filter(None, (f"csrftoken={TOKEN}", session)))
        try:
            connection.request("POST", path, body, {"Cookie": cookies, **more})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.answers[act][type(error).__name__] += 1
            return NONE
        finally:
            connection.close()
        self.answers[act][str(answer.status)] += 1
        return answer.headers

    def _connect(self, address: str) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(
            "127.0.0.1", self._port, timeout=TIMEOUT, source_address=(address, 0)
        )


@contextmanager
def behind_proxy(site: LiveSite) -> Iterator[int]:
    """A proxy in front of the site; its port."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.proxy", str(port), str(site.port)]
    proxy = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    try:
        _wait_for(port)
        yield port
    finally:
        proxy.terminate()
        proxy.wait()


def picture(chance: random.Random) -> bytes:
    settings = text("parameters", f"a lantern\nSteps: 30, Seed: {chance.getrandbits(64)}")
    return png(settings, chunk(b"juNk", chance.randbytes(100_000)))


def bomb(chance: random.Random) -> bytes:
    """A small picture with two texts of 7.9 MB."""
    packed = zlib.compress(b"\1" * 7_900_000, 9)
    texts = (chunk(b"zTXt", key + b"\0\0" + packed) for key in (b"parameters", b"workflow"))
    return png(text("Seed", str(chance.getrandbits(64))), *texts)


def upload_body(data: bytes) -> tuple[bytes, str]:
    """The body of a request with one file, and its media type."""
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f'{TOKEN}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; '
        f'filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    )
    body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body, f"multipart/form-data; boundary={BOUNDARY}"


def _wait_for(port: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The proxy does not answer.")
