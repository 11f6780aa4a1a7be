"""Limits on the size of a file, against exhaustion of memory; they have no legal meaning."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits; a prompt of 10 MB is accepted, a file of nested or repeated values is not."""

    bytes: int = 20 * MEBIBYTE
    depth: int = 32
    values: int = 200_000
    digits: int = 40  # of one number; no tool has a longer setting
    line_chars: int = 2_000  # of a text of one line; the columns hold the first 500 of a title
    problems: int = 500  # reported one by one; the rest are counted
    quoted: int = 60  # characters of a faulty value in a message


LIMITS = Limits()
