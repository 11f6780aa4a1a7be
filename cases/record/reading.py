"""Parsing a file to plain data: mappings, lists, text, numbers, true, false and null.

JSON and YAML give the same plain data. Ambiguous input and input beyond the limits raise
`InvalidRecord`. The content of a record is checked elsewhere (`checking.py`).
"""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any, Literal

from cases.record.limits import LIMITS
from cases.record.plain import build_mapping, parse_whole_number, refusal
from cases.record.yaml_data import parse_yaml

Format = Literal["json", "yaml"]
FORMATS: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def format_of(path: Path) -> Format:
    """Return the format of a file by its ending; raises `InvalidRecord`."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise refusal("unknown_format") from None


def read_bytes(path: Path) -> bytes:
    """Read a file, up to one byte more than the limit; raises `InvalidRecord`."""
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.bytes + 1)
    except OSError as error:
        raise refusal("unreadable", reason=error.strerror or type(error).__name__) from error


def decode(data: bytes) -> str:
    """Decode UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises `InvalidRecord` for anything else.
    """
    if len(data) > LIMITS.bytes:
        raise refusal("too_large", limit=LIMITS.bytes)
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal("not_utf8", position=error.start + 1) from error


def parse(text: str, format: Format) -> Any:
    """Parse a text; its names, characters and numbers are checked later (`find_faults`)."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise refusal("empty")
    return parse_yaml(text) if format == "yaml" else _parse_json(text)


def _parse_json(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=build_mapping,
            parse_int=parse_whole_number,
            parse_constant=float,
        )
    except json.JSONDecodeError as error:
        raise refusal(
            "broken_json", line=error.lineno, column=error.colno, reason=error.msg
        ) from error
    except RecursionError as error:
        raise refusal("too_deep", limit=LIMITS.depth) from error
