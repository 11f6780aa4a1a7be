"""Django's door to the models: each stands in the room of its concern."""

from __future__ import annotations

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import Notification
from assessments.audit.models import AuditEntry, LogLeaf, LogRoot
from assessments.dossier.models import Dossier
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.models_storage import StorageMark
from assessments.evidence.models_timestamps import RootTimestamp, Timestamp
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.exhibits.models import ExhibitEntry
from assessments.jobs.models import SweepTurn
from assessments.lineage.models import FileComparison, Placing, Tree
from assessments.memo.models import Memo
from assessments.proposals.models import Confirmation
from assessments.quotas.models import QuotaCount, Refusal
from assessments.securing.models import SecuringItem
from assessments.site.models import CacheRow
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from assessments.works.shares import Message, Share

__all__ = [
    "Assessment",
    "AuditEntry",
    "CacheRow",
    "FileComparison",
    "Confirmation",
    "Dossier",
    "Draft",
    "ExhibitEntry",
    "FileReading",
    "LogLeaf",
    "LogRoot",
    "Memo",
    "Message",
    "Notification",
    "Original",
    "PictureView",
    "Placing",
    "Preferences",
    "QuotaCount",
    "Refusal",
    "RootTimestamp",
    "SecuringItem",
    "Share",
    "StorageMark",
    "SweepTurn",
    "Timestamp",
    "Tree",
    "Unpacking",
    "Upload",
    "Work",
]
