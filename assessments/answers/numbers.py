"""Whole numbers that a page sends."""

from __future__ import annotations

from collections.abc import Mapping

MAX_DIGITS = 9  # far above any place or version; Python refuses to read thousands of digits


def sent_number(text: str) -> int | None:
    """Return the whole number of at most `MAX_DIGITS` digits that a text is; else None."""
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None


def sent_version(sent: Mapping[str, str]) -> int:
    """Return the version of a part at which a page was read; -1, which none has, without one."""
    version = sent_number(sent.get("_version", ""))
    return -1 if version is None else version
