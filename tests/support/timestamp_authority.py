"""A timestamping authority made with OpenSSL, behind a small server of our own."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_django import Settings

HANG_SECONDS = 0.1
CONFIG = """
[tsa]
default_tsa = t
[t]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
[req]
distinguished_name = dn
[dn]
[leaf]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""


@dataclass
class Authority:
    """A certificate authority and a timestamping authority under it."""

    folder: Path
    mode: str = "right"
    url: str = ""

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def openssl(self, *command: str) -> None:
        done = subprocess.run(["openssl", *command], cwd=self.folder, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()

    def reply(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        self.openssl(
            *["ts", "-reply", "-config", "c.cnf", "-queryfile", "query", "-signer", "tsa.pem"],
            *["-inkey", "tsa.key", "-chain", "tsa.pem", "-out", "reply"],
        )
        return (self.folder / "reply").read_bytes()

    def stamp(self, data: bytes) -> bytes:
        """A receipt for data, as a service elsewhere would give it."""
        (self.folder / "data").write_bytes(data)
        self.openssl(*["ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "q"])
        return self.reply((self.folder / "q").read_bytes())


def authority_make(folder: Path) -> Authority:
    folder.mkdir()
    made = Authority(folder=folder)
    (folder / "c.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01")
    subject = ["-subj", "/O=Test/CN=Test root"]
    made.openssl(
        *[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "30",
            "-keyout",
            "root.key",
            "-out",
            "root.pem",
        ],
        *subject,
    )
    made.openssl(
        *[
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-utf8",
            "-config",
            "c.cnf",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.csr",
        ],
        "-subj",
        "/O=Test/CN=Test time 时间",
    )
    made.openssl(
        *[
            "x509",
            "-req",
            "-in",
            "tsa.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-CAcreateserial",
        ],
        *["-days", "30", "-extfile", "c.cnf", "-extensions", "leaf", "-out", "tsa.pem"],
    )
    return made


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_make(tmp_path_factory.mktemp("tsa") / "a")


@pytest.fixture
def served_authority(authority: Authority, settings: Settings) -> Iterator[Authority]:
    """The authority behind an address, trusted by these settings."""
    with serve_authority(authority):
        settings.TIMESTAMP_URL = authority.url
        settings.TIMESTAMP_ROOTS = str(authority.root)
        yield authority


@contextmanager
def serve_authority(authority: Authority) -> Iterator[None]:
    """Answer at `authority.url` as its `mode` says; one that hangs answers once it hangs no more.

    Modes: right, away, redirect, other (a token over something else), huge, hanging.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            while authority.mode == "hanging":
                time.sleep(HANG_SECONDS)
            if authority.mode == "away":
                self.send_error(503)
                return
            if authority.mode == "redirect":
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()
                return
            with one_at_a_time:
                other = authority.stamp(b"something else") if authority.mode == "other" else None
                body = other or authority.reply(query)
            with suppress(ConnectionError):  # whoever asked may have given up
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * 300_000 if authority.mode == "huge" else body)

        def log_message(self, *args: object) -> None:
            pass

    one_at_a_time = threading.Lock()  # OpenSSL keeps its serial number in a file
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    authority.url, authority.mode = f"http://127.0.0.1:{server.server_port}/", "right"
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
