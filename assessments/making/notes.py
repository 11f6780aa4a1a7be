"""Which items of the answers a question wrote, so that a new answer changes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.answers.merging import count
from assessments.answers.services import draft_save, item_add, item_note, item_remove
from assessments.works.drafts import Draft

CREATED = "_created"  # a note of a step that a question added, not a file or a person before
QUESTION = "_question"  # a note of an item, which never reaches the record
Values = Mapping[str, Any]


def items_of(draft: Draft, part: str, question: str) -> list[dict[str, Any]]:
    """Return the items of a list that a question wrote, in their order."""
    return [item for item in draft.answers.get(part) or [] if item.get(QUESTION) == question]


def item_of(draft: Draft, part: str, question: str) -> dict[str, Any]:
    """Return the first item that a question wrote; empty where there is none."""
    return next(iter(items_of(draft, part, question)), {})


def item_write(draft: Draft, part: str, item: str, values: Values, *, question: str) -> str:
    """Write values into an item, a new one where `item` is empty; return its id."""
    if item:
        version = count(draft.versions.get(f"{part}/{item}"))
        draft_save(draft, part=part, item=item, sent=values, version=version)
        if not any(held["id"] == item for held in items_of(draft, part, question)):
            item_note(draft, part=part, item=item, name=QUESTION[1:], text=question)
    else:
        item = item_add(draft, part=part, values={**values, QUESTION: question})
    draft.refresh_from_db()
    return item


def items_remove(draft: Draft, part: str, question: str) -> None:
    """Remove what a question wrote."""
    for item in items_of(draft, part, question):
        item_remove(draft, part=part, item=item["id"])
        draft.refresh_from_db()
