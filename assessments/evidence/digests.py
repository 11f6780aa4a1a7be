"""The list of digests that a timestamp covers: one text for the same files, whatever their order.

Pure. Lower-case hexadecimal, sorted, each once, each ended by a line feed: anybody can write the
same list by hand and compute the same digest of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

SHA256 = re.compile(r"[0-9a-f]{64}")


def digest_list(digests: Iterable[str]) -> list[str]:
    """Sorted, each once; raises ValueError for what is no SHA-256 in lower case."""
    listed = sorted(set(digests))
    for one in listed:
        if not SHA256.fullmatch(one):
            raise ValueError(f"not a SHA-256 digest: {one[:80]!r}")
    return listed


def list_text(digests: Iterable[str]) -> bytes:
    """The bytes that are hashed for a timestamp."""
    return "".join(f"{one}\n" for one in digest_list(digests)).encode("ascii")


def list_sha256(digests: Iterable[str]) -> str:
    """The digest of the list."""
    return hashlib.sha256(list_text(digests)).hexdigest()
