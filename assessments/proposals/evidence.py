"""Makes an uploaded file evidence of a step or of the work."""

from __future__ import annotations

from django.db import transaction

from assessments.answers import AnswerEditor
from assessments.answers.services import lock_draft, store_item
from assessments.evidence.models import Upload
from assessments.works.drafts import Draft


@transaction.atomic
def upload_as_evidence(draft: Draft, *, upload: Upload, step: str, what: str, made: str) -> str:
    """Add a file to the answers as evidence, of a step if one is named; return the id."""
    draft = lock_draft(draft)
    editing = AnswerEditor(draft.answers)
    piece = editing.add("evidence", {"what": what, "made": made, "sha256": upload.original_id})
    if step:
        owner = editing.get("steps", step)
        named = owner.get("evidence")
        owner["evidence"] = [*(named if isinstance(named, list) else []), piece["id"]]
    draft.answers.pop("evidence.none", None)
    upload.evidence = piece["id"]
    upload.save(update_fields=["evidence"])
    return store_item(draft, "steps" if step else "evidence", piece)
