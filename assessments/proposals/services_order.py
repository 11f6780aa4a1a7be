"""Puts a step that was confirmed into the order of the answers, and joins it with its neighbours.

Which of two steps is confirmed first is chance: the one that continues the other stands behind it
in the end, as far as the times allow.
"""

from __future__ import annotations

from assessments.answers.answers import Answers
from assessments.answers.merging import count
from assessments.answers.services import draft_save, item_move
from assessments.proposals.models import Confirmation
from assessments.proposals.order import block_behind, place_of_new
from assessments.works.drafts import Draft


def put_in_order(draft: Draft, item: str, key: str) -> None:
    """Move a new step to where its time puts it; a parent that would come later is given up.

    `key` is that of its proposal: steps that were confirmed before and continue it get it as their
    parent, and stand behind it.
    """
    steps = draft.answers["steps"]
    new = next(step for step in steps if step["id"] == item)
    others = [step for step in steps if step["id"] != item]
    children = _steps_waiting_for(draft, key)
    place, has_parent = place_of_new(others, new.get("at"), str(new.get("parent") or ""), children)
    if not has_parent:
        save_step(draft, item, {"parent": ""})
    _move(draft, item, place)
    for child in children:
        _put_behind(draft, child, item)


def save_step(draft: Draft, item: str, values: Answers) -> None:
    """Save values of a step as the newest version of it."""
    if values:
        draft.refresh_from_db()
        version = count(draft.versions.get(f"steps/{item}"))
        draft_save(draft, part="steps", item=item, sent=values, version=version)


def _put_behind(draft: Draft, child: str, item: str) -> None:
    """Make a step the parent of another, which moves behind it with all that continues it."""
    draft.refresh_from_db()
    steps = draft.answers["steps"]
    place = next(n for n, step in enumerate(steps) if step["id"] == item)
    block = block_behind(steps, child, place)
    if block is None:
        return
    for one in block:
        _move(draft, one, place)
    save_step(draft, child, {"parent": item})


def _move(draft: Draft, item: str, place: int) -> None:
    ids = [step["id"] for step in draft.answers["steps"]]
    if ids.index(item) != place:
        item_move(draft, part="steps", item=item, to=place)
        draft.refresh_from_db()


def _steps_waiting_for(draft: Draft, key: str) -> list[str]:
    """Return the steps whose confirmed parent is this proposal, and which have no parent yet."""
    named = draft.confirmations.filter(
        section="steps", field="parent", decision=Confirmation.Decision.AS_READ, as_read=key
    )
    items = set(named.values_list("item", flat=True))
    steps = draft.answers["steps"]
    return [step["id"] for step in steps if step["id"] in items and not step.get("parent")]
