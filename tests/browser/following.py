"""The pages after an answer, each with something on it: secure, owner, clauses, one more thing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from assessments.answers.services import draft_start
from assessments.securing.owner_questions import NOTE, OWNER_NAMES, matters
from assessments.securing.services import item_tick, reminder_set

NOTES = {f"{NOTE}side": "company", f"{NOTE}hosted": "yes"}
STEPS = [
    {"id": "s1", "action": "generate", "by": "p1", "prompt": "a heron at dawn, seen from below"},
    {
        "id": "s2",
        "action": "edit",
        "by": "p2",
        "parent": "s1",
        "intent": "a second heron, its wings half open",
        "adds": ["figure"],
        "extent": "substantial",
        "effect": "as_intended",
    },
    {"id": "s3", "action": "edit", "by": "p1", "parent": "s2", "intent": "the reeds"},
]
ANSWERS: dict[str, Any] = {
    **NOTES,
    "title": "Heron",
    "kind": "image",
    "parties": [
        {"id": "p1", "name": "Chen", "kind": "person", "role": "author"},
        {"id": "p2", "name": "Lin", "kind": "person", "role": "co_author"},
        {"id": "p3", "name": "Acme", "kind": "organisation", "role": "employer"},
    ],
    "steps": STEPS,
    "inputs": [
        {"id": "i1", "what": "photo", "made_by": "third_party", "licence": "unknown"},
    ],
    "evidence": [{"id": "e1", "what": "account_history", "made": "contemporaneous"}],
}


def following_pages(owner: Any) -> list[str]:
    """Return the addresses for an owner, with a tick and a reminder among what to secure."""
    EmailAddress.objects.get_or_create(
        user=owner, email="creator@example.org", verified=True, primary=True
    )
    draft = draft_start(owner=owner, answers=ANSWERS)
    item_tick(draft, "originals", done=True)
    reminder_set(draft, "platform", on=timezone.localdate() + dt.timedelta(days=9), user=owner)
    asked = [name for name in OWNER_NAMES if matters(ANSWERS, name)]
    places = ["result/", "secure/", "owner/answer/", *(f"owner/{name}/" for name in asked)]
    codes = ["tell.adds", "secure.layered_file", "licence", "hold.files"]
    places += [f"stronger/{code}/" for code in codes]
    return [f"/interview/{draft.pk}/{place}" for place in places]
