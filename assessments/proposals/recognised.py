"""The recognised text of a screenshot becomes an answer when a person says so, as their own words.

It is never taken as read: the decision that is stored says that the words are typed, and keeps what
was recognised beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from assessments.answers import AnswerEditor
from assessments.answers.editing import ItemNotFound
from assessments.answers.services import item_add, item_edit
from assessments.audit.log import audit_append
from assessments.evidence.uploads import user_or_none
from assessments.proposals.matching import ProposedFile
from assessments.proposals.models import Confirmation
from assessments.proposals.services import StepNotFound, evidence_keep
from assessments.wording import screenshots
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

Use = Literal["prompt", "shows"]  # the prompt of a step, or what the evidence shows
MAX_TEXT = 20_000
WHERE = "recognised in the picture"


class StepHasPrompt(Exception):
    """The chosen step has another prompt, which is not replaced."""


@dataclass(frozen=True, kw_only=True)
class RecognisedText:
    """What a person makes of the recognised text of a file, as they checked it."""

    use: Use
    text: str
    step: str = ""  # the id of a step; empty for a new one (prompt) or none (what it shows)
    what: str = ""  # the kind of evidence that the file is
    made: str = ""


@transaction.atomic
def recognised_confirm(
    draft: Draft, proposed: ProposedFile, chosen: RecognisedText, *, by: Actor
) -> str:
    """Write the checked text into the answers; return the id of the evidence.

    Raises `StepNotFound` and `StepHasPrompt`.
    """
    draft = draft_locked(draft)
    step = _set_prompt(draft, chosen) if chosen.use == "prompt" else chosen.step
    piece = evidence_keep(draft, proposed, step=step, what=chosen.what, made=chosen.made, by=by)
    draft.refresh_from_db()
    if chosen.use == "shows":
        shown = str(AnswerEditor(draft.answers).get("evidence", piece).get("shows") or "")
        if chosen.text not in shown:
            shows = f"{shown}\n{chosen.text}".strip()
            item_edit(draft, "evidence", piece, {"shows": shows})
    _record(draft, proposed, chosen, step if chosen.use == "prompt" else piece, by)
    return piece


def _set_prompt(draft: Draft, chosen: RecognisedText) -> str:
    if not chosen.step:
        values = {"action": "generate", "parent": "", "prompt": chosen.text}
        step = item_add(draft, part="steps", values=values)
        draft.refresh_from_db()
        return step
    try:
        typed = str(AnswerEditor(draft.answers).get("steps", chosen.step).get("prompt") or "")
    except ItemNotFound as error:
        raise StepNotFound("step_gone") from error
    if typed.strip() not in ("", chosen.text):
        raise StepHasPrompt(chosen.step)
    item_edit(draft, "steps", chosen.step, {"prompt": chosen.text})
    return chosen.step


def _record(
    draft: Draft, proposed: ProposedFile, chosen: RecognisedText, item: str, by: Actor
) -> None:
    """Store the decision with what was recognised, and log the act."""
    section = "steps" if chosen.use == "prompt" else "evidence"
    upload = proposed.upload
    Confirmation.objects.create(
        draft=draft,
        proposal=f"{upload.pk}/recognised",
        section=section,
        item=item,
        field=chosen.use,
        decision=Confirmation.Decision.AS_TYPED,
        as_read=screenshots.text(proposed.found)[:MAX_TEXT],
        as_typed=chosen.text,
        upload=upload,
        sha256=upload.sha256,
        where=WHERE,
        by=user_or_none(by),
    )
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="proposal.decided",
        actor=by.pk if by else None,
        facts={"file": str(upload.pk), "part": f"{section}/{item}", "as_typed": [chosen.use]},
    )
