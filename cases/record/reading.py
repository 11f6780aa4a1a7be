"""From a file to plain data: mappings, lists, text, numbers, true, false and null.

Refuses what could mean two things or exhaust the machine. JSON and YAML give the same plain
data. What a record may say is not known here; that is `checking.py`.
"""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any, Literal

from cases.record.limits import LIMITS
from cases.record.plain import mapping, refuse, whole_number
from cases.record.yaml_data import parse_yaml

Format = Literal["json", "yaml"]
FORMATS: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def format_of(path: Path) -> Format:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise refuse("unknown_format") from None


def read_bytes(path: Path) -> bytes:
    """The file's content, never taking in more than the limit and one byte."""
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.bytes + 1)
    except OSError as error:
        raise refuse("unreadable", reason=error.strerror or type(error).__name__) from error


def decode(data: bytes) -> str:
    """Text out of UTF-8, with or without its mark, or UTF-16 with its mark; never a guess."""
    if len(data) > LIMITS.bytes:
        raise refuse("too_large", limit=LIMITS.bytes)
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("not_utf8", position=error.start + 1) from error


def parse(text: str, format: Format) -> Any:
    """Plain data out of a text; the names, characters and numbers in it are not yet checked."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise refuse("empty")
    return parse_yaml(text) if format == "yaml" else _parse_json(text)


def _parse_json(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=mapping, parse_int=whole_number, parse_constant=float
        )
    except json.JSONDecodeError as error:
        raise refuse(
            "broken_json", line=error.lineno, column=error.colno, reason=error.msg
        ) from error
    except RecursionError as error:
        raise refuse("too_deep", limit=LIMITS.depth) from error
