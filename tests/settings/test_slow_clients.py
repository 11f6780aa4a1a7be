"""Clients that send slowly hold threads of a real web server, but not that of the health check."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from aigc_copyright.web_worker import is_health_check
from tests.support.processes import Server, free_port, wait_until

SLOW = (
    b"POST /interview/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\na=1"
)


@pytest.fixture
def web(tmp_path: Path, transactional_db: None) -> Iterator[Server]:
    server = Server("gunicorn", folder=tmp_path, name="web", PORT=str(free_port()))
    server.start()
    try:
        wait_until(lambda: seconds_of(server, "/healthz") is not None, server)
        yield server
    finally:
        server.kill()


def seconds_of(server: Server, path: str, timeout: float = 1.0) -> float | None:
    """How long an answer takes; None where there is none in time."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", int(server.port), timeout=timeout)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return time.monotonic() - begun if connection.getresponse().read() else None
    except OSError:
        return None
    finally:
        connection.close()


def connections(server: Server, count: int, sent: bytes, stack: ExitStack) -> None:
    for _ in range(count):
        client = socket.create_connection(("127.0.0.1", int(server.port)), timeout=5)
        stack.enter_context(client).sendall(sent)


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_ten_slow_clients_do_not_delay_the_health_check(web: Server) -> None:
    with ExitStack() as stack:
        connections(web, 10, SLOW, stack)
        # Nor is its thread held by those who ask for it and do not finish.
        connections(web, 3, b"GET /healthz HTTP/1.1\r\nHost: loc", stack)
        connections(web, 3, b"GET /healthz HTTP/1.1\r\nContent-Length: 9\r\n\r\n", stack)
        time.sleep(0.5)
        assert seconds_of(web, "/cases/") is None  # every other thread waits
        taken = [seconds_of(web, "/healthz") for _ in range(5)]
    assert None not in taken, web.log()


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_connections_that_say_nothing_hold_no_thread(web: Server) -> None:
    with ExitStack() as stack:
        connections(web, 10, b"", stack)
        time.sleep(0.5)
        assert seconds_of(web, "/schemas/creation-record-1.json", timeout=4) is not None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", True),
        (b"HEAD /healthz HTTP/1.0\r\n\r\n", True),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n", False),
        (b"GET /healthz HTTP/1.1\r\nContent-length: 5\r\n\r\n", False),
        (b"GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", False),
        (b"GET /healthzz HTTP/1.1\r\n\r\n", False),
        (b"POST /healthz HTTP/1.1\r\n\r\n", False),
        (b"", False),
    ],
)
def test_only_a_whole_question_without_a_body_has_a_thread_of_its_own(
    head: bytes, expected: bool
) -> None:
    assert is_health_check(head) is expected
