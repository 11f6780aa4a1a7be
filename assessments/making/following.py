"""Work by hand without a time stands behind the rounds that it follows, whatever came first.

A person who says that a file is their edit, or what they changed, does so at any moment. Until they
move that step themselves, it follows every round that is accepted later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assessments.answers.services import item_move, item_note
from assessments.proposals.order import fits
from assessments.works.drafts import Draft

LAST: Final = "_last"  # a note of a step that follows the rounds until a person moves it


def edits_follow(draft: Draft) -> None:
    """Move such steps behind all others, where the times allow it."""
    draft.refresh_from_db()
    followers = [step["id"] for step in draft.answers.get("steps") or [] if follows(step)]
    for item in followers:
        steps = draft.answers["steps"]
        moved = next(step for step in steps if step["id"] == item)
        others = [step for step in steps if step is not moved]
        if steps[-1] is not moved and fits([*others, moved], item, moved.get("at")):
            item_move(draft, part="steps", item=item, to=len(others))
            draft.refresh_from_db()


def follows(step: Mapping[str, Any]) -> bool:
    """Whether a step of the answers has no time and was not moved by a person."""
    return step.get(LAST) == "yes" and not step.get("at")


def stay(draft: Draft, item: str) -> None:
    """Store that a person moved a step: it follows nothing by itself any more."""
    if any(step["id"] == item and step.get(LAST) for step in draft.answers.get("steps") or []):
        item_note(draft, part="steps", item=item, name=LAST[1:], text="no")
