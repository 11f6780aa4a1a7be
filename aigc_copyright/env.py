"""Typed readers of the environment; the only module that reads it.

Each reader refuses a bad value with the variable's name and what it expects.
"""

from __future__ import annotations

import os
from pathlib import Path


class BadEnvironment(ValueError):
    """A variable is missing or has a value that cannot be used."""


def boolean(name: str, *, default: bool) -> bool:
    """`True` or `False`, spelled so."""
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    if raw not in ("True", "False"):
        raise BadEnvironment(f"{name} must be True or False, not {raw!r}.")
    return raw == "True"


def integer(name: str, *, default: int) -> int:
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    try:
        return int(raw)
    except ValueError:
        raise BadEnvironment(f"{name} must be a whole number, not {raw!r}.") from None


def text(name: str, *, default: str | None = None) -> str | None:
    """The value, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def secret(name: str, *, default: str | None = None) -> str | None:
    """A secret from `NAME`, or from the file that `NAME_FILE` names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadEnvironment(
                f"{name}_FILE: {path} cannot be read ({error.strerror})."
            ) from error
    return text(name, default=default)
