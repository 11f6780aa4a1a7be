"""The files that travel inside a memo: the creation record and the result.

They are the exact values of the snapshot, so that whoever receives the memo can run the same
assessment again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from weasyprint import Attachment

RECORD_NAME = "creation-record.json"
RESULT_NAME = "result.json"


@dataclass(frozen=True, kw_only=True)
class MemoAttachment:
    """A file inside the PDF and what it is to the memo."""

    name: str
    description: str
    content: bytes
    relationship: Literal["Source", "Data"]

    def for_weasyprint(self, moment: dt.datetime) -> Attachment:
        from weasyprint import Attachment

        return Attachment(
            string=self.content,
            name=self.name,
            description=self.description,
            relationship=self.relationship,
            created=moment,
            modified=moment,
        )
