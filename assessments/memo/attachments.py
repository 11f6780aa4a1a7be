"""The files that travel inside a memo: the creation record and the result.

They are the exact values of the snapshot, so that whoever receives the memo can run the same
assessment again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from weasyprint import Attachment

RECORD_NAME = "creation-record.json"
RESULT_NAME = "result.json"


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file inside the PDF and what it is to the memo."""

    name: str
    description: str
    content: bytes
    relationship: Literal["Source", "Data"]

    def for_weasyprint(self, moment: dt.datetime) -> Attachment:
        return Attachment(
            string=self.content,
            name=self.name,
            description=self.description,
            relationship=self.relationship,
            created=moment,
            modified=moment,
        )


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """Readable JSON, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
