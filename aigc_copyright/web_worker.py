"""The web process: gunicorn's threads, with one kept for `/healthz`.

Clients that send a body slowly hold a thread each, and a health check that waits behind them says
that a server is dead which only has slow clients. A proxy that reads requests whole keeps them
away (`docs/nginx.conf`); the health check must not depend on it.
"""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import DEFAULT_WORKER_DATA_TIMEOUT, ThreadWorker

HEALTH_CHECKS = (b"GET /healthz ", b"HEAD /healthz ")
MAX_PEEKED_BYTES = 4096
END_OF_HEAD = b"\r\n\r\n"
# A request with a body could keep the thread waiting for it (RFC 9112, 6).
SIGNS_OF_A_BODY = (b"\r\ncontent-length:", b"\r\ntransfer-encoding:", b"\r\nexpect:")


class WebWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Gives a thread to a connection only once it has sent something, and one to health checks."""

    def init_process(self) -> None:
        """Make the thread of the health checks, then start."""
        self.health_pool = ThreadPoolExecutor(max_workers=1)
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:
        """Pass a connection on to a thread, or wait for its first bytes without one."""
        head = _peek(conn.sock)
        # A kept connection comes with a request that was read ahead, or once it is readable.
        if head is None and not conn.initialized:
            self._wait_for_data(conn)
            return
        pool = self.health_pool if is_health_check(head or b"") else self.tpool
        done = pool.submit(self.handle, conn)
        done.add_done_callback(lambda job: self.method_queue.defer(self.finish_request, conn, job))

    def _wait_for_data(self, conn: Any) -> None:
        """Let the main loop wait, as it does for connections that a thread has given up."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + DEFAULT_WORKER_DATA_TIMEOUT
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, readable)


def is_health_check(head: bytes) -> bool:
    """Return whether these are the bytes of a whole request for `/healthz` without a body."""
    if not head.startswith(HEALTH_CHECKS) or not head.endswith(END_OF_HEAD):
        return False
    return not any(sign in head.lower() for sign in SIGNS_OF_A_BODY)


def _peek(sock: socket.socket) -> bytes | None:
    """Return what has arrived without taking it; empty at the end, None where nothing has come."""
    try:
        return sock.recv(MAX_PEEKED_BYTES, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    except OSError:
        return b""
