"""Typed readers of the environment; the only module that reads it.

Each reader refuses a bad value with the variable's name and what it expects.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit


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


def integer(name: str, *, default: int, minimum: int = 0) -> int:
    """A whole number, not below the minimum."""
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    if not raw.isascii() or not raw.isdigit() or int(raw) < minimum:
        raise BadEnvironment(f"{name} must be a whole number from {minimum} up, not {raw!r}.")
    return int(raw)


def address(name: str, *, default: str) -> str:
    """The address of a site: scheme and host, without a path."""
    raw = (os.environ.get(name) or default).rstrip("/")
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise BadEnvironment(f"{name} must look like https://example.org, not {raw!r}.")
    return raw


def text(name: str, *, default: str | None = None) -> str | None:
    """The value, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def certificates(name: str) -> Path | None:
    """A file of certificates (PEM) that can be read now; None where none is named."""
    raw = os.environ.get(name)
    if not raw:
        return None
    try:
        found = "-----BEGIN CERTIFICATE-----" in Path(raw).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadEnvironment(f"{name}: {raw} cannot be read ({error}).") from error
    if not found:
        raise BadEnvironment(f"{name}: {raw} must hold certificates in PEM form; none is in it.")
    return Path(raw).absolute()


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
