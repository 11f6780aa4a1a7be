"""Decides on rounds and loose files: each act is stored at once, as the page of proposals does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from django.db import transaction

from assessments.answers.answers import has_known_value
from assessments.answers.editing import ItemNotFound
from assessments.answers.merging import count
from assessments.answers.services import draft_lock, draft_save, item_add, item_move, item_remove
from assessments.lineage.tree_page import descents_by_file
from assessments.making.following import edits_follow, stay
from assessments.making.order import Entry, entries_in_order, row_of, stated
from assessments.making.placing import proposed_file
from assessments.making.questions import edits_of
from assessments.making.rounds import action_of, is_accepted_with_all
from assessments.making.sources import result_none, source_none
from assessments.proposals.matching import READ, ProposedStep, proposed_files
from assessments.proposals.models import Confirmation
from assessments.proposals.order import fits
from assessments.proposals.recognised import RecognisedText, recognised_confirm
from assessments.proposals.refusing import step_refuse
from assessments.proposals.services import (
    StepDecision,
    choices_of,
    step_confirm,
)
from assessments.wording import names
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

Decision = Confirmation.Decision
ACTIONS: Final = frozenset(names.ACTIONS)
Move = Literal["", "time", "parent"]


@transaction.atomic
def round_accept(draft: Draft, key: str, *, action: str = "", by: Actor) -> str:
    """Take a proposed step into the answers; return the id of the step, empty where it is gone.

    `action` is what a person says was done where no file says it.
    """
    draft = draft_lock(draft)  # of two requests at once, the second sees what the first took
    entries = entries_in_order(draft, proposed_files(draft, descents_by_file(draft)))
    entry = next((entry for entry in entries if entry.step and entry.step.key == key), None)
    if entry is None or entry.step is None:
        return ""
    action = action or action_of(entry)
    if not entry.step.is_stated and action not in ACTIONS:
        return ""
    step_refuse(draft, entry.step, refused=False, by=by)
    ahead = sum(bool(other.item) for other in entries[: entries.index(entry)])
    item = _accept(draft, entry, entry.step, action, ahead, by)
    edits_follow(draft)
    return item


@transaction.atomic
def rounds_accept(draft: Draft, *, by: Actor) -> int:
    """Take every round into the answers of which it is known what was done; return how many.

    Rounds that were left out, and those that may belong to another matter, stay as they are.
    """
    draft = draft_lock(draft)
    done, ahead = 0, 0
    entries = entries_in_order(draft, proposed_files(draft, descents_by_file(draft)))
    for entry in entries:
        if entry.item:
            ahead += 1
        elif entry.step is not None and is_accepted_with_all(entry):
            draft.refresh_from_db()
            accepted = bool(_accept(draft, entry, entry.step, action_of(entry), ahead, by))
            done, ahead = done + accepted, ahead + accepted
    edits_follow(draft)
    return done


@transaction.atomic
def round_leave_out(draft: Draft, *, key: str, item: str, by: Actor) -> None:
    """Leave a round out: its step is removed where it was accepted, and not proposed again."""
    draft = draft_lock(draft)
    if item:
        item_remove(draft, part="steps", item=item)
        draft.refresh_from_db()
    step = _proposed_step(draft, key)
    if step is not None:
        step_refuse(draft, step, refused=True, by=by)


@transaction.atomic
def edits_leave_out(draft: Draft, *, by: Actor) -> None:
    """Leave out every round that was changed by hand; what shows it stays evidence of nothing."""
    draft = draft_lock(draft)
    keys = dict(
        draft.confirmations.filter(section="steps")
        .exclude(item="")
        .order_by("at", "pk")
        .values_list("item", "proposal")
    )
    for step in edits_of(draft.answers):
        round_leave_out(draft, key=keys.get(step["id"], ""), item=step["id"], by=by)
        draft.refresh_from_db()


@transaction.atomic
def round_take_back(draft: Draft, key: str, *, by: Actor) -> None:
    """Undo leaving out a round: it is open again."""
    step = _proposed_step(draft, key)
    if step is not None:
        step_refuse(draft, step, refused=False, by=by)


@transaction.atomic
def round_mend(draft: Draft, item: str, values: Mapping[str, Any]) -> None:
    """Store what a person corrects of an accepted round; raises `ItemNotFound`, `SaveConflict`."""
    draft.refresh_from_db()
    version = count(draft.versions.get(f"steps/{item}"))
    draft_save(draft, part="steps", item=item, sent=values, version=version)


@transaction.atomic
def round_move(draft: Draft, item: str, to: int) -> Move:
    """Move an accepted round among the accepted ones, to a position counted from 0.

    Returns `time` where the dates of two rounds forbid it, so that it stays; `parent` where a round
    now stands before the one that it continued and continues it no longer; else nothing. Raises
    `ItemNotFound`.
    """
    steps = list(draft.answers.get("steps") or [])
    moved = next((step for step in steps if step["id"] == item), None)
    if moved is None:
        raise ItemNotFound(item)
    others = [step for step in steps if step is not moved]
    place = max(0, min(to, len(others)))
    if not fits([*others[:place], {**moved, "parent": ""}, *others[place:]], item, moved.get("at")):
        return "time"
    item_move(draft, part="steps", item=item, to=place)
    draft.refresh_from_db()
    stay(draft, item)
    draft.refresh_from_db()
    above = {step["id"]: step.get("parent") for step in steps if step.get("parent")}
    is_kept = all(step.get("parent") for step in draft.answers["steps"] if step["id"] in above)
    return "" if is_kept else "parent"


@transaction.atomic
def source_store(draft: Draft, item: str, source: str) -> None:
    """Store in which accepted round a change by hand was made; in none of them where it is empty.

    Raises `ItemNotFound` and `SaveConflict`.
    """
    draft = draft_lock(draft)
    steps = [step["id"] for step in draft.answers.get("steps") or []]
    if item not in steps or (source and source not in steps[: steps.index(item)]):
        raise ItemNotFound(source)
    if source:
        round_mend(draft, item, {"parent": source})
    else:
        source_none(draft, item)


@transaction.atomic
def result_store(draft: Draft, item: str, result: str) -> None:
    """Store which accepted round the words of a screenshot made; none where `result` is empty.

    Both are one act then: that round takes up the words and the screenshot, and what continued the
    other one continues it. Raises `ItemNotFound` and `SaveConflict`.
    """
    draft = draft_lock(draft)
    steps = {step["id"]: step for step in draft.answers.get("steps") or []}
    if not result:
        result_none(draft, item)
        return
    if item not in steps or result not in steps or has_known_value(steps[result].get("prompt")):
        raise ItemNotFound(result)
    words, made = steps[item], steps[result]
    taken = {
        name: words[name]
        for name in ("prompt", "negative_prompt", "intent", "tool", "by")
        if has_known_value(words.get(name)) and not has_known_value(made.get(name))
    }
    pieces = [*(made.get("evidence") or []), *(words.get("evidence") or [])]
    children = [step["id"] for step in steps.values() if step.get("parent") == item]
    item_remove(draft, part="steps", item=item)
    round_mend(draft, result, {**taken, "evidence": list(dict.fromkeys(pieces))})
    draft.refresh_from_db()
    order = [step["id"] for step in draft.answers["steps"]]
    for child in children:
        if order.index(result) < order.index(child):
            round_mend(draft, child, {"parent": result})


@transaction.atomic
def words_take(draft: Draft, upload: str, text: str, *, by: Actor) -> bool:
    """Store checked words of a screenshot as the prompt of a new step; False where it is gone."""
    draft = draft_lock(draft)
    proposed = proposed_file(draft, upload)
    if proposed is None or not text:
        return False
    chosen = RecognisedText(use="prompt", text=text, what=proposed.what)
    recognised_confirm(draft, proposed, chosen, by=by)
    return True


def _accept(
    draft: Draft, entry: Entry, step: ProposedStep, action: str, ahead: int, by: Actor
) -> str:
    """Take a round into the answers, without a time behind so many of their steps."""
    choices = choices_of(step, draft)
    row, said = row_of(step, "action"), action if action in ACTIONS else ""
    if row is not None and said and row.statements[0].value == said:
        choices["action"] = f"{READ}0"
    target = ""
    if said and "action" not in choices:
        target = item_add(draft, part="steps", values={"action": said, "parent": ""})
        draft.refresh_from_db()
    item = step_confirm(draft, StepDecision(step=step, target=target, choices=choices), by=by)
    if item and not stated(step, "at"):
        draft.refresh_from_db()
        item_move(draft, part="steps", item=item, to=ahead)
    if item and entry.continues:
        _continue(draft, item, entry)
    return item


def _continue(draft: Draft, item: str, entry: Entry) -> None:
    """Store what the round continues, as its card says, where that round is in the answers."""
    keys = draft.confirmations.filter(proposal=entry.continues, section="steps")
    above = keys.exclude(item="").order_by("at", "pk").values_list("item", flat=True).last()
    draft.refresh_from_db()
    before = [step["id"] for step in draft.answers["steps"]]
    if above in before and before.index(above) < before.index(item):
        values: dict[str, Any] = {"parent": above}
        round_mend(
            draft, item, values | ({"changed": list(entry.changed)} if entry.changed else {})
        )


def _proposed_step(draft: Draft, key: str) -> ProposedStep | None:
    files = proposed_files(draft, descents_by_file(draft)) if key else []
    return next((step for file in files for step in file.steps if step.key == key), None)
