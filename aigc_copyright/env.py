"""Typed access to environment variables; the only module that reads them.

Each function raises `BadEnvironment` for an invalid value, with the name of the variable and the
expected form.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

C = TypeVar("C", bound=str)


class BadEnvironment(ValueError):
    """A variable is missing or has an invalid value."""


def boolean(name: str, *, default: bool) -> bool:
    """Return a flag, which must be written `True` or `False`."""
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    if raw not in ("True", "False"):
        raise BadEnvironment(f"{name} must be True or False, not {raw!r}.")
    return raw == "True"


def integer(name: str, *, default: int, minimum: int = 0) -> int:
    """Return a whole number that is not below the minimum."""
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    if not raw.isascii() or not raw.isdigit() or int(raw) < minimum:
        raise BadEnvironment(f"{name} must be a whole number from {minimum} up, not {raw!r}.")
    return int(raw)


def address(name: str, *, default: str) -> str:
    """Return the origin of a site: scheme and host, without a path."""
    raw = (os.environ.get(name) or default).rstrip("/")
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise BadEnvironment(f"{name} must look like https://example.org, not {raw!r}.")
    return raw


def text(name: str, *, default: str | None = None) -> str | None:
    """Return the value, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def require_secret(name: str, value: str, *, known: str) -> None:
    """Refuse a key that everybody knows, or that Django calls too short (security.W009)."""
    if value == known:
        raise BadEnvironment(f"{name} is the development key, which everybody knows.")
    if len(value) < 50 or len(set(value)) < 5:
        raise BadEnvironment(f"{name} must be a random text of at least 50 characters.")


def is_loopback(host: str) -> bool:
    """Return whether a server that binds to this host is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def certificates(name: str) -> Path | None:
    """Return the path of a readable PEM file with certificates; None where it is unset."""
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


def package_folder(name: str) -> Path | None:
    """Return a folder of packages that no process here imports from; None where it is unset."""
    raw = os.environ.get(name)
    if not raw:
        return None
    folder = Path(raw).absolute()
    if not folder.is_dir():
        raise BadEnvironment(f"{name}: {raw} is no folder.")
    if folder.resolve() in {Path(path).resolve() for path in sys.path}:
        raise BadEnvironment(f"{name}: {raw} must be no folder that Python imports from by itself.")
    return folder


def folder(name: str, *, default: Path) -> Path:
    """Return a folder, made where it is missing, in which files can be made."""
    path = Path(os.environ.get(name) or default).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadEnvironment(f"{name}: {path} cannot be made ({error.strerror}).") from error
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise BadEnvironment(f"{name}: {path} must be a folder that can be written to.")
    return path


def time_zone(name: str, *, default: str) -> str:
    """Return the name of a time zone that this machine knows."""
    raw = os.environ.get(name) or default
    try:
        ZoneInfo(raw)
    except (OSError, ValueError, KeyError) as error:  # unknown, a folder, or no name at all
        raise BadEnvironment(f"{name} must be one such as Asia/Shanghai, not {raw!r}.") from error
    return raw


def public_keys(name: str) -> tuple[str, ...]:
    """Return public keys of age with spaces between them."""
    keys = tuple((os.environ.get(name) or "").split())
    if keys:
        from pyrage import RecipientError, x25519

        for key in keys:
            try:
                x25519.Recipient.from_str(key)
            except RecipientError as error:
                raise BadEnvironment(
                    f"{name} must be public keys of age (age1…, by `manage.py backup_key FILE`); "
                    f"{key!r} is none ({error})."
                ) from error
    return keys


def names(name: str, *, most: int) -> tuple[str, ...]:
    """Return names with commas between them, each once, and no more than so many."""
    raw = os.environ.get(name, "")
    found = tuple(dict.fromkeys(part.strip() for part in raw.split(",") if part.strip()))
    if len(found) > most:
        raise BadEnvironment(f"{name} must name at most {most}, not {len(found)}.")
    return found


def choice(name: str, choices: Sequence[C], *, default: C) -> C:
    """Return one of several words."""
    raw = os.environ.get(name) or default
    for known in choices:
        if raw == known:
            return known
    raise BadEnvironment(f"{name} must be {' or '.join(choices)}, not {raw!r}.")


def secret(name: str, *, default: str | None = None) -> str | None:
    """Return a secret from the variable `NAME`, or from the file in `NAME_FILE`."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadEnvironment(
                f"{name}_FILE: {path} cannot be read ({error.strerror})."
            ) from error
    return text(name, default=default)
