"""Works and their assessments, the drafts they grow from, who may see them and what was done."""

from __future__ import annotations

from assessments.models.audit import AppendOnly, AuditEntry
from assessments.models.drafts import Draft
from assessments.models.files import FileReading, Original, Upload, original_path
from assessments.models.notices import Notice
from assessments.models.people import Preferences
from assessments.models.proving import Dossier, Timestamp, dossier_path
from assessments.models.reading import (
    Comparison,
    Confirmation,
    PictureView,
    Placing,
    Tree,
    Unpacking,
)
from assessments.models.sharing import Message, Share
from assessments.models.works import Assessment, FrozenRow, Memo, Work, memo_path

__all__ = [
    "AppendOnly",
    "Assessment",
    "AuditEntry",
    "Comparison",
    "Confirmation",
    "Dossier",
    "Draft",
    "FileReading",
    "FrozenRow",
    "Memo",
    "Message",
    "Notice",
    "Original",
    "PictureView",
    "Placing",
    "Preferences",
    "Share",
    "Timestamp",
    "Tree",
    "Unpacking",
    "Upload",
    "Work",
    "dossier_path",
    "memo_path",
    "original_path",
]
