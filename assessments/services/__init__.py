"""What changes works, drafts, files, shares and the log of what was done."""

from __future__ import annotations

from assessments.services.audit import audit_append
from assessments.services.drafts import (
    Saved,
    draft_claim,
    draft_finish,
    draft_import,
    draft_like,
    draft_of_work,
    draft_save,
    draft_start,
    drafts_forget,
    item_add,
    item_duplicate,
    item_move,
    item_put_back,
    item_remove,
)
from assessments.services.files import (
    FileRefused,
    original_open,
    originals_check,
    originals_forget,
    upload_receive,
    upload_remove,
)
from assessments.services.people import (
    account_delete,
    export_note,
    language_choose,
    letters_choose,
    letters_stop,
    role_take,
    unsubscribe_read,
    unsubscribe_url,
)
from assessments.services.works import assessment_run, memo_request, work_create

__all__ = [
    "FileRefused",
    "Saved",
    "account_delete",
    "assessment_run",
    "audit_append",
    "draft_claim",
    "draft_finish",
    "draft_import",
    "draft_like",
    "draft_of_work",
    "draft_save",
    "draft_start",
    "drafts_forget",
    "export_note",
    "item_add",
    "item_duplicate",
    "item_move",
    "item_put_back",
    "item_remove",
    "language_choose",
    "letters_choose",
    "letters_stop",
    "memo_request",
    "original_open",
    "originals_check",
    "originals_forget",
    "role_take",
    "unsubscribe_read",
    "unsubscribe_url",
    "upload_receive",
    "upload_remove",
    "work_create",
]
