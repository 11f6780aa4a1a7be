"""The matter of a memo: what was asked for, and the fixed phrases of the firm.

Until firms have accounts of their own, the letterhead, the declarations and the closing come from
one file of the site (`MEMO_FIRM_FILE`). A memo stores what it was asked for with, so that what
changes in the file later changes no memo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from assessments.exhibits.snapshot import Matter

LISTS = ("lawyers", "letterhead", "declarations")
OF_FIRM = ("firm", "principal", "lawyers")  # remembered of an account whatever the work
PHRASES = ("letterhead", "declarations", "closing")


class InvalidFirmFile(ValueError):
    """Raised where the file of the firm's phrases has another form."""


def matter_from(stored: Mapping[str, Any]) -> Matter:
    """Return the stored matter as a value; unknown names are left out."""
    known = {field.name for field in fields(Matter)}
    values: dict[str, Any] = {
        name: tuple(value) if name in LISTS else value
        for name, value in stored.items()
        if name in known
    }
    return Matter(**values)


def matter_json(matter: Matter) -> dict[str, Any]:
    """Return the matter as JSON without what is empty."""
    plain = asdict(matter)
    return {n: list(v) if n in LISTS else v for n, v in plain.items() if v}


def firm_phrases(language: str) -> dict[str, Any]:
    """Return letterhead, declarations and closing of the firm in a language; else nothing.

    This is the only place that knows where they are kept. Raises `InvalidFirmFile`.
    """
    if not settings.MEMO_FIRM_FILE:
        return {}
    path = Path(settings.MEMO_FIRM_FILE)
    value = yaml.safe_load(path.read_text("utf-8")) or {}
    if not isinstance(value, dict) or not set(value) <= {"en", "zh-hans"}:
        raise InvalidFirmFile(f"{path}: expected the languages en and zh-hans at the top.")
    phrases = value.get(language) or {}
    for name, phrase in phrases.items():
        if name not in PHRASES:
            raise InvalidFirmFile(f"{path}: {language}.{name}: expected one of {PHRASES}.")
        is_list = isinstance(phrase, list) and all(isinstance(line, str) for line in phrase)
        if not (is_list if name in LISTS else isinstance(phrase, str)):
            kind = "a list of texts" if name in LISTS else "a text"
            raise InvalidFirmFile(f"{path}: {language}.{name}: expected {kind}.")
    return {n: tuple(v) if n in LISTS else v for n, v in phrases.items()}
