"""The request and the job that the present thread works on, for the lines of the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: A random id of the request, which the answer carries as `X-Request-ID`; "" outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")
#: The kind and the id of the job, such as `Memo 3f…`; "" outside of one.
job_id: ContextVar[str] = ContextVar("job_id", default="")


@contextmanager
def in_job(name: str) -> Iterator[None]:
    """Name the job in every line that the block logs."""
    token = job_id.set(name)
    try:
        yield
    finally:
        job_id.reset(token)
