"""The list of digests that a timestamp covers: the same text for the same set of files.

The list has SHA-256 digests in lower-case hexadecimal, sorted, without duplicates, each followed by
a line feed, so that anybody can write the same list and compute its digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

SHA256 = re.compile(r"[0-9a-f]{64}")


def digest_list(digests: Iterable[str]) -> list[str]:
    """Sort the digests and drop duplicates; raises ValueError for anything but SHA-256."""
    distinct = sorted(set(digests))
    for digest in distinct:
        if not SHA256.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest[:80]!r}")
    return distinct


def list_text(digests: Iterable[str]) -> bytes:
    """Return the bytes that are hashed for a timestamp."""
    return "".join(f"{digest}\n" for digest in digest_list(digests)).encode("ascii")


def list_sha256(digests: Iterable[str]) -> str:
    """Return the SHA-256 of the list."""
    return hashlib.sha256(list_text(digests)).hexdigest()
