"""How much a file may hold: guards against files made to exhaust the machine, not rules of law."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """A prompt of 10 MB must pass; a file that only nests or repeats must not."""

    bytes: int = 20 * MEBIBYTE
    depth: int = 32
    values: int = 200_000
    digits: int = 40  # of one number; longer ones are no setting of any tool
    problems: int = 500  # named one by one; the rest are counted
    quoted: int = 60  # characters of a faulty value that a message repeats


LIMITS = Limits()
