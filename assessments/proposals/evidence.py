"""Makes an uploaded file evidence of a step or of the work."""

from __future__ import annotations

from django.db import transaction

from assessments.answers import AnswerEditor
from assessments.answers.services import item_store
from assessments.evidence.models import Upload
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft


@transaction.atomic
def upload_as_evidence(
    draft: Draft, *, upload: Upload, step: str, what: str, made: str, strength: str = ""
) -> str:
    """Make a file that was received a piece of evidence, of a step where one is named."""
    draft = draft_locked(draft)
    editing = AnswerEditor(draft.answers)
    values = {"what": what, "made": made, "sha256": upload.sha256}
    piece = editing.add("evidence", {**values, "strength": strength} if strength else values)
    if step:
        owner = editing.get("steps", step)
        named = owner.get("evidence")
        owner["evidence"] = [*(named if isinstance(named, list) else []), piece["id"]]
    draft.answers.pop("evidence.none", None)
    upload.evidence = piece["id"]
    upload.save(update_fields=["evidence"])
    return item_store(draft, "steps" if step else "evidence", piece)
