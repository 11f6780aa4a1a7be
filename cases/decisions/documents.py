"""The decision as one value: its canonical text, its hash, and reading it back once.

Pure. The text is what is stored, compared, kept as history and read by every page; defaults are
left out of it, so that a later optional field of the schema changes no hash.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from cases.library.schema import Decision

# More decisions than this and the oldest readings are made again; a page still works.
READINGS_KEPT = 12_000


def data_of(value: BaseModel) -> dict[str, Any]:
    """A value as plain data, without what goes without saying."""
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def text_of(value: Decision) -> str:
    """The canonical text of a decision."""
    return text_of_data(data_of(value))


def text_of_data(data: dict[str, Any]) -> str:
    """The same for plain data that may not be a whole decision yet."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def value_of(text: str) -> Decision:
    """The decision that a stored text holds; each text is read once per process."""
    return _reading(text)


def value_of_data(data: dict[str, Any]) -> Decision:
    """The decision in plain data; raises `ValueError` where it is not a whole one."""
    return Decision.model_validate(data)


@lru_cache(maxsize=READINGS_KEPT)
def _reading(text: str) -> Decision:
    return Decision.model_validate_json(text)
