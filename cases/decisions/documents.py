"""The canonical JSON text of a decision, its hash, and the cached parsing of stored texts.

The text is stored, compared, kept in the history and read by every page. It omits defaults, so that
a new optional field of the schema changes no hash. The module uses no Django.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from cases.library.schema import Decision
from cases.record import CreationRecord

# Parsed texts in the cache of a process, somewhat more than the largest library that is measured
# (`benchmarks/reasoning.py`: 10,000 precedents).
MAX_PARSED = 12_000


def data_of(value: BaseModel) -> dict[str, Any]:
    """Return a value as plain data without defaults."""
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def text_of(value: Decision) -> str:
    """Return the canonical text of a decision."""
    return text_of_data(data_of(value))


def text_of_data(data: dict[str, Any]) -> str:
    """Return the canonical text of plain data, which may be an incomplete decision."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def value_of(text: str) -> Decision:
    """Parse a stored text, with a cache; raises `ValueError` for an incomplete decision."""
    return _parse_document(text)


def value_of_data(data: dict[str, Any]) -> Decision:
    """Return the decision in plain data; raises `ValueError` where it is incomplete."""
    return Decision.model_validate(data)


@lru_cache(maxsize=MAX_PARSED)
def _parse_document(text: str) -> Decision:
    CreationRecord.model_rebuild()  # only once: the validator of a decision then contains it
    return Decision.model_validate_json(text)
