"""A proxy that reads each request whole before it passes it on, as `docs/nginx.conf` has nginx do.

`.venv/bin/python -m benchmarks.proxy PORT UPSTREAM_PORT` listens on loopback. What matters here
is the same as there: so many connections of one address, so many seconds between two
pieces of a request, and the address of the visitor in X-Forwarded-For. Every connection carries
one request.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from contextlib import suppress

MAX_CONNECTIONS = 100  # limit_conn
HEAD_SECONDS, BODY_SECONDS = 15, 30  # client_header_timeout, client_body_timeout
MAX_HEAD_BYTES, MAX_BODY_BYTES = 1 << 15, 1 << 28
BLOCK = 1 << 16
FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Proxy:
    """Passes requests on to one server."""

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self._open: Counter[str] = Counter()  # connections by address
        # The event loop itself keeps weak references only.
        self._serving: set[asyncio.Task[None] | None] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        address = writer.get_extra_info("peername")[0]
        self._open[address] += 1
        task = asyncio.current_task()
        self._serving.add(task)
        try:
            if self._open[address] > MAX_CONNECTIONS:
                writer.write(FULL)
                await writer.drain()
                return
            request = await read_request(reader, address)
            await self._pass_on(request, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            self._serving.discard(task)
            self._open[address] -= 1
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _pass_on(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        answer, upstream = await asyncio.open_connection("127.0.0.1", self._upstream)
        try:
            upstream.write(request)
            await upstream.drain()
            while block := await answer.read(BLOCK):
                writer.write(block)
                await writer.drain()
        finally:
            upstream.close()


async def read_request(reader: asyncio.StreamReader, address: str) -> bytes:
    """The whole of a request, with the headers that a proxy sets."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith((b"x-forwarded", b"connection"))]
    sizes = [line for line in kept if line.lower().startswith(b"content-length:")]
    size = min(int(sizes[0].partition(b":")[2]) if sizes else 0, MAX_BODY_BYTES)
    body = bytearray()
    while len(body) < size:
        block = await asyncio.wait_for(reader.read(min(BLOCK, size - len(body))), BODY_SECONDS)
        if not block:
            raise asyncio.IncompleteReadError(bytes(body), size)
        body += block
    own = [b"X-Forwarded-For: " + address.encode(), b"Connection: close"]
    return b"\r\n".join([first, *kept, *own]) + b"\r\n\r\n" + bytes(body)


async def main(port: int, upstream: int) -> None:
    proxy = Proxy(upstream)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", port, limit=MAX_HEAD_BYTES)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:3])))
