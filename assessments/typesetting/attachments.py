"""The files embedded in a memo: the creation record and the result.

They hold the exact values of the snapshot, so that a recipient can repeat the assessment.
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
    """A file embedded in the PDF, with its AFRelationship (PDF/A-3, ISO 19005-3, 6.8)."""

    name: str
    description: str
    content: bytes
    relationship: Literal["Source", "Data"]

    def for_weasyprint(self, moment: dt.datetime) -> Attachment:
        """Return the attachment for WeasyPrint, created and modified at the moment."""
        from weasyprint import Attachment

        return Attachment(
            string=self.content,
            name=self.name,
            description=self.description,
            relationship=self.relationship,
            created=moment,
            modified=moment,
        )
